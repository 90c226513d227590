package dev.vespula.internal.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Writes files so that whoever opens one finds the old content or the new, never a part. */
public final class WholeFile {
    /** End of the names of files that are being written. */
    public static final String UNFINISHED = ".tmp";

    private WholeFile() {}

    /**
     * Writes a file, under another name at first. What is there and no ordinary file, such as a device, is written to in place.
     *
     * @param attributes of a file that is made
     * @throws IOException if that fails; a former file is then still there
     */
    public static void write(Path file, byte[] content, FileAttribute<?>... attributes) throws IOException {
        Path target = file.toAbsolutePath();
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            Files.write(target, content);
            return;
        }
        Path fresh = target.resolveSibling(
                target.getFileName() + "." + Long.toHexString(ThreadLocalRandom.current().nextLong()) + UNFINISHED);
        try {
            write(fresh, ByteBuffer.wrap(content), attributes);
            move(fresh, target);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void write(Path fresh, ByteBuffer content, FileAttribute<?>[] attributes) throws IOException {
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel channel = Files.newByteChannel(fresh, options, attributes)) {
            while (content.hasRemaining()) {
                channel.write(content);
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            // Replaces what is there anyway, but not every file system knows.
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

package dev.vespula.kafka.connect.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * A module's file, which may be replaced. A file that somebody is writing may be a valid module already, without its data: so it is taken
 * only when two looks in succession have found it the same.
 */
final class ModuleFile {
    private final Path path;
    private Stamp taken;
    private Stamp seen;

    /** What tells that a file is another. */
    private record Stamp(FileTime time, long size, Object key) {
        static Stamp of(Path path) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    ModuleFile(Path path) {
        this.path = path;
    }

    /** The content. */
    byte[] read() throws IOException {
        taken = Stamp.of(path);
        seen = taken;
        return Files.readAllBytes(path);
    }

    /** The content if it is another than when it was read last, and nobody writes it. */
    Optional<byte[]> changed() throws IOException {
        Stamp now = Stamp.of(path);
        boolean isSettled = now.equals(seen);
        seen = now;
        if (now.equals(taken) || !isSettled) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(path);
        if (!Stamp.of(path).equals(now)) {
            return Optional.empty();
        }
        taken = now;
        return Optional.of(bytes);
    }
}

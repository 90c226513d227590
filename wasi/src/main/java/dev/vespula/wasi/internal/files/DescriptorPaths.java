package dev.vespula.wasi.internal.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

/**
 * Paths that name an open file by its descriptor number: {@code /proc/self/fd/N}. Linux resolves them to the open file itself,
 * whatever has happened to its name since.
 *
 * <p>{@link SecureDirectoryStream} can open, delete and move relative to an open directory but not create a directory, make or
 * read a link, or set times exactly. Those need a path, and a path through the tree could be redirected by whoever replaces a
 * directory by a link at the right moment. {@code /proc/self/fd/N/name} cannot: only the last element is looked up.
 *
 * <p>The JDK does not tell the number of a stream's descriptor. It is found by listing the process's descriptors before and
 * after opening the directory once more and keeping what is new and is that very directory. All directories of all sandboxes
 * are opened and closed under {@link #LOCK}, so nothing a guest does can add or remove one in between.
 */
public final class DescriptorPaths {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Path DESCRIPTIONS = Path.of("/proc/self/fdinfo");
    private static final boolean AVAILABLE = Files.isDirectory(DESCRIPTORS);
    private static final ReadWriteLock LOCK = new ReentrantReadWriteLock();
    private static final int ATTEMPTS = 8;
    /** What a directory's stream holds on Linux: one descriptor to read it and one to work relative to it. */
    private static final int STREAM_DESCRIPTORS = 2;
    /** Every file system lets a position be this large. */
    private static final long LARGEST_MARK = 1L << 40;

    private DescriptorPaths() {}

    /** Opens the root of a sandbox. This and its twin below are the only ways directories of sandboxes are opened. */
    @SuppressWarnings("StreamResourceLeak")
    public static DirectoryStream<Path> open(Path root) throws IOException {
        LOCK.readLock().lock();
        try {
            return Files.newDirectoryStream(root);
        } finally {
            LOCK.readLock().unlock();
        }
    }

    /** Opens a directory in another one, not following a link. */
    public static SecureDirectoryStream<Path> open(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        LOCK.readLock().lock();
        try {
            return parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
        } finally {
            LOCK.readLock().unlock();
        }
    }

    public static void close(DirectoryStream<Path> stream) throws IOException {
        LOCK.readLock().lock();
        try {
            stream.close();
        } finally {
            LOCK.readLock().unlock();
        }
    }

    /**
     * A directory that is open a second time, with the path of its descriptor.
     *
     * @param stream keeps the descriptor open
     */
    public record Named(SecureDirectoryStream<Path> stream, Path path) {}

    /**
     * Opens a directory again under a known number.
     *
     * @return null where the platform has no such paths, or other threads keep opening this directory
     */
    public static Named name(SecureDirectoryStream<Path> directory) throws IOException {
        if (!AVAILABLE) {
            return null;
        }
        Object key = directory.getFileAttributeView(BasicFileAttributeView.class).readAttributes().fileKey();
        LOCK.writeLock().lock();
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                SecureDirectoryStream<Path> twin;
                Set<Path> before = new HashSet<>();
                // The listing stays open until the twin is: its own descriptors must not become free for the twin to take.
                try (DirectoryStream<Path> listing = Files.newDirectoryStream(DESCRIPTORS)) {
                    listing.forEach(before::add);
                    twin = directory.newDirectoryStream(Path.of("."), LinkOption.NOFOLLOW_LINKS);
                }
                List<Path> added;
                try {
                    added = all();
                } catch (IOException | RuntimeException e) {
                    twin.close();
                    throw e;
                }
                added.removeIf(descriptor -> before.contains(descriptor) || !isOpenOn(descriptor, key));
                // More of them are another thread's, and which are whose cannot be told.
                if (added.size() == STREAM_DESCRIPTORS) {
                    return new Named(twin, added.get(0));
                }
                twin.close();
            }
            return null;
        } finally {
            LOCK.writeLock().unlock();
        }
    }

    /**
     * The path of the descriptor that an open channel holds: it is told from others on the same file, which may be closed and
     * their numbers given to anything at any moment, by its position, which is moved to a number that nobody else knows. (Files
     * are read and written at offsets; the position itself means nothing.)
     *
     * @return null where the platform has no such paths or the channel no position
     */
    public static Path of(SeekableByteChannel channel, Object fileKey) throws IOException {
        if (!AVAILABLE || fileKey == null || !(channel instanceof FileChannel)) {
            return null;
        }
        long mark = ThreadLocalRandom.current().nextLong(1, LARGEST_MARK);
        channel.position(mark);
        String line = "pos:\t" + mark;
        for (Path descriptor : all()) {
            if (isOpenOn(descriptor, fileKey) && describes(descriptor, line)) {
                return descriptor;
            }
        }
        return null;
    }

    private static boolean describes(Path descriptor, String line) {
        try (Stream<String> lines = Files.lines(DESCRIPTIONS.resolve(descriptor.getFileName()))) {
            return lines.anyMatch(line::equals);
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    /** All descriptors of the process. */
    private static List<Path> all() throws IOException {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            descriptors.forEach(all::add);
        }
        return all;
    }

    private static boolean isOpenOn(Path descriptor, Object fileKey) {
        try {
            return fileKey.equals(Files.readAttributes(descriptor, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            // Closed since it was listed, or nothing that can be looked at.
            return false;
        }
    }
}

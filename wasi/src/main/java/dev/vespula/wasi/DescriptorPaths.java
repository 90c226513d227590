package dev.vespula.wasi;

import java.io.IOException;
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
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

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
final class DescriptorPaths {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final boolean AVAILABLE = Files.isDirectory(DESCRIPTORS);
    private static final ReadWriteLock LOCK = new ReentrantReadWriteLock();
    private static final int ATTEMPTS = 8;

    private DescriptorPaths() {
    }

    /** Opens the root of a sandbox. This and its twin below are the only ways directories of sandboxes are opened. */
    static DirectoryStream<Path> open(Path root) throws IOException {
        LOCK.readLock().lock();
        try {
            return Files.newDirectoryStream(root);
        } finally {
            LOCK.readLock().unlock();
        }
    }

    /** Opens a directory in another one, not following a link. */
    static SecureDirectoryStream<Path> open(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        LOCK.readLock().lock();
        try {
            return parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
        } finally {
            LOCK.readLock().unlock();
        }
    }

    static void close(DirectoryStream<Path> stream) throws IOException {
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
    record Named(DirectoryStream<Path> stream, Path path) {
    }

    /**
     * Opens a directory again under a known number.
     *
     * @return null where the platform has no such paths, or other threads keep opening this directory
     */
    static Named name(SecureDirectoryStream<Path> directory) throws IOException {
        if (!AVAILABLE) {
            return null;
        }
        Object key = directory.getFileAttributeView(BasicFileAttributeView.class).readAttributes().fileKey();
        LOCK.writeLock().lock();
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                DirectoryStream<Path> twin;
                Set<Path> before = new HashSet<>();
                // The listing stays open until the twin is: its own descriptors must not become free for the twin to take.
                try (DirectoryStream<Path> listing = Files.newDirectoryStream(DESCRIPTORS)) {
                    listing.forEach(before::add);
                    twin = directory.newDirectoryStream(Path.of("."), LinkOption.NOFOLLOW_LINKS);
                }
                List<Path> added = all();
                added.removeIf(descriptor -> before.contains(descriptor) || !isOpenOn(descriptor, key));
                // A stream holds one or two descriptors; more of them are another thread's.
                if (added.size() == 1 || added.size() == 2) {
                    return new Named(twin, added.get(0));
                }
                twin.close();
            }
            return null;
        } finally {
            LOCK.writeLock().unlock();
        }
    }

    /** A path to some descriptor on which the process has this very file open; null when there is none. */
    static Path of(Object fileKey) throws IOException {
        if (!AVAILABLE || fileKey == null) {
            return null;
        }
        return all().stream().filter(descriptor -> isOpenOn(descriptor, fileKey)).findFirst().orElse(null);
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

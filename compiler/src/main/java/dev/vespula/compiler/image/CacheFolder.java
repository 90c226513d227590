package dev.vespula.compiler.image;

import dev.vespula.internal.files.TrustedFolder;
import dev.vespula.internal.files.WholeFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Files in a folder that are found by a key, bounded in the sum of their sizes. Shared with other processes: files come into
 * being whole, and may vanish at any time. Whatever fails is as if nothing were there: file systems throw
 * unchecked exceptions, too. Thread-safe.
 */
public final class CacheFolder {
    private static final String PREFIX = "vespula-";
    private static final String SUFFIX = ".jar";
    /** A file that is being written is not older than this. */
    private static final Duration LONGEST_WRITE = Duration.ofHours(1);

    private final Path folder;
    private final long maxBytes;
    private final AtomicBoolean hasWarned = new AtomicBoolean();

    private record Entry(Path path, long size, FileTime used) {}

    /** Files in a folder that need not be there yet. */
    public CacheFolder(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    private Path file(String key) {
        return folder.resolve(PREFIX + key + SUFFIX);
    }

    /** The content of a file, which counts as used now; null if there is none. */
    public byte[] read(String key) {
        Path file = file(key);
        try {
            if (Files.exists(file) && !isTrusted(file)) {
                return null;
            }
            byte[] content = Files.readAllBytes(file);
            touch(file);
            return content;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            warn("cannot read " + file, e);
            return null;
        }
    }

    /** Whether nobody else can have put the file there, now: the folder may have been given away since the engine was made. */
    private boolean isTrusted(Path file) throws IOException {
        String problem = TrustedFolder.problem(folder);
        problem = problem == null ? TrustedFolder.problemOfFile(file) : problem;
        if (problem != null) {
            warn("does not use " + file, new IOException(problem));
        }
        return problem == null;
    }

    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException | RuntimeException e) {
            // Belongs to somebody else, or was deleted meanwhile: it is only the order of deletion that is less exact.
        }
    }

    /** Writes a file, unless it is larger than all files may be together; deletes others if they have become too many. */
    public void write(String key, byte[] content) {
        if (content.length > maxBytes) {
            return;
        }
        Path file = file(key);
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, ownerOnly("rwx------"));
            }
            WholeFile.write(file, content, ownerOnly("rw-------"));
            evict(file);
        } catch (IOException | RuntimeException e) {
            warn("cannot write " + file, e);
        }
    }

    private FileAttribute<?>[] ownerOnly(String mode) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    /** Deletes a file. */
    public void delete(String key) {
        delete(file(key));
    }

    private void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException | RuntimeException e) {
            warn("cannot delete " + file, e);
        }
    }

    /** Deletes the least recently used files, other than the one given, until all are within the bound. */
    private void evict(Path written) throws IOException {
        List<Entry> entries = new ArrayList<>();
        long sum = 0;
        for (Entry entry : entries()) {
            sum += entry.size;
            if (!entry.path.equals(written)) {
                entries.add(entry);
            }
        }
        entries.sort(Comparator.comparing(Entry::used));
        for (int k = 0; k < entries.size() && sum > maxBytes; k++) {
            delete(entries.get(k).path);
            sum -= entries.get(k).size;
        }
    }

    /** The files of the cache. What writers have left behind that did not come to their end is deleted. */
    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        FileTime abandoned = FileTime.from(Instant.now().minus(LONGEST_WRITE));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                boolean isUnfinished = name.contains(SUFFIX + ".") && name.endsWith(WholeFile.UNFINISHED);
                BasicFileAttributes attributes = isUnfinished || name.endsWith(SUFFIX) ? attributes(file) : null;
                if (attributes == null || !attributes.isRegularFile()) {
                    continue;
                }
                if (!isUnfinished) {
                    entries.add(new Entry(file, attributes.size(), attributes.lastModifiedTime()));
                } else if (attributes.lastModifiedTime().compareTo(abandoned) < 0) {
                    delete(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }

    private static BasicFileAttributes attributes(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException e) {
            // Another process has deleted it.
            return null;
        }
    }

    /** Once: a cache that does not work is worth a line, but not one for each module. */
    private void warn(String what, Throwable cause) {
        if (hasWarned.compareAndSet(false, true)) {
            System.getLogger("dev.vespula.compiler")
                    .log(System.Logger.Level.WARNING, "cache of compiled code: " + what + ": " + cause);
        }
    }
}

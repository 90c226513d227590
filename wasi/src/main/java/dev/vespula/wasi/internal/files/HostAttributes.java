package dev.vespula.wasi.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the host's file attributes into a {@link Filestat}. */
public final class HostAttributes {
    /** What a file key of the Unix providers prints as; its class is not public. */
    private static final Pattern UNIX_KEY = Pattern.compile("\\(dev=([0-9a-f]+),ino=(\\d+)\\)");

    private HostAttributes() {}

    /**
     * Attributes read through a directory handle, completed by those only a path can be asked for.
     *
     * @param basic what the handle said
     * @param path where the same file should be; what it says is used only if it is the same file
     * @param options how to look at the path: not following a link, or following the one a descriptor path is
     */
    public static Filestat of(BasicFileAttributes basic, Path path, LinkOption... options) {
        Object identity = basic.fileKey();
        long links = 1;
        FileTime changed = basic.lastModifiedTime();
        FileType type = type(basic);
        Map<String, Object> unix = unixAttributes(path, options);
        if (identity != null && identity.equals(unix.get("fileKey"))) {
            links = ((Number) unix.get("nlink")).longValue();
            changed = (FileTime) unix.get("ctime");
            if (type == FileType.UNKNOWN) {
                type = FileType.ofSpecial((Integer) unix.get("mode"));
            }
        }
        Matcher key = UNIX_KEY.matcher(String.valueOf(identity));
        boolean numbered = key.matches();
        return new Filestat(identity, numbered ? Long.parseUnsignedLong(key.group(1), 16) : 0,
                numbered ? Long.parseUnsignedLong(key.group(2)) : inode(identity, path), type, links, basic.size(),
                nanos(basic.lastAccessTime()), nanos(basic.lastModifiedTime()), nanos(changed));
    }

    /** Attributes that only tell which file it is and of what kind. */
    public static Filestat of(BasicFileAttributes basic) {
        return new Filestat(basic.fileKey(), 0, 0, type(basic), 1, basic.size(), 0, 0, 0);
    }

    public static void setTimes(BasicFileAttributeView view, FileTimes times) throws IOException {
        if (!times.isEmpty()) {
            view.setTimes(times.modified(), times.accessed(), null);
        }
    }

    private static FileType type(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return FileType.SYMBOLIC_LINK;
        }
        // A directory that is "other" too is a Windows junction: it leads elsewhere and must not be entered.
        if (attributes.isDirectory()) {
            return attributes.isOther() ? FileType.UNKNOWN : FileType.DIRECTORY;
        }
        return attributes.isRegularFile() ? FileType.REGULAR_FILE : FileType.UNKNOWN;
    }

    private static Map<String, Object> unixAttributes(Path path, LinkOption[] options) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Map.of();
        }
        try {
            return Files.readAttributes(path, "unix:fileKey,nlink,ctime,mode", options);
        } catch (IOException e) {
            return Map.of();
        }
    }

    /** A number made from what there is: it has to differ between files and stay the same for one. */
    private static long inode(Object identity, Path path) {
        String text = identity == null ? path.normalize().toString() : identity.toString();
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash >>> 1 | 1;
    }

    private static long nanos(FileTime time) {
        return Math.max(0, time.to(TimeUnit.NANOSECONDS));
    }
}

package dev.vespula.wasi.internal.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.wasi.Access;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.Flags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What tests of the sandbox do, by the functions of one version of WASI. Its preopened directory is descriptor 3. */
public interface Border extends AutoCloseable {
    int ROOT = 3;

    /** Opens a path; {@link #result} is the descriptor then. */
    Errno open(int fd, String path, int lookup, int flags, long rights, long inheriting, int fdFlags);

    /** The descriptor that was opened last. */
    int result();

    Errno mkdir(int fd, String path);

    Errno rmdir(String path);

    Errno unlink(int fd, String path);

    Errno symlink(String target, String path);

    Errno link(int oldFd, String existing, int lookup, int newFd, String path);

    Errno rename(int oldFd, String from, int newFd, String to);

    Errno readlink(String path, int room);

    String linkTarget(String path);

    Errno stat(String path, int lookup);

    FileType typeOf(String path, int lookup);

    Errno setTimes(String path, int lookup, long accessed, long modified, int flags);

    long sizeOf(String path);

    /** By what a guest tells a file from others. */
    Object identityOf(String path);

    /** Nanoseconds since 1970. */
    long modifiedOf(String path);

    Errno setSize(int fd, long size);

    /** The names in a directory, without the dots. */
    List<String> names(int fd);

    /** One more preopened directory. */
    int mount(Path directory, Access access) throws IOException;

    void write(int fd, String text);

    String read(int fd, int length);

    Errno tryClose(int fd);

    @Override
    void close() throws IOException;

    default void close(int fd) {
        assertThat(tryClose(fd)).isEqualTo(Errno.SUCCESS);
    }

    default Errno tryOpen(String path, int flags, long rights) {
        return open(ROOT, path, 0, flags, rights, 0, 0);
    }

    default int opened(int fd, String path, int lookup, int flags, long rights, int fdFlags) {
        assertThat(open(fd, path, lookup, flags, rights, rights, fdFlags)).isEqualTo(Errno.SUCCESS);
        return result();
    }

    default int opened(String path, int flags, long rights) {
        return opened(ROOT, path, 0, flags, rights, 0);
    }

    default int openedDirectory(String path) {
        assertThat(open(ROOT, path, 0, Flags.OPEN_DIRECTORY, Rights.DIRECTORY, Rights.INHERITING, 0)).isEqualTo(Errno.SUCCESS);
        return result();
    }

    /** Creates a file with some content. */
    default void create(String path, String content) {
        int fd = opened(path, Flags.OPEN_CREATE | Flags.OPEN_TRUNCATE, Rights.FILE);
        write(fd, content);
        close(fd);
    }

    default String contentOf(String path) {
        int fd = opened(ROOT, path, Flags.LOOKUP_SYMLINK_FOLLOW, 0, Rights.FD_READ, 0);
        String content = read(fd, 1000);
        close(fd);
        return content;
    }

    default Errno mkdir(String path) {
        return mkdir(ROOT, path);
    }

    default Errno unlink(String path) {
        return unlink(ROOT, path);
    }

    default Errno link(String existing, String path) {
        return link(ROOT, existing, 0, ROOT, path);
    }

    default Errno rename(String from, String to) {
        return rename(ROOT, from, ROOT, to);
    }
}

package dev.vespula.wasi.internal.preview1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.wasi.Access;
import dev.vespula.wasi.internal.descriptors.Rights;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.Flags;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive as a directory: a file system without links, open directory handles and Unix attributes. */
class MountedFileSystemTest {
    @TempDir
    Path host;
    private FileSystem archive;
    private Guest guest;

    @BeforeEach
    void open() throws IOException {
        archive = FileSystems.newFileSystem(URI.create("jar:" + host.resolve("a.zip").toUri()), Map.of("create", "true"));
        Files.createDirectories(archive.getPath("/root/dir"));
        Files.writeString(archive.getPath("/outside"), "secret");
        guest = Guest.in(archive.getPath("/root"), Access.READ_WRITE);
    }

    @AfterEach
    void close() throws IOException {
        guest.close();
        archive.close();
    }

    @Test
    void filesAreCreatedReadAndChanged() throws IOException {
        guest.create("f", "0123456789");
        assertThat(guest.contentOf("f")).isEqualTo("0123456789");
        int fd = guest.opened("f", 0, Rights.FILE);
        assertThat(guest.pwrite(fd, "ab", 3)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.pread(fd, 4, 2)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.text(4)).isEqualTo("2ab5");
        assertThat(guest.errno(() -> guest.fds.filestatSetSize(fd, 6))).isEqualTo(Errno.SUCCESS);
        assertThat(guest.fdStat(fd).size()).isEqualTo(6);
        assertThat(guest.errno(() -> guest.fds.allocate(fd, 0, 8))).isEqualTo(Errno.SUCCESS);
        assertThat(guest.seek(fd, 0, 2)).isEqualTo(Errno.SUCCESS);
        guest.write(fd, "!");
        guest.close(fd);
        assertThat(Files.readString(archive.getPath("/root/f"))).isEqualTo("012ab5\0\0!");
        int appended = guest.opened(3, "f", 0, 0, Rights.FILE, Flags.FD_APPEND);
        guest.write(appended, "?");
        guest.close(appended);
        assertThat(guest.contentOf("f")).isEqualTo("012ab5\0\0!?");
        assertThat(guest.tryOpen("f", Flags.OPEN_TRUNCATE, Rights.FD_WRITE)).isEqualTo(Errno.SUCCESS);
        guest.close(guest.result());
        assertThat(guest.contentOf("f")).isEmpty();
    }

    @Test
    void directoriesAreMadeListedAndRemoved() {
        assertThat(guest.mkdir("dir/sub")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.mkdir("dir")).isEqualTo(Errno.EXIST);
        guest.create("dir/f", "x");
        int dir = guest.openedDirectory("dir");
        assertThat(guest.readdir(dir, 1000, 0)).extracting(Guest.Entry::name).containsExactly(".", "..", "f", "sub");
        assertThat(guest.readdir(dir, 1000, 0)).extracting(Guest.Entry::inode).doesNotContain(0L);
        assertThat(guest.rmdir("dir")).isEqualTo(Errno.NOTEMPTY);
        assertThat(guest.rmdir("dir/f")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.unlink("dir/sub")).isEqualTo(Errno.ISDIR);
        assertThat(guest.unlink("dir/f")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.rmdir("dir/sub")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.unlink("dir/f")).isEqualTo(Errno.NOENT);
    }

    @Test
    void attributesNeedNoUnix() {
        guest.create("f", "12345");
        guest.create("g", "");
        Guest.Stat stat = guest.statOf("f", 0);
        assertThat(stat.type()).isEqualTo(FileType.REGULAR_FILE.code());
        assertThat(stat.size()).isEqualTo(5);
        assertThat(stat.inode()).isNotEqualTo(guest.statOf("g", 0).inode());
        assertThat(guest.statOf("dir", 0).type()).isEqualTo(FileType.DIRECTORY.code());
        long time = 1_600_000_000_000_000_000L;
        assertThat(guest.setTimes("f", 0, 0, time, Flags.TIME_MODIFIED)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.statOf("f", 0).modified()).isEqualTo(time);
    }
}

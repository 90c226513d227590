package dev.vespula.wasi.internal.preview1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.wasi.Access;
import dev.vespula.wasi.Wasi;
import dev.vespula.wasi.internal.descriptors.Rights;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.Flags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PathFunctionsTest {
    @TempDir
    Path host;
    private Guest guest;

    @BeforeEach
    void open() throws IOException {
        guest = Guest.in(host, Access.READ_WRITE);
    }

    @AfterEach
    void close() throws IOException {
        guest.close();
    }

    // ---- path_open

    @Test
    void createsForReadingOnly() {
        int fd = guest.opened("f", Flags.OPEN_CREATE, Rights.FD_READ);
        assertThat(guest.read(fd, 10)).isEmpty();
        assertThat(guest.tryWrite(fd, "x")).isEqualTo(Errno.NOTCAPABLE);
    }

    @Test
    void opensDirectoriesOnlyAsDirectories() {
        guest.mkdir("d");
        guest.create("f", "");
        assertThat(guest.tryOpen("d", Flags.OPEN_DIRECTORY, Rights.FD_READ)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryOpen("d", 0, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryOpen(".", 0, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryOpen("d", 0, Rights.FD_WRITE)).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryOpen(".", Flags.OPEN_DIRECTORY, Rights.FD_READ | Rights.FD_WRITE)).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryOpen("d", Flags.OPEN_TRUNCATE, 0)).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryOpen("d", Flags.OPEN_CREATE, 0)).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryOpen("d", Flags.OPEN_CREATE | Flags.OPEN_EXCLUSIVE, 0)).isEqualTo(Errno.EXIST);
        assertThat(guest.tryOpen("d2", Flags.OPEN_CREATE | Flags.OPEN_DIRECTORY, 0)).isEqualTo(Errno.INVAL);
        assertThat(guest.tryOpen("f", Flags.OPEN_DIRECTORY, 0)).isEqualTo(Errno.NOTDIR);
        assertThat(guest.tryOpen("f/x", 0, 0)).isEqualTo(Errno.NOTDIR);
    }

    @Test
    void oddPathsAreRefused() {
        assertThat(guest.tryOpen("", 0, 0)).isEqualTo(Errno.NOENT);
        assertThat(guest.tryOpen("f\0", 0, 0)).isEqualTo(Errno.INVAL);
        assertThat(guest.errno(() -> {
            guest.memory.write(2000, new byte[] {'a', (byte) 0xFF}, 0, 2);
            guest.paths.createDirectory(guest.memory, Guest.ROOT, 2000, 2);
        })).isEqualTo(Errno.ILSEQ);
    }

    @Test
    void linksAreFollowedOnRequest() {
        guest.create("f", "x");
        guest.mkdir("d");
        guest.symlink("f", "l");
        guest.symlink("d", "ld");
        assertThat(guest.tryOpen("l", 0, 0)).isEqualTo(Errno.LOOP);
        assertThat(guest.tryOpen("ld", 0, 0)).isEqualTo(Errno.LOOP);
        assertThat(guest.tryOpen("ld", Flags.OPEN_DIRECTORY, 0)).isEqualTo(Errno.NOTDIR);
        assertThat(guest.tryOpen("ld/", Flags.OPEN_DIRECTORY, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.open(3, "l", Flags.LOOKUP_SYMLINK_FOLLOW, 0, 0, 0, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.open(3, "l", Flags.LOOKUP_SYMLINK_FOLLOW, Flags.OPEN_DIRECTORY, 0, 0, 0)).isEqualTo(Errno.NOTDIR);
        assertThat(guest.open(3, "ld", Flags.LOOKUP_SYMLINK_FOLLOW, Flags.OPEN_DIRECTORY, 0, 0, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.open(3, "l", Flags.LOOKUP_SYMLINK_FOLLOW, Flags.OPEN_CREATE | Flags.OPEN_EXCLUSIVE, 0, 0, 0))
                .isEqualTo(Errno.EXIST);
        guest.symlink("target", "dangling");
        assertThat(guest.open(3, "dangling", Flags.LOOKUP_SYMLINK_FOLLOW, Flags.OPEN_CREATE, 0, 0, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(Files.exists(host.resolve("target"))).isTrue();
        assertThat(guest.open(3, "f", 2, 0, 0, 0, 0)).isEqualTo(Errno.INVAL);
        assertThat(guest.tryOpen("f", 16, 0)).isEqualTo(Errno.INVAL);
        assertThat(guest.open(3, "f", 0, 0, 0, 0, 32)).isEqualTo(Errno.INVAL);
    }

    @Test
    void rightsLimitWhatIsOpenedAndWhatThatCanDo() {
        guest.mkdir("d");
        assertThat(guest.open(3, "d", 0, 0, Rights.PATH_OPEN | Rights.PATH_CREATE_FILE, Rights.FD_READ, 0)).isEqualTo(
                Errno.SUCCESS);
        int dir = guest.result();
        assertThat(guest.open(dir, "f", 0, Flags.OPEN_CREATE, Rights.FD_WRITE, 0, 0)).isEqualTo(Errno.NOTCAPABLE);
        assertThat(guest.open(dir, "f", 0, Flags.OPEN_CREATE, Rights.FD_READ, -1, 0)).isEqualTo(Errno.SUCCESS);
        int file = guest.result();
        assertThat(guest.table).satisfies(t -> assertThat(t.get(file).inheriting()).isEqualTo(Rights.FD_READ));
        assertThat(guest.open(dir, "f", 0, Flags.OPEN_TRUNCATE, 0, 0, 0)).isEqualTo(Errno.NOTCAPABLE);
        assertThat(guest.mkdir(dir, "x")).isEqualTo(Errno.NOTCAPABLE);
        assertThat(guest.unlink(dir, "f")).isEqualTo(Errno.NOTCAPABLE);
        assertThat(guest.open(file, "f", 0, 0, 0, 0, 0)).isEqualTo(Errno.NOTDIR);
        assertThat(guest.open(99, "f", 0, 0, 0, 0, 0)).isEqualTo(Errno.BADF);
        assertThat(guest.open(-1, "f", 0, 0, 0, 0, 0)).isEqualTo(Errno.BADF);
    }

    @Test
    void askingForEveryRightGivesThoseThereAre() throws IOException {
        assertThat(guest.open(3, "f", 0, Flags.OPEN_CREATE, -1, -1, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.table.get(guest.result()).rights()).isEqualTo(Rights.FILE);
        assertThat(guest.open(3, ".", 0, 0, ~Rights.FD_WRITE, -1, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.table.get(guest.result()).rights()).isEqualTo(Rights.DIRECTORY);
        assertThat(guest.table.get(guest.result()).inheriting()).isEqualTo(Rights.INHERITING);
    }

    @Test
    void pipesAreNotOpened() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", host.resolve("pipe").toString()).start().waitFor()).isZero();
        assertThat(guest.tryOpen("pipe", 0, Rights.FD_READ)).isEqualTo(Errno.NXIO);
        assertThat(guest.stat("pipe/x", 0)).isEqualTo(Errno.NOTDIR);
    }

    @Test
    void devicesCanBeMounted() throws IOException {
        int dev = guest.mount(Path.of("/dev"), "/dev", Access.READ_WRITE);
        int zero = guest.opened(dev, "zero", 0, 0, Rights.FD_READ | Rights.FD_FILESTAT_GET, 0);
        assertThat(guest.read(zero, 3)).isEqualTo("\0\0\0");
        assertThat(guest.fdStat(zero).type()).isEqualTo(FileType.CHARACTER_DEVICE.code());
        int sink = guest.opened(dev, "null", 0, 0, Rights.FD_WRITE, 0);
        guest.write(sink, "gone");
    }

    @Test
    void theTableHasALimit() {
        Errno last = Errno.SUCCESS;
        int opened = 0;
        while (last == Errno.SUCCESS && opened < 10_000) {
            last = guest.tryOpen(".", 0, 0);
            opened++;
        }
        assertThat(last).isEqualTo(Errno.MFILE);
        assertThat(opened).isEqualTo(Wasi.DEFAULT_MAX_OPEN_FILES - 4 + 1);
    }

    // ---- directories

    @Test
    void anUnlinkedFileStaysUsable() {
        int fd = guest.opened("f", Flags.OPEN_CREATE, Guest.ALL_FILE);
        guest.write(fd, "still here");
        Guest.Stat before = guest.fdStat(fd);
        assertThat(guest.unlink("f")).isEqualTo(Errno.SUCCESS);
        guest.create("f", "another");
        assertThat(guest.seek(fd, 0, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.read(fd, 100)).isEqualTo("still here");
        Guest.Stat after = guest.fdStat(fd);
        assertThat(after.inode()).isEqualTo(before.inode());
        assertThat(after.links()).isZero();
        assertThat(after.size()).isEqualTo(10);
        assertThat(guest.errno(() -> guest.fds.filestatSetTimes(fd, 0, 5_000, Flags.TIME_MODIFIED))).isEqualTo(Errno.SUCCESS);
        assertThat(guest.fdStat(fd).modified()).isEqualTo(5_000);
        assertThat(guest.statOf("f", 0).modified()).isGreaterThan(5_000);
    }

    // ---- path_rename

    @Test
    void renamesBetweenDirectoriesOfOneFileSystem() throws IOException {
        guest.mkdir("a");
        guest.mkdir("b");
        guest.create("a/f", "x");
        int a = guest.openedDirectory("a");
        int b = guest.openedDirectory("b");
        assertThat(guest.rename(a, "f", b, "g")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.contentOf("b/g")).isEqualTo("x");
    }

    // ---- links

    @Test
    void symbolicLinks() {
        guest.create("f", "");
        guest.mkdir("d");
        assertThat(guest.symlink("f", "l")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.linkTarget("l")).isEqualTo("f");
        assertThat(guest.readlink("l", 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.result()).isZero();
        assertThat(guest.readlink("f", 10)).isEqualTo(Errno.INVAL);
        assertThat(guest.readlink("d", 10)).isEqualTo(Errno.INVAL);
        assertThat(guest.readlink("x", 10)).isEqualTo(Errno.NOENT);
        assertThat(guest.symlink("f", "l")).isEqualTo(Errno.EXIST);
        assertThat(guest.symlink("f", "d")).isEqualTo(Errno.EXIST);
        assertThat(guest.symlink("f", "d/")).isEqualTo(Errno.EXIST);
        assertThat(guest.symlink("f", "f/")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.symlink("f", "new/")).isEqualTo(Errno.NOENT);
    }

    @Test
    void readlinkCutsOff() {
        guest.symlink("target", "l");
        assertThat(guest.readlink("l", 4)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.result()).isEqualTo(4);
        assertThat(guest.text(6)).isEqualTo("targZZ");
    }

    @Test
    void hardLinks() {
        guest.create("f", "x");
        guest.mkdir("d");
        assertThat(guest.link("f", "g")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.statOf("g", 0)).isEqualTo(guest.statOf("f", 0));
        assertThat(guest.statOf("g", 0).links()).isEqualTo(2);
        assertThat(guest.link("f", "d/g")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.link("f", "g")).isEqualTo(Errno.EXIST);
        assertThat(guest.link("f", "f")).isEqualTo(Errno.EXIST);
        assertThat(guest.link("f", "d")).isEqualTo(Errno.EXIST);
        assertThat(guest.link("d", "e")).isEqualTo(Errno.PERM);
        assertThat(guest.link("f", "new/")).isEqualTo(Errno.NOENT);
        assertThat(guest.link("nope", "new")).isEqualTo(Errno.NOENT);
        guest.symlink("f", "l");
        assertThat(guest.link("l", "l2")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.linkTarget("l2")).isEqualTo("f");
        assertThat(guest.link(3, "l", Flags.LOOKUP_SYMLINK_FOLLOW, 3, "l3")).isEqualTo(Errno.INVAL);
    }

    // ---- attributes

    @Test
    void attributesOfFilesDirectoriesAndLinks() throws IOException {
        guest.create("f", "12345");
        guest.mkdir("d");
        guest.symlink("f", "l");
        Guest.Stat file = guest.statOf("f", 0);
        assertThat(file.type()).isEqualTo(FileType.REGULAR_FILE.code());
        assertThat(file.size()).isEqualTo(5);
        assertThat(file.inode()).isEqualTo(Files.getAttribute(host.resolve("f"), "unix:ino"));
        assertThat(file.device()).isEqualTo(Files.getAttribute(host.resolve("f"), "unix:dev"));
        assertThat(guest.statOf("d", 0).type()).isEqualTo(FileType.DIRECTORY.code());
        assertThat(guest.statOf("l", 0).type()).isEqualTo(FileType.SYMBOLIC_LINK.code());
        assertThat(guest.statOf("l", Flags.LOOKUP_SYMLINK_FOLLOW)).isEqualTo(file);
        assertThat(guest.statOf(".", 0)).isEqualTo(guest.fdStat(Guest.ROOT));
        assertThat(guest.stat("f/", 0)).isEqualTo(Errno.NOTDIR);
        assertThat(guest.stat("x", 0)).isEqualTo(Errno.NOENT);
    }

    @Test
    void timesAreSetToTheNanosecond() {
        guest.create("f", "");
        guest.symlink("f", "l");
        guest.mkdir("d");
        for (String name : new String[] {"f", "l", "d"}) {
            assertThat(guest.setTimes(name, 0, 1_600_000_000_123_456_789L, 1_500_000_000_987_654_321L,
                    Flags.TIME_ACCESS | Flags.TIME_MODIFIED)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.statOf(name, 0).modified()).as(name).isEqualTo(1_500_000_000_987_654_321L);
            assertThat(guest.statOf(name, 0).accessed()).as(name).isEqualTo(1_600_000_000_123_456_789L);
            assertThat(guest.setTimes(name, 0, 0, 1_400_000_000_000_000_001L, Flags.TIME_MODIFIED)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.statOf(name, 0).modified()).as(name).isEqualTo(1_400_000_000_000_000_001L);
            assertThat(guest.statOf(name, 0).accessed()).as(name).isEqualTo(1_600_000_000_123_456_789L);
        }
        assertThat(guest.setTimes("l", Flags.LOOKUP_SYMLINK_FOLLOW, 0, 7, Flags.TIME_MODIFIED)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.statOf("f", 0).modified()).isEqualTo(7);
        assertThat(guest.statOf("l", 0).modified()).isEqualTo(1_400_000_000_000_000_001L);
        assertThat(guest.setTimes(".", 0, 0, 9, Flags.TIME_MODIFIED)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.statOf(".", 0).modified()).isEqualTo(9);
    }

    @Test
    void timesAreCheckedBeforeAnythingIsSet() {
        guest.create("f", "");
        Guest.Stat before = guest.statOf("f", 0);
        assertThat(guest.setTimes("f", 0, 0, 0, Flags.TIME_MODIFIED | Flags.TIME_MODIFIED_NOW)).isEqualTo(Errno.INVAL);
        assertThat(guest.setTimes("f", 0, 0, 0, Flags.TIME_ACCESS | Flags.TIME_ACCESS_NOW)).isEqualTo(Errno.INVAL);
        assertThat(guest.setTimes("f", 0, 0, 0, 16)).isEqualTo(Errno.INVAL);
        assertThat(guest.setTimes("f", 0, 0, -1, Flags.TIME_MODIFIED)).isEqualTo(Errno.OVERFLOW);
        assertThat(guest.setTimes("f", 0, 0, 0, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.statOf("f", 0)).isEqualTo(before);
        assertThat(guest.setTimes("f", 0, 0, 0, Flags.TIME_MODIFIED_NOW)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.setTimes("x", 0, 0, 0, Flags.TIME_MODIFIED_NOW)).isEqualTo(Errno.NOENT);
    }

    // ---- read-only mounts

    @Test
    void aReadOnlyMountNeverChanges() throws IOException {
        guest.create("f", "x");
        guest.mkdir("d");
        guest.symlink("f", "l");
        guest.close();
        guest = Guest.in(host, Access.READ_ONLY);
        assertThat(guest.contentOf("f")).isEqualTo("x");
        assertThat(guest.readdir(Guest.ROOT, 1000, 0)).hasSize(5);
        assertThat(guest.linkTarget("l")).isEqualTo("f");
        assertThat(guest.tryOpen("f", 0, Rights.FD_WRITE)).isEqualTo(Errno.ROFS);
        assertThat(guest.tryOpen("f", 0, Rights.FILE)).isEqualTo(Errno.ROFS);
        assertThat(guest.tryOpen("f", Flags.OPEN_TRUNCATE, 0)).isEqualTo(Errno.ROFS);
        assertThat(guest.tryOpen("f", Flags.OPEN_CREATE, Rights.FD_READ)).isEqualTo(Errno.SUCCESS);
        int fd = guest.result();
        assertThat(guest.tryOpen("new", Flags.OPEN_CREATE, 0)).isEqualTo(Errno.ROFS);
        assertThat(guest.mkdir("new")).isEqualTo(Errno.ROFS);
        assertThat(guest.symlink("f", "new")).isEqualTo(Errno.ROFS);
        assertThat(guest.link("f", "new")).isEqualTo(Errno.ROFS);
        assertThat(guest.rename("f", "new")).isEqualTo(Errno.ROFS);
        assertThat(guest.unlink("f")).isEqualTo(Errno.ROFS);
        assertThat(guest.rmdir("d")).isEqualTo(Errno.ROFS);
        assertThat(guest.setTimes("f", 0, 0, 1, Flags.TIME_MODIFIED)).isEqualTo(Errno.ROFS);
        assertThat(guest.setTimes(".", 0, 0, 1, Flags.TIME_MODIFIED)).isEqualTo(Errno.ROFS);
        int readable = guest.opened("f", 0, Rights.FILE & ~Rights.FD_WRITE);
        assertThat(guest.errno(() -> guest.fds.filestatSetTimes(readable, 0, 1, Flags.TIME_MODIFIED))).isEqualTo(Errno.ROFS);
        assertThat(guest.errno(() -> guest.fds.filestatSetSize(readable, 0))).isEqualTo(Errno.INVAL);
        assertThat(guest.tryWrite(fd, "y")).isEqualTo(Errno.NOTCAPABLE);
        // What is opened through a directory of the mount is read-only too.
        int dir = guest.openedDirectory("d");
        assertThat(guest.mkdir(dir, "x")).isEqualTo(Errno.ROFS);
        int writable = guest.mount(Files.createDirectory(host.resolve("w")), "/w", Access.READ_WRITE);
        // By the other name the file could be written.
        assertThat(guest.link(3, "f", 0, writable, "f")).isEqualTo(Errno.ROFS);
        assertThat(guest.rename(3, "f", writable, "g")).isEqualTo(Errno.ROFS);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theHostsPermissionsHold() throws IOException {
        guest.create("f", "x");
        Files.setPosixFilePermissions(host.resolve("f"), PosixFilePermissions.fromString("---------"));
        boolean root = Files.isReadable(host.resolve("f"));
        assertThat(guest.tryOpen("f", 0, Rights.FD_READ)).isEqualTo(root ? Errno.SUCCESS : Errno.ACCES);
    }
}

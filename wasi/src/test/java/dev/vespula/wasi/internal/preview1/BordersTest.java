package dev.vespula.wasi.internal.preview1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.wasi.Access;
import dev.vespula.wasi.internal.descriptors.Border;
import dev.vespula.wasi.internal.descriptors.Rights;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.Flags;
import dev.vespula.wasi.internal.preview1.Mounted.Kind;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all versions of WASI answer alike, on all kinds of file systems: paths, links, access. */
class BordersTest {
    private static final String ALL = "dev.vespula.wasi.internal.preview1.Mounted#all";
    private static final String WITH_LINKS = "dev.vespula.wasi.internal.preview1.Mounted#withLinks";

    @TempDir
    Path elsewhere;

    // ---- opening

    @ParameterizedTest
    @MethodSource(ALL)
    void createsOpensAndTruncates(Mounted mounted) {
        Border guest = mounted.guest;
        assertThat(guest.tryOpen("f", 0, 0)).isEqualTo(Errno.NOENT);
        guest.create("f", "hello");
        assertThat(guest.contentOf("f")).isEqualTo("hello");
        assertThat(guest.sizeOf("f")).isEqualTo(5);
        assertThat(guest.tryOpen("f", Flags.OPEN_CREATE | Flags.OPEN_EXCLUSIVE, 0)).isEqualTo(Errno.EXIST);
        assertThat(guest.tryOpen("f", Flags.OPEN_TRUNCATE, Rights.FD_WRITE)).isEqualTo(Errno.SUCCESS);
        guest.close(guest.result());
        assertThat(guest.contentOf("f")).isEmpty();
        int fd = guest.opened("new", Flags.OPEN_CREATE, Rights.FD_READ);
        assertThat(guest.read(fd, 10)).isEmpty();
        guest.close(fd);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void slashesAtTheEndWantADirectory(Mounted mounted) {
        Border guest = mounted.guest;
        guest.mkdir("d");
        guest.create("f", "");
        for (String path : List.of("d/", "d///", "d/.", ".", "./")) {
            assertThat(guest.tryOpen(path, 0, 0)).as(path).isEqualTo(Errno.SUCCESS);
        }
        for (String path : List.of("f/", "f///", "f/.", "f/..", "f/x")) {
            assertThat(guest.tryOpen(path, 0, 0)).as(path).isEqualTo(Errno.NOTDIR);
            assertThat(guest.stat(path, 0)).as(path).isEqualTo(Errno.NOTDIR);
        }
        assertThat(guest.tryOpen("new/", Flags.OPEN_CREATE, 0)).isEqualTo(Errno.ISDIR);
        assertThat(guest.stat("new", 0)).isEqualTo(Errno.NOENT);
        assertThat(guest.tryOpen("d", 0, Rights.FD_WRITE)).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryOpen("d", Flags.OPEN_TRUNCATE, 0)).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryOpen("d", Flags.OPEN_CREATE, 0)).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryOpen("f", Flags.OPEN_DIRECTORY, 0)).isEqualTo(Errno.NOTDIR);
        assertThat(guest.tryOpen("d2", Flags.OPEN_CREATE | Flags.OPEN_DIRECTORY, 0)).isEqualTo(Errno.INVAL);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void oddPathsAreRefused(Mounted mounted) {
        Border guest = mounted.guest;
        assertThat(guest.tryOpen("", 0, 0)).isEqualTo(Errno.NOENT);
        assertThat(guest.tryOpen("f\0", 0, 0)).isEqualTo(Errno.INVAL);
        assertThat(guest.mkdir("d\0")).isEqualTo(Errno.INVAL);
        assertThat(guest.stat("d/".repeat(3000), 0)).isEqualTo(Errno.NAMETOOLONG);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void noPathLeadsOut(Mounted mounted) throws IOException {
        Border guest = mounted.guest;
        guest.mkdir("d");
        guest.create("f", "");
        Files.writeString(mounted.root.resolveSibling("outside"), "secret");
        for (String path : List.of("../outside", "d/../../outside", "/outside", "/root/f", "..", "d/../..", "../root/f")) {
            assertThat(guest.tryOpen(path, 0, Rights.FD_READ)).as(path).isEqualTo(Errno.PERM);
            assertThat(guest.tryOpen(path, Flags.OPEN_CREATE, Rights.FD_WRITE)).as(path).isEqualTo(Errno.PERM);
            assertThat(guest.unlink(path)).as(path).isEqualTo(Errno.PERM);
            assertThat(guest.mkdir(path)).as(path).isEqualTo(Errno.PERM);
            assertThat(guest.rmdir(path)).as(path).isEqualTo(Errno.PERM);
            assertThat(guest.stat(path, 0)).as(path).isEqualTo(Errno.PERM);
            assertThat(guest.rename(path, "x")).as(path).isEqualTo(Errno.PERM);
            assertThat(guest.rename("f", path)).as(path).isEqualTo(Errno.PERM);
            assertThat(guest.link(path, "x")).as(path).isEqualTo(Errno.PERM);
            assertThat(guest.link("f", path)).as(path).isEqualTo(Errno.PERM);
            assertThat(guest.symlink("f", path)).as(path).isEqualTo(Errno.PERM);
            assertThat(guest.readlink(path, 10)).as(path).isEqualTo(Errno.PERM);
            assertThat(guest.setTimes(path, 0, 0, 0, Flags.TIME_MODIFIED_NOW)).as(path).isEqualTo(Errno.PERM);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void whatIsOpenForReadingIsNotTruncated(Mounted mounted) {
        Border guest = mounted.guest;
        guest.create("f", "hello");
        int fd = guest.opened("f", 0, Rights.FD_READ);
        assertThat(guest.setSize(fd, 0)).isEqualTo(mounted.isOfComponent() ? Errno.INVAL : Errno.NOTCAPABLE);
        assertThat(guest.read(fd, 10)).isEqualTo("hello");
    }

    // ---- directories and names

    @ParameterizedTest
    @MethodSource(ALL)
    void directoriesAreMadeListedAndRemoved(Mounted mounted) {
        Border guest = mounted.guest;
        assertThat(guest.mkdir("d")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.mkdir("d")).isEqualTo(Errno.EXIST);
        assertThat(guest.mkdir(".")).isEqualTo(Errno.EXIST);
        assertThat(guest.mkdir("d/e/f")).isEqualTo(Errno.NOENT);
        assertThat(guest.mkdir("d/e/")).isEqualTo(Errno.SUCCESS);
        guest.create("d/f", "x");
        int directory = guest.openedDirectory("d");
        assertThat(guest.names(directory)).containsExactly("e", "f");
        guest.close(directory);
        assertThat(guest.rmdir("d")).isEqualTo(Errno.NOTEMPTY);
        assertThat(guest.rmdir("d/f")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.rmdir("d/f/")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.mkdir("d/f")).isEqualTo(Errno.EXIST);
        assertThat(guest.mkdir("d/f/x")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.unlink("d/e")).isEqualTo(Errno.ISDIR);
        assertThat(guest.unlink("d/e/")).isEqualTo(Errno.ISDIR);
        assertThat(guest.unlink(".")).isEqualTo(Errno.ISDIR);
        assertThat(guest.unlink("d/f/")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.unlink("d/f")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.unlink("d/f")).isEqualTo(Errno.NOENT);
        assertThat(guest.rmdir("d/e/")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.rmdir("d")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.rmdir("d")).isEqualTo(Errno.NOENT);
        assertThat(guest.rmdir(".")).isEqualTo(Errno.INVAL);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void renamesAsPosixDoes(Mounted mounted) {
        Border guest = mounted.guest;
        guest.create("f", "f");
        guest.create("g", "g");
        for (String directory : List.of("d", "e", "full")) {
            guest.mkdir(directory);
        }
        guest.create("full/x", "");
        assertThat(guest.rename("nope", "x")).isEqualTo(Errno.NOENT);
        assertThat(guest.rename("f", "g")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.contentOf("g")).isEqualTo("f");
        assertThat(guest.rename("g", "g")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.rename("g", "d")).isEqualTo(Errno.ISDIR);
        assertThat(guest.rename("d", "g")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.rename("d", "full")).isEqualTo(Errno.NOTEMPTY);
        assertThat(guest.rename("d", "e")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.rename("e", "e/inside")).isEqualTo(Errno.INVAL);
        assertThat(guest.rename("e/", "d/")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.rename("g/", "h")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.rename("g", "h/")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.rename(".", "x")).isEqualTo(Errno.BUSY);
        assertThat(guest.rename("d", ".")).isEqualTo(Errno.BUSY);
        int directory = guest.openedDirectory("full");
        assertThat(guest.rename(Border.ROOT, "g", directory, "g")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.contentOf("full/g")).isEqualTo("f");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void directoriesAreMovedWithWhatIsInThem(Mounted mounted) {
        Border guest = mounted.guest;
        guest.mkdir("d");
        guest.mkdir("d/e");
        guest.mkdir("d/e/empty");
        guest.create("d/e/f", "f");
        guest.create("d/g", "g");
        guest.mkdir("target");
        for (String name : List.of("fresh", "target")) {
            assertThat(guest.rename("d", name)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.contentOf(name + "/e/f")).isEqualTo("f");
            assertThat(guest.contentOf(name + "/g")).isEqualTo("g");
            assertThat(guest.typeOf(name + "/e/empty", 0)).isEqualTo(FileType.DIRECTORY);
            assertThat(guest.stat("d", 0)).isEqualTo(Errno.NOENT);
            assertThat(guest.rename(name, "d")).isEqualTo(Errno.SUCCESS);
        }
    }

    // ---- links

    @ParameterizedTest
    @MethodSource(WITH_LINKS)
    void symbolicLinks(Mounted mounted) throws IOException {
        Border guest = mounted.guest;
        guest.create("f", "x");
        guest.mkdir("d");
        assertThat(guest.symlink("f", "l")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.symlink("d", "ld")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.linkTarget("l")).isEqualTo("f");
        assertThat(guest.typeOf("l", 0)).isEqualTo(FileType.SYMBOLIC_LINK);
        assertThat(guest.typeOf("l", Flags.LOOKUP_SYMLINK_FOLLOW)).isEqualTo(FileType.REGULAR_FILE);
        assertThat(guest.readlink("f", 10)).isEqualTo(Errno.INVAL);
        assertThat(guest.readlink("d", 10)).isEqualTo(Errno.INVAL);
        assertThat(guest.readlink("x", 10)).isEqualTo(Errno.NOENT);
        assertThat(guest.symlink("f", "l")).isEqualTo(Errno.EXIST);
        assertThat(guest.symlink("f", "d/")).isEqualTo(Errno.EXIST);
        assertThat(guest.symlink("f", "f/")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.symlink("f", "new/")).isEqualTo(Errno.NOENT);
        assertThat(guest.symlink("/f", "absolute")).isEqualTo(Errno.PERM);
        assertThat(guest.tryOpen("l", 0, 0)).isEqualTo(Errno.LOOP);
        assertThat(guest.tryOpen("ld", Flags.OPEN_DIRECTORY, 0)).isEqualTo(Errno.NOTDIR);
        assertThat(guest.open(Border.ROOT, "l", Flags.LOOKUP_SYMLINK_FOLLOW, 0, 0, 0, 0)).isEqualTo(Errno.SUCCESS);
        Files.createSymbolicLink(mounted.root.resolve("absolute"), mounted.root.resolve("f").toAbsolutePath());
        assertThat(guest.readlink("absolute", 1000)).isEqualTo(mounted.isOfComponent() ? Errno.PERM : Errno.SUCCESS);
        assertThat(guest.stat("absolute", Flags.LOOKUP_SYMLINK_FOLLOW)).isEqualTo(Errno.PERM);
    }

    @ParameterizedTest
    @MethodSource(WITH_LINKS)
    void slashesAfterLinksFollowThem(Mounted mounted) throws IOException {
        Border guest = mounted.guest;
        guest.create("f", "x");
        guest.mkdir("d");
        guest.symlink("f", "l");
        guest.symlink("d", "ld");
        guest.symlink("nothing", "dangling");
        Files.createSymbolicLink(mounted.root.resolve("out"), mounted.root.getFileSystem().getPath(".."));
        for (int lookup : new int[] {0, Flags.LOOKUP_SYMLINK_FOLLOW}) {
            assertThat(guest.open(Border.ROOT, "ld/", lookup, Flags.OPEN_DIRECTORY, 0, 0, 0)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.open(Border.ROOT, "l/", lookup, 0, 0, 0, 0)).isEqualTo(Errno.NOTDIR);
            assertThat(guest.open(Border.ROOT, "out/", lookup, 0, 0, 0, 0)).isEqualTo(Errno.PERM);
            assertThat(guest.typeOf("ld/", lookup)).isEqualTo(FileType.DIRECTORY);
            assertThat(guest.stat("l/", lookup)).isEqualTo(Errno.NOTDIR);
            assertThat(guest.stat("out/", lookup)).isEqualTo(Errno.PERM);
            assertThat(guest.stat("dangling/", lookup)).isEqualTo(Errno.NOENT);
            assertThat(guest.setTimes("out/", lookup, 0, 0, Flags.TIME_MODIFIED_NOW)).isEqualTo(Errno.PERM);
            assertThat(guest.setTimes("l/", lookup, 0, 0, Flags.TIME_MODIFIED_NOW)).isEqualTo(Errno.NOTDIR);
        }
        assertThat(guest.readlink("ld/", 10)).isEqualTo(Errno.INVAL);
        assertThat(guest.readlink("out/", 10)).isEqualTo(Errno.PERM);
        assertThat(guest.unlink("l/")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.unlink("ld/")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.rmdir("ld/")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.rename("l/", "moved")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.link("l/", "moved")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.mkdir("dangling/")).isEqualTo(Errno.EXIST);
        assertThat(guest.linkTarget("out")).isEqualTo("..");
    }

    @ParameterizedTest
    @MethodSource(WITH_LINKS)
    void hardLinks(Mounted mounted) {
        Border guest = mounted.guest;
        guest.create("f", "x");
        guest.mkdir("d");
        assertThat(guest.link("f", "g")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.identityOf("g")).isEqualTo(guest.identityOf("f")).isNotEqualTo(guest.identityOf("d"));
        assertThat(guest.link("f", "d/g")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.link("f", "g")).isEqualTo(Errno.EXIST);
        assertThat(guest.link("f", "f")).isEqualTo(Errno.EXIST);
        assertThat(guest.link("f", "d")).isEqualTo(Errno.EXIST);
        assertThat(guest.link("d", "e")).isEqualTo(Errno.PERM);
        assertThat(guest.link("f", "new/")).isEqualTo(Errno.NOENT);
        assertThat(guest.link("nope", "new")).isEqualTo(Errno.NOENT);
        assertThat(guest.link(Border.ROOT, "f", Flags.LOOKUP_SYMLINK_FOLLOW, Border.ROOT, "new")).isEqualTo(Errno.INVAL);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void whatAFileSystemCannotDoIsSaid(Mounted mounted) {
        Border guest = mounted.guest;
        guest.create("f", "");
        Errno links = mounted.kind == Kind.ARCHIVE ? Errno.NOTSUP : Errno.SUCCESS;
        assertThat(guest.symlink("f", "l")).isEqualTo(links);
        assertThat(guest.link("f", "h")).isEqualTo(links);
    }

    // ---- attributes

    @ParameterizedTest
    @MethodSource(ALL)
    void timesAreSet(Mounted mounted) {
        Border guest = mounted.guest;
        guest.create("f", "");
        guest.mkdir("d");
        for (String path : List.of("f", "d", "d/", ".")) {
            assertThat(guest.setTimes(path, 0, 0, 1_600_000_000_000_000_000L, Flags.TIME_MODIFIED)).as(path).isEqualTo(
                    Errno.SUCCESS);
            assertThat(guest.modifiedOf(path)).as(path).isEqualTo(1_600_000_000_000_000_000L);
        }
        assertThat(guest.setTimes("f", 0, 0, 0, Flags.TIME_MODIFIED_NOW)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.modifiedOf("f")).isGreaterThan(1_600_000_000_000_000_000L);
        assertThat(guest.setTimes("x", 0, 0, 0, Flags.TIME_MODIFIED_NOW)).isEqualTo(Errno.NOENT);
        assertThat(guest.setTimes("f/", 0, 0, 0, Flags.TIME_MODIFIED_NOW)).isEqualTo(Errno.NOTDIR);
    }

    // ---- several mounts

    @ParameterizedTest
    @MethodSource(ALL)
    void nothingGoesAcrossFileSystems(Mounted mounted) throws IOException {
        Border guest = mounted.guest;
        guest.create("f", "");
        try (FileSystem archive = Mounted.archive(elsewhere.resolve("other.zip"))) {
            int other = guest.mount(archive.getPath("/"), Access.READ_WRITE);
            assertThat(guest.rename(Border.ROOT, "f", other, "f")).isEqualTo(Errno.XDEV);
            assertThat(guest.link(Border.ROOT, "f", 0, other, "f")).isEqualTo(Errno.XDEV);
            guest.close(other);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void aReadOnlyMountNeverChanges(Mounted mounted) throws IOException {
        mounted.guest.create("f", "x");
        mounted.guest.mkdir("d");
        try (Border guest = mounted.in(Access.READ_ONLY)) {
            assertThat(guest.contentOf("f")).isEqualTo("x");
            assertThat(guest.names(Border.ROOT)).containsExactly("d", "f");
            assertThat(guest.tryOpen("f", 0, Rights.FD_WRITE)).isEqualTo(Errno.ROFS);
            assertThat(guest.tryOpen("f", Flags.OPEN_TRUNCATE, 0)).isEqualTo(Errno.ROFS);
            assertThat(guest.tryOpen("f", Flags.OPEN_TRUNCATE, Rights.FD_READ)).isEqualTo(Errno.ROFS);
            assertThat(guest.tryOpen("new", Flags.OPEN_CREATE, 0)).isEqualTo(Errno.ROFS);
            assertThat(guest.mkdir("new")).isEqualTo(Errno.ROFS);
            assertThat(guest.symlink("f", "new")).isEqualTo(Errno.ROFS);
            assertThat(guest.link("f", "new")).isEqualTo(Errno.ROFS);
            assertThat(guest.rename("f", "new")).isEqualTo(Errno.ROFS);
            assertThat(guest.unlink("f")).isEqualTo(Errno.ROFS);
            assertThat(guest.rmdir("d")).isEqualTo(Errno.ROFS);
            assertThat(guest.setTimes("f", 0, 0, 1, Flags.TIME_MODIFIED)).isEqualTo(Errno.ROFS);
            assertThat(guest.setTimes(".", 0, 0, 1, Flags.TIME_MODIFIED)).isEqualTo(Errno.ROFS);
            // What is opened through a directory of the mount is read-only too.
            assertThat(guest.mkdir(guest.openedDirectory("d"), "x")).isEqualTo(Errno.ROFS);
            assertThat(guest.contentOf("f")).isEqualTo("x");
        }
    }

    /** A further name, or another place, where it may be written: the file could be changed there. */
    @ParameterizedTest
    @MethodSource(ALL)
    void nothingLeavesAReadOnlyMountOrComesIntoIt(Mounted mounted) throws IOException {
        Border guest = mounted.guest;
        guest.create("f", "x");
        Path directory = Files.createDirectory(mounted.root.resolve("read"));
        Files.writeString(directory.resolve("g"), "y");
        int read = guest.mount(directory, Access.READ_ONLY);
        assertThat(guest.link(read, "g", 0, Border.ROOT, "h")).isEqualTo(Errno.ROFS);
        assertThat(guest.rename(read, "g", Border.ROOT, "h")).isEqualTo(Errno.ROFS);
        assertThat(guest.link(Border.ROOT, "f", 0, read, "h")).isEqualTo(Errno.ROFS);
        assertThat(guest.rename(Border.ROOT, "f", read, "h")).isEqualTo(Errno.ROFS);
        assertThat(guest.names(read)).containsExactly("g");
    }
}

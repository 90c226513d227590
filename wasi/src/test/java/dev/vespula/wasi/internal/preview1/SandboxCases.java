package dev.vespula.wasi.internal.preview1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.wasi.internal.descriptors.Border;
import dev.vespula.wasi.internal.descriptors.Rights;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.Flags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing a guest passes as a path leads out of its directory, whatever version of WASI it is made for. */
abstract class SandboxCases {
    @TempDir
    Path host;
    private Path outside;
    private Path inside;
    private Border guest;

    /** A guest with all access to a directory. */
    abstract Border in(Path directory) throws IOException;

    @BeforeEach
    void layOut() throws IOException {
        outside = Files.createDirectory(host.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createDirectory(outside.resolve("dir"));
        inside = Files.createDirectory(host.resolve("inside"));
        Files.writeString(inside.resolve("file"), "public");
        Files.createDirectory(inside.resolve("dir"));
        // Links as a host may have them: the guest did not make them.
        Files.createSymbolicLink(inside.resolve("out"), Path.of("../outside"));
        Files.createSymbolicLink(inside.resolve("absolute"), outside);
        Files.createSymbolicLink(inside.resolve("secret"), Path.of("../outside/secret"));
        Files.createSymbolicLink(inside.resolve("dir/up"), Path.of("../.."));
        Files.createSymbolicLink(inside.resolve("sneaky"), Path.of("dir/../../outside"));
        guest = in(inside);
    }

    @AfterEach
    void nothingChangedOutside() throws IOException {
        guest.close();
        assertThat(Files.readString(outside.resolve("secret"))).isEqualTo("secret");
        try (var files = Files.list(outside)) {
            assertThat(files.map(f -> f.getFileName().toString()).sorted().toList()).isEqualTo(List.of("dir", "secret"));
        }
        try (var files = Files.list(host)) {
            assertThat(files.map(f -> f.getFileName().toString()).sorted().toList()).isEqualTo(List.of("inside", "outside"));
        }
    }

    private static final List<String> ESCAPES = List.of("out/secret", "absolute/secret", "dir/up/outside/secret",
            "sneaky/secret", "../outside/secret", "dir/../../outside/secret", "./../outside/secret", "dir/../../inside/file",
            "out/../file", "dir/up/inside/file", "..", "dir/../..", "/etc/passwd", "/", "//file");

    @Test
    void openingForReadingStaysInside() {
        for (String path : ESCAPES) {
            for (int lookup : new int[] {0, Flags.LOOKUP_SYMLINK_FOLLOW}) {
                assertThat(guest.open(Border.ROOT, path, lookup, 0, Rights.FD_READ, 0, 0)).as(path).isEqualTo(Errno.PERM);
            }
        }
        assertThat(guest.open(Border.ROOT, "secret", Flags.LOOKUP_SYMLINK_FOLLOW, 0, Rights.FD_READ, 0, 0)).isEqualTo(
                Errno.PERM);
        assertThat(guest.open(Border.ROOT, "secret", 0, 0, Rights.FD_READ, 0, 0)).isEqualTo(Errno.LOOP);
        assertThat(guest.open(Border.ROOT, "out", Flags.LOOKUP_SYMLINK_FOLLOW, Flags.OPEN_DIRECTORY, 0, 0, 0))
                .isEqualTo(Errno.PERM);
        assertThat(guest.open(Border.ROOT, "out/", 0, Flags.OPEN_DIRECTORY, 0, 0, 0)).isEqualTo(Errno.PERM);
    }

    @Test
    void creatingStaysInside() {
        for (String path : List.of("out/new", "absolute/new", "dir/up/new", "sneaky/new", "../new", "dir/../../new",
                "/tmp/new")) {
            assertThat(guest.tryOpen(path, Flags.OPEN_CREATE, Rights.FD_WRITE)).as(path).isEqualTo(Errno.PERM);
            assertThat(guest.mkdir(path)).as(path).isEqualTo(Errno.PERM);
            assertThat(guest.symlink("file", path)).as(path).isEqualTo(Errno.PERM);
            assertThat(guest.link("file", path)).as(path).isEqualTo(Errno.PERM);
            assertThat(guest.rename("file", path)).as(path).isEqualTo(Errno.PERM);
        }
        assertThat(guest.open(Border.ROOT, "secret", Flags.LOOKUP_SYMLINK_FOLLOW, Flags.OPEN_TRUNCATE, Rights.FD_WRITE, 0, 0))
                .isEqualTo(Errno.PERM);
        assertThat(guest.contentOf("file")).isEqualTo("public");
    }

    @Test
    void aDanglingLinkOutsideCreatesNothingThere() throws IOException {
        Files.createSymbolicLink(inside.resolve("dangling"), Path.of("../outside/new"));
        assertThat(guest.open(Border.ROOT, "dangling", Flags.LOOKUP_SYMLINK_FOLLOW, Flags.OPEN_CREATE, Rights.FD_WRITE, 0, 0))
                .isEqualTo(Errno.PERM);
        assertThat(guest.open(Border.ROOT, "dangling", 0, Flags.OPEN_CREATE, Rights.FD_WRITE, 0, 0)).isEqualTo(Errno.LOOP);
    }

    @Test
    void removingAndMovingStayInside() {
        for (String path : List.of("out/secret", "absolute/secret", "dir/up/outside/secret", "sneaky/secret",
                "../outside/secret")) {
            assertThat(guest.unlink(path)).as(path).isEqualTo(Errno.PERM);
            assertThat(guest.rename(path, "stolen")).as(path).isEqualTo(Errno.PERM);
            assertThat(guest.link(path, "stolen")).as(path).isEqualTo(Errno.PERM);
        }
        for (String path : List.of("out/dir", "absolute/dir", "dir/up/outside/dir", "sneaky/dir", "../outside/dir")) {
            assertThat(guest.rmdir(path)).as(path).isEqualTo(Errno.PERM);
        }
    }

    @Test
    void attributesStayInside() {
        for (String path : List.of("out/secret", "absolute/secret", "dir/up/outside/secret", "sneaky/secret", "..")) {
            assertThat(guest.stat(path, 0)).as(path).isEqualTo(Errno.PERM);
            assertThat(guest.setTimes(path, 0, 0, 0, Flags.TIME_MODIFIED_NOW)).as(path).isEqualTo(Errno.PERM);
        }
        assertThat(guest.stat("secret", Flags.LOOKUP_SYMLINK_FOLLOW)).isEqualTo(Errno.PERM);
        assertThat(guest.stat("out/", 0)).isEqualTo(Errno.PERM);
        assertThat(guest.typeOf("secret", 0)).isEqualTo(FileType.SYMBOLIC_LINK);
        assertThat(guest.setTimes("secret", Flags.LOOKUP_SYMLINK_FOLLOW, 0, 0, Flags.TIME_MODIFIED_NOW)).isEqualTo(Errno.PERM);
    }

    @Test
    void readingALinkBehindAnotherLinkStaysInside() throws IOException {
        Files.createSymbolicLink(outside.resolve("link"), Path.of("secret"));
        assertThat(guest.readlink("out/link", 100)).isEqualTo(Errno.PERM);
        assertThat(guest.linkTarget("out")).isEqualTo("../outside");
        Files.delete(outside.resolve("link"));
    }

    @Test
    void theLinkItselfCanBeHandledWithoutFollowingIt() {
        assertThat(guest.rename("secret", "renamed")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.linkTarget("renamed")).isEqualTo("../outside/secret");
        assertThat(guest.link("renamed", "again")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.unlink("renamed")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.unlink("out")).isEqualTo(Errno.SUCCESS);
        assertThat(Files.exists(inside.resolve("out"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void aDirectoryDescriptorIsASandboxOfItsOwn() {
        int dir = guest.openedDirectory("dir");
        assertThat(guest.open(dir, "../file", 0, 0, Rights.FD_READ, 0, 0)).isEqualTo(Errno.PERM);
        assertThat(guest.open(dir, "up/file", 0, 0, Rights.FD_READ, 0, 0)).isEqualTo(Errno.PERM);
        assertThat(guest.unlink(dir, "../file")).isEqualTo(Errno.PERM);
    }

    @Test
    void linksInsideAreFollowed() {
        assertThat(guest.symlink("dir", "alias")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.symlink("../file", "dir/back")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.contentOf("alias/back")).isEqualTo("public");
        guest.create("alias/made", "x");
        assertThat(guest.contentOf("dir/made")).isEqualTo("x");
        assertThat(guest.contentOf("dir/../alias/.././dir//made")).isEqualTo("x");
    }

    @Test
    void loopsAndLongChainsEnd() throws IOException {
        assertThat(guest.symlink("b", "a")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.symlink("a", "b")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.open(Border.ROOT, "a", Flags.LOOKUP_SYMLINK_FOLLOW, 0, 0, 0, 0)).isEqualTo(Errno.LOOP);
        assertThat(guest.stat("a/x", 0)).isEqualTo(Errno.LOOP);
        Files.createSymbolicLink(inside.resolve("l0"), Path.of("file"));
        for (int i = 1; i <= 60; i++) {
            Files.createSymbolicLink(inside.resolve("l" + i), Path.of("l" + (i - 1)));
        }
        assertThat(guest.contentOf("l39")).isEqualTo("public");
        assertThat(guest.stat("l40", Flags.LOOKUP_SYMLINK_FOLLOW)).isEqualTo(Errno.LOOP);
    }

    @Test
    void absoluteLinksAreNotMade() {
        assertThat(guest.symlink("/etc/passwd", "link")).isEqualTo(Errno.PERM);
        assertThat(guest.symlink("", "link")).isEqualTo(Errno.NOENT);
    }

    @Test
    void longPathsDoNotExhaustDescriptors() {
        String deep = "";
        for (int i = 0; i < 200; i++) {
            deep += (i == 0 ? "" : "/") + "d";
            assertThat(guest.mkdir(deep)).isEqualTo(Errno.SUCCESS);
        }
        String there = deep + "/..".repeat(199) + "/../file";
        assertThat(guest.contentOf(there)).isEqualTo("public");
        assertThat(guest.stat("d/".repeat(3000), 0)).isEqualTo(Errno.NAMETOOLONG);
        assertThat(guest.stat("x".repeat(300), 0)).isEqualTo(Errno.NAMETOOLONG);
    }

    /** While the guest works in {@code swapped}, another thread keeps replacing it by a link to the outside. */
    @Test
    void replacingADirectoryByALinkAtTheWrongMomentDoesNotHelp() throws Exception {
        Path swapped = Files.createDirectory(inside.resolve("swapped"));
        Files.writeString(swapped.resolve("secret"), "public");
        Path parked = inside.resolve("parked");
        Path link = Files.createSymbolicLink(inside.resolve("link"), Path.of("../outside"));
        Thread attacker = new Thread(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    Files.move(swapped, parked);
                    Files.move(link, swapped);
                    Files.move(swapped, link);
                    Files.move(parked, swapped);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        attacker.start();
        int reached = 0;
        try {
            for (int i = 0; i < 3000; i++) {
                if (guest.tryOpen("swapped/secret", 0, Rights.FD_READ) == Errno.SUCCESS) {
                    int fd = guest.result();
                    assertThat(guest.read(fd, 100)).isEqualTo("public");
                    guest.close(fd);
                    reached++;
                }
                if (guest.tryOpen("swapped/new" + i, Flags.OPEN_CREATE, Rights.FD_WRITE) == Errno.SUCCESS) {
                    guest.close(guest.result());
                }
                guest.mkdir("swapped/made" + i);
                guest.symlink("x", "swapped/symlink" + i);
                guest.link("file", "swapped/hard" + i);
                guest.rename("swapped/made" + i, "swapped/moved" + i);
                guest.rmdir("swapped/dir");
                guest.setTimes("swapped/secret", 0, 1, 1, Flags.TIME_MODIFIED);
            }
        } finally {
            attacker.interrupt();
            attacker.join();
        }
        assertThat(reached).as("the race was tried with the directory in place, too").isPositive();
        assertThat(Files.getLastModifiedTime(outside.resolve("secret")).toMillis()).isGreaterThan(0);
        assertThat(Files.isDirectory(outside.resolve("dir"))).isTrue();
    }
}

package dev.vespula.wasi.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.wasi.Access;
import dev.vespula.wasi.FileAttributes;
import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.preview1.Guest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With repeatable attributes a guest sees the same of the same files on every host. */
class RepeatableAttributesTest {
    @TempDir
    Path host;

    private static Guest guest(Path folder) throws IOException {
        return new Guest(WasiClock.virtual(7_000, 0), FileAttributes.REPEATABLE, 100).in(folder, Access.READ_WRITE, "/");
    }

    private Path folder(String name, List<String> files) throws IOException {
        Path folder = Files.createDirectory(host.resolve(name));
        for (String file : files) {
            Files.writeString(folder.resolve(file), file);
        }
        Files.createDirectory(folder.resolve("dir"));
        return folder;
    }

    private static List<Object> seen(Path folder) throws IOException {
        List<Object> seen = new ArrayList<>();
        try (Guest guest = guest(folder)) {
            seen.add(guest.statOf("b", 0));
            seen.add(guest.statOf(".", 0));
            seen.add(guest.statOf("dir", 0));
            seen.add(guest.fdStat(Guest.ROOT));
            seen.add(guest.fdStat(1));
            seen.add(guest.readdir(Guest.ROOT, 1000, 0));
            seen.add(guest.fdStat(guest.opened("a", 0, Guest.ALL_FILE)));
            guest.create("new", "new");
            seen.add(guest.statOf("new", 0));
            guest.unlink("new");
            guest.create("newer", "newer");
            seen.add(guest.statOf("newer", 0));
            guest.create("last", "last");
            guest.rename("last", "newer");
            guest.create("after", "after");
            seen.add(guest.statOf("after", 0));
            seen.add(guest.statOf("newer", 0));
        }
        return seen;
    }

    @Test
    void theSameFilesLookTheSame() throws IOException {
        Path other = folder("z", List.of("c", "b", "a"));
        Files.createDirectory(host.resolve("in between"));
        List<Object> seen = seen(folder("y", List.of("a", "b", "c")));
        assertThat(seen(other)).isEqualTo(seen);
        long time = RepeatableAttributes.TIME;
        assertThat(seen.get(0)).isEqualTo(new Guest.Stat(1, 1, FileType.REGULAR_FILE.code(), 1, 1, time, time, time));
        assertThat(seen.get(1)).isEqualTo(new Guest.Stat(1, 2, FileType.DIRECTORY.code(), 1, 0, time, time, time));
        assertThat(seen.get(3)).as("the directory by its descriptor").isEqualTo(seen.get(1));
    }

    @Test
    void inodesTellFilesApart() throws IOException {
        try (Guest guest = guest(folder("x", List.of("a", "b")))) {
            guest.link("a", "same");
            Guest.Stat a = guest.statOf("a", 0);
            assertThat(guest.statOf("same", 0)).isEqualTo(a);
            assertThat(a.links()).isEqualTo(2);
            assertThat(guest.statOf("b", 0).inode()).isNotEqualTo(a.inode());
            assertThat(guest.fdStat(guest.opened("a", 0, Guest.ALL_FILE))).isEqualTo(a);
            guest.rename("b", "c");
            assertThat(guest.readdir(Guest.ROOT, 1000, 0)).filteredOn(entry -> entry.name().equals("c"))
                    .extracting(Guest.Entry::inode).containsExactly(guest.statOf("c", 0).inode());
            guest.unlink("same");
            assertThat(guest.statOf("a", 0).inode()).isEqualTo(a.inode());
        }
    }

    @Test
    void timesThatTheGuestSetsAreReadBack() throws IOException {
        try (Guest guest = guest(folder("x", List.of("a", "b")))) {
            assertThat(guest.setTimes("a", 0, 5_000, 0, Flags.TIME_ACCESS)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.statOf("a", 0).accessed()).isEqualTo(5_000);
            assertThat(guest.statOf("a", 0).modified()).isEqualTo(RepeatableAttributes.TIME);
            int fd = guest.opened("a", 0, Guest.ALL_FILE);
            guest.errno(() -> guest.fds.filestatSetTimes(fd, 0, 0, Flags.TIME_MODIFIED_NOW));
            assertThat(guest.statOf("a", 0).accessed()).isEqualTo(5_000);
            assertThat(guest.statOf("a", 0).modified()).as("the process's clock").isEqualTo(7_000);
            assertThat(guest.statOf("b", 0).modified()).isEqualTo(RepeatableAttributes.TIME);
        }
    }
}

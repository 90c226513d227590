package dev.vespula.wasi.internal.preview1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vespula.wasi.Access;
import dev.vespula.wasi.FileAttributes;
import dev.vespula.wasi.Wasi;
import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.descriptors.InputDescriptor;
import dev.vespula.wasi.internal.descriptors.IoVectors;
import dev.vespula.wasi.internal.descriptors.OutputDescriptor;
import dev.vespula.wasi.internal.descriptors.Rights;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.Flags;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the host a guest can use up, in descriptors and in time. */
class LimitsTest {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    /** Other tests' and the JVM's own descriptors come and go meanwhile. */
    private static final int NOISE = 20;

    @TempDir
    Path host;

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    private static long descriptors() throws IOException {
        assumeTrue(Files.isDirectory(DESCRIPTORS));
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.count();
        }
    }

    @Test
    void openFilesOfADirectoryHoldItOnce() throws IOException {
        try (Guest guest = Guest.in(host, Access.READ_WRITE)) {
            guest.mkdir("d");
            guest.create("d/f", "x");
            long before = descriptors();
            for (int i = 0; i < 200; i++) {
                guest.opened(i % 2 == 0 ? "d/f" : "d/../d/f", 0, Rights.FD_READ);
                guest.openedDirectory("d");
            }
            assertThat(descriptors() - before).isBetween(200L - NOISE, 200L + NOISE);
        }
    }

    @Test
    void aDirectoryTakesTwoDescriptorsWhateverIsDoneInIt() throws IOException {
        try (Guest guest = Guest.in(host, Access.READ_WRITE)) {
            long before = descriptors();
            for (int i = 0; i < 100; i++) {
                guest.mkdir("d" + i);
                int directory = guest.openedDirectory("d" + i);
                assertThat(guest.mkdir(directory, "inside")).isEqualTo(Errno.SUCCESS);
                assertThat(guest.readdir(directory, 1000, 0)).hasSize(3);
                assertThat(guest.open(directory, "f", 0, Flags.OPEN_CREATE, 0, 0, 0)).isEqualTo(Errno.SUCCESS);
                guest.close(guest.result());
            }
            assertThat(descriptors() - before).isBetween(200L - NOISE, 200L + NOISE);
            for (int fd = 4; fd < 104; fd++) {
                guest.close(fd);
            }
            assertThat(descriptors() - before).isLessThan(NOISE);
            try (Stream<Path> made = Files.walk(host)) {
                assertThat(made.filter(file -> file.endsWith("inside"))).hasSize(100);
            }
        }
    }

    @Test
    void theEmbedderLimitsDescriptors() throws IOException {
        try (Guest guest = new Guest(WasiClock.SYSTEM, FileAttributes.HOST, 6).in(host, Access.READ_WRITE, "/")) {
            guest.create("f", "content");
            int fourth = guest.opened("f", 0, Rights.FD_READ);
            int fifth = guest.openedDirectory(".");
            assertThat(guest.tryOpen("f", Flags.OPEN_TRUNCATE, Rights.FD_WRITE)).isEqualTo(Errno.MFILE);
            assertThat(guest.tryOpen("new", Flags.OPEN_CREATE, Rights.FD_WRITE)).isEqualTo(Errno.MFILE);
            assertThat(Files.readString(host.resolve("f"))).as("nothing happens without room").isEqualTo("content");
            assertThat(Files.exists(host.resolve("new"))).isFalse();
            guest.close(fourth);
            assertThat(guest.tryOpen("missing", 0, 0)).isEqualTo(Errno.NOENT);
            assertThat(guest.opened("f", 0, Rights.FD_READ)).isEqualTo(fourth);
            assertThat(guest.errno(() -> guest.fds.renumber(fifth, fourth))).isEqualTo(Errno.SUCCESS);
            assertThat(guest.opened("f", 0, Rights.FD_READ)).isEqualTo(fifth);
            assertThat(guest.tryOpen("f", 0, Rights.FD_READ)).isEqualTo(Errno.MFILE);
        }
    }

    @Test
    void whatTheEmbedderGivesIsNeverRefused() throws IOException {
        try (Wasi wasi = Wasi.builder().maxOpenFiles(0).preopen(host, "/").build()) {
            assertThat(wasi).isNotNull();
        }
    }

    /** Interrupts the guest at its second use; the first is done in any case. */
    private static final class Interrupting extends OutputStream implements RandomGenerator {
        private int uses;

        private void use() {
            if (++uses == 2) {
                Thread.currentThread().interrupt();
            }
            assertThat(uses).as("seen before the next").isLessThan(3);
        }

        @Override
        public void write(int value) {
            use();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            use();
        }

        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            use();
        }

        InputStream input() {
            return new InputStream() {
                @Override
                public int available() {
                    return Integer.MAX_VALUE;
                }

                @Override
                public int read() {
                    throw new AssertionError("byte by byte");
                }

                @Override
                public int read(byte[] bytes, int offset, int length) {
                    use();
                    return length;
                }
            };
        }
    }

    @Test
    void longTransfersEndWhenTheGuestIsTold() throws IOException {
        try (Guest guest = new Guest(WasiClock.SYSTEM)) {
            guest.memory.putI32(0, 0);
            guest.memory.putI32(4, 200 * 1024);
            Interrupting output = new Interrupting();
            int out = guest.table.add(new OutputDescriptor(output, FileType.UNKNOWN));
            assertThat(guest.errno(() -> guest.fds.write(guest.memory, out, 0, 1, 8))).isEqualTo(Errno.SUCCESS);
            assertThat(guest.memory.getI32(8)).isEqualTo(2 * IoVectors.CHUNK);
            Thread.interrupted();
            int in = guest.table.add(new InputDescriptor(new Interrupting().input(), FileType.UNKNOWN, guest.stop));
            guest.memory.putI32(0, 16);
            assertThat(guest.errno(() -> guest.fds.read(guest.memory, in, 0, 1, 8))).isEqualTo(Errno.SUCCESS);
            assertThat(guest.memory.getI32(8)).isEqualTo(2 * IoVectors.CHUNK);
            Thread.interrupted();
            ProcessFunctions process = new ProcessFunctions(List.of(), List.of(), WasiClock.SYSTEM, new Interrupting(),
                    guest.stop);
            assertThat(guest.errno(() -> process.randomGet(guest.memory, 0, 200 * 1024))).isEqualTo(Errno.INTR);
        }
    }

    @Test
    void listingsAndPollsEndWhenTheGuestIsTold() throws IOException {
        try (Guest guest = Guest.in(host, Access.READ_WRITE)) {
            Thread.currentThread().interrupt();
            assertThat(guest.errno(() -> guest.fds.readdir(guest.memory, Guest.ROOT, 1024, 1024, 0, 16))).isEqualTo(Errno.INTR);
            guest.memory.fill(0, Subscription.BYTES);
            assertThat(guest.errno(() -> guest.poll.pollOneoff(guest.memory, 0, 1024, 1, 16))).isEqualTo(Errno.INTR);
        }
    }

    /** Two descriptors of one file without a name: each is found by itself, not by what may be closed at any moment. */
    @Test
    void filesWithoutANameAreFoundByTheirOwnDescriptor() throws IOException {
        assumeTrue(Files.isDirectory(DESCRIPTORS));
        try (Guest guest = Guest.in(host, Access.READ_WRITE)) {
            guest.create("f", "content");
            int one = guest.opened("f", 0, Guest.ALL_FILE);
            int two = guest.opened("f", 0, Guest.ALL_FILE);
            guest.unlink("f");
            guest.create("f", "another");
            long time = 1_234_567_890_000_000_000L;
            assertThat(guest.errno(() -> guest.fds.filestatSetTimes(one, 0, time, Flags.TIME_MODIFIED))).isEqualTo(
                    Errno.SUCCESS);
            assertThat(guest.fdStat(two).modified()).isEqualTo(time);
            assertThat(guest.fdStat(two).links()).isZero();
            assertThat(guest.statOf("f", 0).modified()).isNotEqualTo(time);
            assertThat(guest.read(two, 100)).as("the position is where it was").isEqualTo("content");
            guest.write(one, "C");
            assertThat(guest.pread(two, 7, 0)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.text(7)).isEqualTo("Content");
        }
    }
}

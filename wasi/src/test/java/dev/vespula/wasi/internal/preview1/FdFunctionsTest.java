package dev.vespula.wasi.internal.preview1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.wasi.Access;
import dev.vespula.wasi.DotEntries;
import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.descriptors.ArrayMemory;
import dev.vespula.wasi.internal.descriptors.InputDescriptor;
import dev.vespula.wasi.internal.descriptors.IoVectors;
import dev.vespula.wasi.internal.descriptors.OutputDescriptor;
import dev.vespula.wasi.internal.descriptors.Rights;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.FileType;
import dev.vespula.wasi.internal.files.Flags;
import dev.vespula.wasi.internal.files.StopSignal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FdFunctionsTest {
    private static final int SET = 0;
    private static final int CURRENT = 1;
    private static final int END = 2;

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

    private int file(String content) {
        guest.create("f", content);
        return guest.opened("f", 0, Rights.FILE);
    }

    // ---- reading and writing

    @Test
    void readsAndWritesAtThePosition() {
        int fd = file("0123456789");
        assertThat(guest.read(fd, 4)).isEqualTo("0123");
        assertThat(guest.tell(fd)).isEqualTo(4);
        guest.write(fd, "ab");
        assertThat(guest.read(fd, 100)).isEqualTo("6789");
        assertThat(guest.read(fd, 100)).isEmpty();
        assertThat(guest.contentOf("f")).isEqualTo("0123ab6789");
    }

    @Test
    void appendsWhereverThePositionIs() {
        guest.create("f", "01");
        int fd = guest.opened(3, "f", 0, 0, Rights.FILE, Flags.FD_APPEND);
        guest.write(fd, "23");
        assertThat(guest.tell(fd)).isEqualTo(4);
        assertThat(guest.seek(fd, 0, SET)).isEqualTo(Errno.SUCCESS);
        guest.write(fd, "45");
        assertThat(guest.contentOf("f")).isEqualTo("012345");
        assertThat(guest.pwrite(fd, "ab", 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tell(fd)).isEqualTo(6);
        assertThat(guest.contentOf("f")).isEqualTo("ab2345");
        assertThat(guest.errno(() -> guest.fds.fdstatSetFlags(fd, 0))).isEqualTo(Errno.SUCCESS);
        assertThat(guest.seek(fd, 1, SET)).isEqualTo(Errno.SUCCESS);
        guest.write(fd, "x");
        assertThat(guest.contentOf("f")).isEqualTo("ax2345");
    }

    @Test
    void flagsAreKeptAndChecked() throws IOException {
        guest.create("f", "");
        int all = Flags.FD_APPEND | Flags.FD_SYNC | Flags.FD_DSYNC | Flags.FD_RSYNC | Flags.FD_NONBLOCK;
        int fd = guest.opened(3, "f", 0, 0, Rights.FILE, all);
        assertThat(guest.table.get(fd).flags()).isEqualTo(all);
        guest.write(fd, "written through");
        assertThat(guest.errno(() -> guest.fds.fdstatSetFlags(fd, 32))).isEqualTo(Errno.INVAL);
        assertThat(guest.errno(() -> guest.fds.fdstatSetFlags(fd, Flags.FD_DSYNC))).isEqualTo(Errno.SUCCESS);
        guest.write(fd, "again");
        guest.fds.fdstatGet(guest.memory, fd, 64);
        assertThat(guest.memory.getU8(64)).isEqualTo(FileType.REGULAR_FILE.code());
        assertThat(guest.memory.getU16(66)).isEqualTo(Flags.FD_DSYNC);
        assertThat(guest.memory.getI64(72)).isEqualTo(Rights.FILE);
        assertThat(guest.memory.getI64(80)).isEqualTo(Rights.FILE);
        assertThat(guest.memory.bytes(68, 4)).containsOnly(0);
        assertThat(guest.memory.bytes(88, 1)).containsOnly(ArrayMemory.UNTOUCHED);
    }

    @Test
    void positionedAccessLeavesThePositionAlone() {
        int fd = file("0123456789");
        assertThat(guest.seek(fd, 3, SET)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.pread(fd, 3, 7)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.text(guest.result())).isEqualTo("789");
        assertThat(guest.pread(fd, 3, 100)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.result()).isZero();
        assertThat(guest.pwrite(fd, "ab", 12)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tell(fd)).isEqualTo(3);
        assertThat(guest.contentOf("f")).isEqualTo("0123456789\0\0ab");
        assertThat(guest.pread(fd, 3, -1)).isEqualTo(Errno.INVAL);
        assertThat(guest.pwrite(fd, "x", -1)).isEqualTo(Errno.INVAL);
        assertThat(guest.pwrite(fd, "x", Long.MAX_VALUE)).isEqualTo(Errno.FBIG);
        assertThat(guest.pread(1, 3, 0)).isEqualTo(Errno.SPIPE);
        assertThat(guest.pwrite(1, "x", 0)).isEqualTo(Errno.SPIPE);
        assertThat(guest.pread(3, 3, 0)).isEqualTo(Errno.ISDIR);
    }

    @Test
    void seeksWithinBounds() {
        int fd = file("0123456789");
        assertThat(guest.seek(fd, -4, END)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.longResult()).isEqualTo(6);
        assertThat(guest.seek(fd, -2, CURRENT)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.read(fd, 1)).isEqualTo("4");
        assertThat(guest.seek(fd, 1000, CURRENT)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.read(fd, 1)).isEmpty();
        assertThat(guest.seek(fd, -1, SET)).isEqualTo(Errno.INVAL);
        assertThat(guest.seek(fd, -2000, CURRENT)).isEqualTo(Errno.INVAL);
        assertThat(guest.seek(fd, Long.MAX_VALUE, CURRENT)).isEqualTo(Errno.INVAL);
        assertThat(guest.seek(fd, Long.MIN_VALUE, SET)).isEqualTo(Errno.INVAL);
        assertThat(guest.seek(fd, 0, 3)).isEqualTo(Errno.INVAL);
        assertThat(guest.seek(1, 0, SET)).isEqualTo(Errno.SPIPE);
        assertThat(guest.seek(3, 0, CURRENT)).isEqualTo(Errno.ISDIR);
        assertThat(guest.tell(fd)).isEqualTo(1005);
        assertThat(guest.errno(() -> guest.fds.tell(guest.memory, 0, 16))).isEqualTo(Errno.SPIPE);
    }

    @Test
    void tellingNeedsLessThanSeeking() {
        guest.create("f", "");
        int teller = guest.opened("f", 0, Rights.FD_TELL);
        assertThat(guest.seek(teller, 0, CURRENT)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.seek(teller, 0, SET)).isEqualTo(Errno.NOTCAPABLE);
        int none = guest.opened("f", 0, 0);
        assertThat(guest.seek(none, 0, CURRENT)).isEqualTo(Errno.NOTCAPABLE);
        assertThat(guest.errno(() -> guest.fds.tell(guest.memory, none, 16))).isEqualTo(Errno.NOTCAPABLE);
    }

    @Test
    void rightsDecideAboutReadingAndWriting() {
        guest.create("f", "x");
        int reader = guest.opened("f", 0, Rights.FD_READ);
        assertThat(guest.tryWrite(reader, "y")).isEqualTo(Errno.NOTCAPABLE);
        int writer = guest.opened("f", 0, Rights.FD_WRITE);
        assertThat(guest.tryRead(writer, 1)).isEqualTo(Errno.NOTCAPABLE);
        guest.write(writer, "y");
        assertThat(guest.pread(reader, 1, 0)).isEqualTo(Errno.NOTCAPABLE);
        assertThat(guest.read(reader, 1)).isEqualTo("y");
        assertThat(guest.tryRead(3, 1)).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryWrite(3, "x")).isEqualTo(Errno.ISDIR);
        assertThat(guest.tryRead(1, 1)).isEqualTo(Errno.NOTCAPABLE);
        assertThat(guest.tryRead(99, 1)).isEqualTo(Errno.BADF);
    }

    @Test
    void rightsCanOnlyBeGivenUp() throws IOException {
        int fd = file("x");
        long fewer = Rights.FILE & ~(Rights.FD_READ | Rights.FD_WRITE);
        assertThat(guest.errno(() -> guest.fds.fdstatSetRights(fd, fewer, 0))).isEqualTo(Errno.SUCCESS);
        assertThat(guest.table.get(fd).rights()).isEqualTo(fewer);
        assertThat(guest.tryRead(fd, 1)).isEqualTo(Errno.NOTCAPABLE);
        assertThat(guest.tryWrite(fd, "x")).isEqualTo(Errno.NOTCAPABLE);
        assertThat(guest.errno(() -> guest.fds.fdstatSetRights(fd, Rights.FILE, 0))).isEqualTo(Errno.NOTCAPABLE);
        assertThat(guest.errno(() -> guest.fds.fdstatSetRights(fd, fewer, 1))).isEqualTo(Errno.NOTCAPABLE);
        assertThat(guest.errno(() -> guest.fds.fdstatSetRights(99, 0, 0))).isEqualTo(Errno.BADF);
    }

    // ---- vectors

    @Test
    void vectorsAreFilledInOrderAndEmptyOnesSkipped() throws IOException {
        int fd = file("abcdefgh");
        int[][] vectors = {{2000, 0}, {2100, 3}, {2200, 0}, {2300, 2}, {2400, 100}};
        for (int i = 0; i < vectors.length; i++) {
            guest.memory.putI32(512 + 8 * i, vectors[i][0]);
            guest.memory.putI32(516 + 8 * i, vectors[i][1]);
        }
        guest.fds.read(guest.memory, fd, 512, vectors.length, 16);
        assertThat(guest.result()).isEqualTo(8);
        assertThat(new String(guest.memory.bytes(2100, 4), StandardCharsets.UTF_8)).isEqualTo("abcZ");
        assertThat(new String(guest.memory.bytes(2300, 3), StandardCharsets.UTF_8)).isEqualTo("deZ");
        assertThat(new String(guest.memory.bytes(2400, 4), StandardCharsets.UTF_8)).isEqualTo("fghZ");
        guest.fds.seek(guest.memory, fd, 0, SET, 16);
        guest.fds.write(guest.memory, fd, 512, vectors.length - 1, 16);
        assertThat(guest.result()).isEqualTo(5);
        guest.fds.read(guest.memory, fd, 0, 0, 16);
        assertThat(guest.result()).isZero();
    }

    @Test
    void largeTransfersGoInPieces() throws IOException {
        int fd = file("");
        int size = 200_000;
        byte[] pattern = new byte[size];
        for (int i = 0; i < size; i++) {
            pattern[i] = (byte) (i * 31 + (i >> 8));
        }
        guest.memory.write(4096, pattern, 0, size);
        guest.memory.putI32(512, 4096);
        guest.memory.putI32(516, 70_001);
        guest.memory.putI32(520, 4096 + 70_001);
        guest.memory.putI32(524, size - 70_001);
        guest.fds.write(guest.memory, fd, 512, 2, 16);
        assertThat(guest.result()).isEqualTo(size);
        assertThat(Files.readAllBytes(host.resolve("f"))).isEqualTo(pattern);
        guest.memory.fill(4096, size);
        guest.fds.pread(guest.memory, fd, 512, 2, 0, 16);
        assertThat(guest.memory.bytes(4096, size)).isEqualTo(pattern);
    }

    @Test
    void aReadMayOverwriteItsOwnVectors() throws IOException {
        int fd = file("\377\377\377\377\377\377\377\377".repeat(8));
        guest.memory.putI32(512, 512);
        guest.memory.putI32(516, 16);
        guest.memory.putI32(520, 600);
        guest.memory.putI32(524, 8);
        guest.fds.read(guest.memory, fd, 512, 2, 16);
        assertThat(guest.result()).isEqualTo(24);
    }

    @Test
    void pointersOutOfRangeAreFaultsBeforeAnythingHappens() throws IOException {
        int fd = file("0123");
        int size = (int) guest.memory.size();
        guest.memory.putI32(512, 2000);
        guest.memory.putI32(516, 2);
        guest.memory.putI32(520, size - 1);
        guest.memory.putI32(524, 2);
        guest.memory.putI32(528, -8);
        guest.memory.putI32(532, 16);
        for (int count : new int[] {2, 3, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 29}) {
            assertThat(guest.errno(() -> guest.fds.write(guest.memory, fd, 512, count, 16))).isEqualTo(Errno.FAULT);
            assertThat(guest.errno(() -> guest.fds.read(guest.memory, fd, 512, count, 16))).isEqualTo(Errno.FAULT);
        }
        for (int result : new int[] {size - 3, size, -1, -4, Integer.MIN_VALUE}) {
            assertThat(guest.errno(() -> guest.fds.write(guest.memory, fd, 512, 1, result))).isEqualTo(Errno.FAULT);
            assertThat(guest.errno(() -> guest.fds.seek(guest.memory, fd, 1, CURRENT, result))).isEqualTo(Errno.FAULT);
            assertThat(guest.errno(() -> guest.fds.fdstatGet(guest.memory, fd, result))).isEqualTo(Errno.FAULT);
            assertThat(guest.errno(() -> guest.fds.filestatGet(guest.memory, fd, result))).isEqualTo(Errno.FAULT);
            assertThat(guest.errno(() -> guest.fds.prestatGet(guest.memory, 3, result))).isEqualTo(Errno.FAULT);
            assertThat(guest.errno(() -> guest.fds.prestatDirName(guest.memory, 3, result < 0 ? result : size, 100)))
                    .isEqualTo(Errno.FAULT);
            assertThat(guest.errno(() -> guest.fds.readdir(guest.memory, 3, 0, 100, 0, result))).isEqualTo(Errno.FAULT);
            assertThat(guest.errno(() -> guest.fds.readdir(guest.memory, 3, result, -1, 0, 16))).isEqualTo(Errno.FAULT);
            assertThat(guest.errno(() -> guest.paths.createDirectory(guest.memory, 3, result, 4))).isEqualTo(Errno.FAULT);
            assertThat(guest.errno(() -> guest.paths.open(guest.memory, 3, 0, 64, 1, 1, 0, 0, 0, result))).isEqualTo(
                    Errno.FAULT);
        }
        assertThat(guest.contentOf("f")).isEqualTo("0123");
        assertThat(guest.tell(fd)).isZero();
        try (var files = Files.list(host)) {
            assertThat(files.count()).isEqualTo(1);
        }
    }

    @Test
    void lengthsThatAddUpToTooMuchAreRefused() throws IOException {
        ArrayMemory large = new ArrayMemory(4 << 20);
        for (int i = 0; i < IoVectors.MOST; i++) {
            large.putI32(8 * i, 0);
            large.putI32(8 * i + 4, 2 << 20);
        }
        assertThat(guest.errno(() -> new IoVectors(large, 0, IoVectors.MOST, guest.stop))).isEqualTo(Errno.INVAL);
        assertThat(new IoVectors(large, 0, IoVectors.MOST - 1, guest.stop).total()).isEqualTo((IoVectors.MOST - 1)
                * (2L << 20));
    }

    @Test
    void thereAreAtMost1024Vectors() throws IOException {
        int fd = file("");
        int count = 2000;
        for (int i = 0; i < count; i++) {
            guest.memory.putI32(1024 + 8 * i, 0);
            guest.memory.putI32(1028 + 8 * i, i % 2);
        }
        for (int refused : new int[] {1025, count}) {
            assertThat(guest.errno(() -> guest.fds.write(guest.memory, fd, 1024, refused, 16))).isEqualTo(Errno.INVAL);
            assertThat(guest.errno(() -> guest.fds.read(guest.memory, fd, 1024, refused, 16))).isEqualTo(Errno.INVAL);
            assertThat(guest.errno(() -> guest.fds.pwrite(guest.memory, fd, 1024, refused, 0, 16))).isEqualTo(Errno.INVAL);
            assertThat(guest.errno(() -> guest.fds.pread(guest.memory, fd, 1024, refused, 0, 16))).isEqualTo(Errno.INVAL);
        }
        assertThat(guest.errno(() -> guest.fds.write(guest.memory, fd, 1024, 1024, 16))).isEqualTo(Errno.SUCCESS);
        assertThat(guest.result()).isEqualTo(512);
    }

    // ---- sizes and times

    @Test
    void setsSizesAndAllocates() {
        int fd = file("0123456789");
        assertThat(guest.seek(fd, 8, SET)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.errno(() -> guest.fds.filestatSetSize(fd, 4))).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tell(fd)).isEqualTo(8);
        assertThat(guest.errno(() -> guest.fds.filestatSetSize(fd, 6))).isEqualTo(Errno.SUCCESS);
        assertThat(guest.contentOf("f")).isEqualTo("0123\0\0");
        assertThat(guest.errno(() -> guest.fds.allocate(fd, 2, 2))).isEqualTo(Errno.SUCCESS);
        assertThat(guest.fdStat(fd).size()).isEqualTo(6);
        assertThat(guest.errno(() -> guest.fds.allocate(fd, 5, 3))).isEqualTo(Errno.SUCCESS);
        assertThat(guest.fdStat(fd).size()).isEqualTo(8);
        assertThat(guest.errno(() -> guest.fds.allocate(fd, 0, 0))).isEqualTo(Errno.INVAL);
        assertThat(guest.errno(() -> guest.fds.allocate(fd, -1, 1))).isEqualTo(Errno.INVAL);
        assertThat(guest.errno(() -> guest.fds.allocate(fd, 1, Long.MAX_VALUE))).isEqualTo(Errno.FBIG);
        assertThat(guest.errno(() -> guest.fds.filestatSetSize(fd, -1))).isEqualTo(Errno.INVAL);
        assertThat(guest.errno(() -> guest.fds.allocate(3, 0, 1))).isEqualTo(Errno.ISDIR);
        assertThat(guest.errno(() -> guest.fds.filestatSetSize(3, 0))).isEqualTo(Errno.ISDIR);
        assertThat(guest.errno(() -> guest.fds.allocate(1, 0, 1))).isEqualTo(Errno.SPIPE);
        int reader = guest.opened("f", 0, Rights.FILE & ~Rights.FD_WRITE);
        assertThat(guest.errno(() -> guest.fds.filestatSetSize(reader, 0))).isEqualTo(Errno.INVAL);
    }

    @Test
    void setsTimes() {
        int fd = file("");
        Guest.Stat before = guest.fdStat(fd);
        assertThat(guest.errno(() -> guest.fds.filestatSetTimes(fd, 1, before.modified() - 100, Flags.TIME_MODIFIED)))
                .isEqualTo(Errno.SUCCESS);
        assertThat(guest.fdStat(fd).modified()).isEqualTo(before.modified() - 100);
        assertThat(guest.fdStat(fd).accessed()).isEqualTo(before.accessed());
        assertThat(guest.errno(() -> guest.fds.filestatSetTimes(fd, 1, 2, Flags.TIME_MODIFIED | Flags.TIME_MODIFIED_NOW)))
                .isEqualTo(Errno.INVAL);
        assertThat(guest.errno(() -> guest.fds.filestatSetTimes(3, 5, 6, Flags.TIME_MODIFIED | Flags.TIME_ACCESS)))
                .isEqualTo(Errno.SUCCESS);
        assertThat(guest.fdStat(3).modified()).isEqualTo(6);
        assertThat(guest.errno(() -> guest.fds.filestatSetTimes(1, 5, 6, Flags.TIME_MODIFIED))).isEqualTo(Errno.NOTCAPABLE);
    }

    @Test
    void advisesAndSyncs() {
        int fd = file("x");
        for (int advice = 0; advice <= 5; advice++) {
            int given = advice;
            assertThat(guest.errno(() -> guest.fds.advise(fd, 0, 10, given))).isEqualTo(Errno.SUCCESS);
        }
        assertThat(guest.errno(() -> guest.fds.advise(fd, 0, 10, 6))).isEqualTo(Errno.INVAL);
        assertThat(guest.errno(() -> guest.fds.advise(fd, -1, 10, 0))).isEqualTo(Errno.INVAL);
        assertThat(guest.errno(() -> guest.fds.advise(1, 0, 10, 0))).isEqualTo(Errno.NOTCAPABLE);
        assertThat(guest.errno(() -> guest.fds.sync(fd))).isEqualTo(Errno.SUCCESS);
        assertThat(guest.errno(() -> guest.fds.datasync(fd))).isEqualTo(Errno.SUCCESS);
        assertThat(guest.errno(() -> guest.fds.sync(1))).isEqualTo(Errno.SUCCESS);
        assertThat(guest.errno(() -> guest.fds.sync(3))).isEqualTo(Errno.SUCCESS);
        assertThat(guest.errno(() -> guest.fds.sync(0))).isEqualTo(Errno.NOTCAPABLE);
    }

    // ---- the table

    @Test
    void descriptorsAreClosedAndRenumbered() {
        int a = file("a");
        guest.create("g", "b");
        int b = guest.opened("g", 0, Rights.FILE);
        assertThat(b).isEqualTo(a + 1);
        assertThat(guest.errno(() -> guest.fds.renumber(b, a))).isEqualTo(Errno.SUCCESS);
        assertThat(guest.errno(() -> guest.fds.close(b))).isEqualTo(Errno.BADF);
        assertThat(guest.read(a, 1)).isEqualTo("b");
        assertThat(guest.errno(() -> guest.fds.renumber(a, b))).isEqualTo(Errno.BADF);
        assertThat(guest.errno(() -> guest.fds.renumber(b, a))).isEqualTo(Errno.BADF);
        assertThat(guest.errno(() -> guest.fds.renumber(a, a))).isEqualTo(Errno.SUCCESS);
        assertThat(guest.errno(() -> guest.fds.renumber(1, a))).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryWrite(1, "x")).isEqualTo(Errno.BADF);
        guest.write(a, "to standard output");
        guest.close(3);
        assertThat(guest.tryOpen("f", 0, 0)).isEqualTo(Errno.BADF);
        assertThat(guest.errno(() -> guest.fds.prestatGet(guest.memory, 3, 16))).isEqualTo(Errno.BADF);
    }

    @Test
    void preopenedDirectoriesTellTheirNames() throws IOException {
        int second = guest.mount(host, "/second/é", Access.READ_ONLY);
        guest.fds.prestatGet(guest.memory, second, 16);
        assertThat(guest.memory.getI32(16)).isZero();
        assertThat(guest.memory.getI32(20)).isEqualTo(10);
        guest.fds.prestatDirName(guest.memory, second, 64, 11);
        assertThat(new String(guest.memory.bytes(64, 11), StandardCharsets.UTF_8)).isEqualTo("/second/éZ");
        assertThat(guest.errno(() -> guest.fds.prestatDirName(guest.memory, second, 64, 9))).isEqualTo(Errno.NAMETOOLONG);
        assertThat(guest.errno(() -> guest.fds.prestatGet(guest.memory, 1, 16))).isEqualTo(Errno.BADF);
        int opened = guest.openedDirectory(".");
        assertThat(guest.errno(() -> guest.fds.prestatGet(guest.memory, opened, 16))).isEqualTo(Errno.BADF);
        assertThat(guest.errno(() -> guest.fds.prestatGet(guest.memory, 99, 16))).isEqualTo(Errno.BADF);
    }

    // ---- fd_readdir

    @Test
    void listsSelfAndParentFirstThenSorted() {
        guest.create("b", "");
        guest.mkdir("a");
        guest.symlink("b", "c");
        List<Guest.Entry> entries = guest.readdir(3, 1000, 0);
        assertThat(entries).extracting(Guest.Entry::name).containsExactly(".", "..", "a", "b", "c");
        assertThat(entries).extracting(Guest.Entry::next).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(entries).extracting(Guest.Entry::type).containsExactly(FileType.DIRECTORY.code(), FileType.DIRECTORY.code(),
                FileType.DIRECTORY.code(), FileType.REGULAR_FILE.code(), FileType.SYMBOLIC_LINK.code());
        assertThat(entries.get(0).inode()).isEqualTo(guest.fdStat(3).inode());
        assertThat(entries.get(1).inode()).as("nothing is told about the parent").isEqualTo(guest.fdStat(3).inode());
        assertThat(entries.get(3).inode()).isEqualTo(guest.statOf("b", 0).inode());
    }

    @Test
    void dotsCanBeLeftOut() throws IOException {
        guest.create("f", "");
        FdFunctions without = new FdFunctions(guest.table, WasiClock.SYSTEM, DotEntries.OMITTED, guest.host);
        without.readdir(guest.memory, 3, 4096, 100, 0, 16);
        assertThat(guest.result()).isEqualTo(25);
        assertThat(guest.memory.bytes(4096 + 24, 2)).containsExactly('f', ArrayMemory.UNTOUCHED);
        assertThat(guest.memory.getI64(4096)).isEqualTo(1);
        without.readdir(guest.memory, 3, 4096, 100, 1, 16);
        assertThat(guest.result()).isZero();
    }

    @Test
    void cookiesGoOnBehindAnEntry() {
        for (int i = 0; i < 100; i++) {
            guest.create("file." + i, "");
        }
        List<String> names = new ArrayList<>();
        long cookie = 0;
        while (true) {
            List<Guest.Entry> part = guest.readdir(3, 256, cookie);
            part.forEach(e -> names.add(e.name()));
            if (guest.result() < 256) {
                break;
            }
            cookie = part.get(part.size() - 1).next();
        }
        assertThat(names).hasSize(102).doesNotHaveDuplicates();
        assertThat(guest.readdir(3, 256, 1)).first().extracting(Guest.Entry::name).isEqualTo("..");
        assertThat(guest.readdir(3, 256, 102)).isEmpty();
        assertThat(guest.readdir(3, 256, 5000)).isEmpty();
        assertThat(guest.readdir(3, 256, -1)).isEmpty();
    }

    @Test
    void aListingGoesOnWhileFilesComeAndGo() {
        for (String name : List.of("a", "b", "c", "d")) {
            guest.create(name, "");
        }
        assertThat(guest.readdir(3, 24 * 3 + 4, 0)).extracting(Guest.Entry::name).containsExactly(".", "..", "a");
        guest.unlink("a");
        guest.unlink("c");
        guest.create("0", "");
        assertThat(guest.readdir(3, 1000, 3)).extracting(Guest.Entry::name).containsExactly("b", "d");
        assertThat(guest.readdir(3, 1000, 0)).extracting(Guest.Entry::name).containsExactly(".", "..", "0", "b", "d");
    }

    @Test
    void smallBuffersGetPartsOfEntries() {
        guest.create("name", "");
        assertThat(guest.readdir(3, 10, 2)).isEmpty();
        assertThat(guest.result()).isEqualTo(10);
        assertThat(guest.readdir(3, 0, 0)).isEmpty();
        assertThat(guest.result()).isZero();
        assertThat(guest.readdir(3, 28, 2)).hasSize(1);
        assertThat(guest.errno(() -> guest.fds.readdir(guest.memory, 1, 0, 100, 0, 16))).isEqualTo(Errno.NOTDIR);
        assertThat(guest.errno(() -> guest.fds.readdir(guest.memory, file(""), 0, 100, 0, 16))).isEqualTo(Errno.NOTDIR);
    }

    // ---- standard streams

    @Test
    void streamsArePassedThrough() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        int in = guest.table.add(new InputDescriptor(new ByteArrayInputStream("input".getBytes()), FileType.UNKNOWN,
                new StopSignal()));
        int out = guest.table.add(new OutputDescriptor(output, FileType.CHARACTER_DEVICE));
        assertThat(guest.read(in, 3)).isEqualTo("inp");
        assertThat(guest.read(in, 3)).isEqualTo("ut");
        assertThat(guest.read(in, 3)).isEmpty();
        guest.write(out, "output");
        assertThat(output.toString()).isEqualTo("output");
        assertThat(guest.fdStat(out).type()).isEqualTo(FileType.CHARACTER_DEVICE.code());
        assertThat(guest.tryWrite(in, "x")).isEqualTo(Errno.NOTCAPABLE);
    }

    @Test
    void brokenStreamsAreErrors() throws IOException {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        int plain = guest.table.add(new OutputDescriptor(broken, FileType.UNKNOWN));
        int print = guest.table.add(new OutputDescriptor(new PrintStream(broken), FileType.UNKNOWN));
        assertThat(guest.tryWrite(plain, "x")).isEqualTo(Errno.PIPE);
        assertThat(guest.tryWrite(print, "x")).isEqualTo(Errno.PIPE);
    }
}

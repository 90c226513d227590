package dev.vespula.wasi.internal.filesystem;

import static dev.vespula.wasi.internal.filesystem.ComponentGuest.errno;
import static dev.vespula.wasi.internal.filesystem.ComponentGuest.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.vespula.Trap;
import dev.vespula.component.Result;
import dev.vespula.wasi.Access;
import dev.vespula.wasi.FileAttributes;
import dev.vespula.wasi.internal.command.WallClock.Datetime;
import dev.vespula.wasi.internal.descriptors.Border;
import dev.vespula.wasi.internal.descriptors.Rights;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.Flags;
import dev.vespula.wasi.internal.io.GuestInput;
import dev.vespula.wasi.internal.io.GuestOutput;
import dev.vespula.wasi.internal.io.StreamError;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code wasi:filesystem} does beside the sandbox: streams, kinds, hashes, read-only mounts. */
class GuestDescriptorTest {
    private static final NewTimestamp NO_CHANGE = new NewTimestamp.NoChange();

    @TempDir
    Path host;
    private ComponentGuest guest;

    @BeforeEach
    void make() throws IOException {
        Files.writeString(host.resolve("file"), "0123456789");
        Files.createDirectory(host.resolve("dir"));
        guest = new ComponentGuest(host, Access.READ_WRITE);
    }

    @AfterEach
    void close() throws IOException {
        guest.close();
        assertThat(guest.count.open()).isNotNegative();
    }

    private GuestDescriptor root() {
        return guest.at(Border.ROOT);
    }

    private GuestDescriptor opened(String path, long rights) {
        return guest.at(guest.opened(path, 0, rights));
    }

    private static String text(Result<byte[], StreamError> read) {
        return new String(((Result.Ok<byte[], StreamError>) read).value(), StandardCharsets.UTF_8);
    }

    private static void write(GuestOutput stream, String text) {
        assertThat(stream.checkWrite().isOk()).isTrue();
        assertThat(stream.write(text.getBytes(StandardCharsets.UTF_8)).isOk()).isTrue();
    }

    @Test
    void streamsHaveTheirOwnPositionsAndOutliveTheDescriptor() throws IOException {
        GuestDescriptor file = opened("file", Rights.FD_READ | Rights.FD_WRITE);
        GuestInput first = value(file.readViaStream(guest.call, 2));
        GuestInput second = value(file.readViaStream(guest.call, 8));
        GuestOutput over = value(file.writeViaStream(guest.call, 4));
        GuestOutput end = value(file.appendViaStream(guest.call));
        file.close();
        assertThat(text(first.read(2))).isEqualTo("23");
        assertThat(text(first.read(0))).isEmpty();
        write(over, "ab");
        write(end, "x");
        write(end, "y");
        assertThat(text(first.read(3))).isEqualTo("ab6");
        assertThat(text(second.read(-1))).isEqualTo("89xy");
        assertThat(second.read(1)).isEqualTo(Result.err(new StreamError.Closed()));
        assertThat(second.read(0)).isEqualTo(Result.err(new StreamError.Closed()));
        assertThat(Files.readString(host.resolve("file"))).isEqualTo("0123ab6789xy");
        List.of(first, second).forEach(GuestInput::close);
        List.of(over, end).forEach(GuestOutput::close);
    }

    @Test
    void aFailedStreamTellsItsCodeOnce() throws IOException {
        GuestInput stream = value(opened("file", Rights.FD_READ).readViaStream(guest.call, 0));
        guest.files.close();
        StreamError failed = ((Result.Err<byte[], StreamError>) stream.read(1)).value();
        assertThat(new FilesystemTypes().filesystemErrorCode(((StreamError.LastOperationFailed) failed).error()))
                .isEqualTo(Optional.of(ErrorCode.BAD_DESCRIPTOR));
        assertThat(stream.read(1)).isEqualTo(Result.err(new StreamError.Closed()));
    }

    @Test
    void readsAndWritesAtOffsets() throws IOException {
        GuestDescriptor file = opened("file", Rights.FD_READ | Rights.FD_WRITE);
        assertThat(value(file.write(guest.call, new byte[] {'z'}, 1))).isEqualTo(1);
        ReadBytes most = value(file.read(guest.call, Long.MIN_VALUE, 0));
        assertThat(new String(most.bytes(), StandardCharsets.UTF_8)).isEqualTo("0z23456789");
        assertThat(most.isAtEnd()).isFalse();
        assertThat(value(file.read(guest.call, 5, 10)).isAtEnd()).isTrue();
        assertThat(value(file.read(guest.call, 0, 3)).isAtEnd()).isFalse();
        assertThat(errno(file.read(guest.call, 1, -1))).isEqualTo(Errno.INVAL);
        assertThat(errno(file.setSize(guest.call, 3))).isEqualTo(Errno.SUCCESS);
        assertThat(value(file.stat(guest.call)).size()).isEqualTo(3);
        assertThat(errno(file.advise(guest.call, 0, 3, Advice.WILL_NEED))).isEqualTo(Errno.SUCCESS);
        assertThat(errno(file.syncData(guest.call))).isEqualTo(Errno.SUCCESS);
        assertThat(errno(file.sync(guest.call))).isEqualTo(Errno.SUCCESS);
    }

    @Test
    void theWrongKindOrModeIsTold() {
        GuestDescriptor file = opened("file", Rights.FD_READ);
        assertThat(errno(file.write(guest.call, new byte[1], 0))).isEqualTo(Errno.BADF);
        assertThat(errno(file.writeViaStream(guest.call, 0))).isEqualTo(Errno.BADF);
        assertThat(errno(file.setSize(guest.call, 0))).isEqualTo(Errno.INVAL);
        assertThat(errno(file.readDirectory(guest.call))).isEqualTo(Errno.NOTDIR);
        assertThat(errno(root().read(guest.call, 1, 0))).isEqualTo(Errno.BADF);
        assertThat(errno(root().readViaStream(guest.call, 0))).isEqualTo(Errno.ISDIR);
        assertThat(errno(root().setSize(guest.call, 0))).isEqualTo(Errno.BADF);
        assertThat(guest.unlink("dir")).isEqualTo(Errno.ISDIR);
        assertThat(guest.rmdir("file")).isEqualTo(Errno.NOTDIR);
        assertThat(value(file.getType(guest.call))).isEqualTo(DescriptorType.REGULAR_FILE);
        assertThat(value(file.getFlags(guest.call))).containsExactly(DescriptorFlag.READ);
        assertThat(value(root().getFlags(guest.call))).containsExactly(DescriptorFlag.READ, DescriptorFlag.MUTATE_DIRECTORY);
        for (int flag : new int[] {Flags.OPEN_CREATE, Flags.OPEN_EXCLUSIVE, Flags.OPEN_TRUNCATE}) {
            assertThat(guest.tryOpen("dir", Flags.OPEN_DIRECTORY | flag, 0)).isEqualTo(Errno.INVAL);
        }
    }

    @Test
    void hashesTellObjectsApart() {
        GuestDescriptor file = opened("file", Rights.FD_READ);
        assertThat(guest.link("file", "other")).isEqualTo(Errno.SUCCESS);
        GuestDescriptor other = opened("other", Rights.FD_READ);
        assertThat(file.isSameObject(guest.call, other)).isTrue();
        assertThat(file.isSameObject(guest.call, root())).isFalse();
        assertThat(value(root().metadataHashAt(guest.call, Set.of(), "other"))).isEqualTo(value(file.metadataHash(guest.call)))
                .isNotEqualTo(value(root().metadataHash(guest.call)));
    }

    @Test
    void directoriesAreListedWithoutDots() {
        GuestListing listing = value(root().readDirectory(guest.call));
        List<DirectoryEntry> entries = new ArrayList<>();
        Optional<DirectoryEntry> entry = value(listing.readDirectoryEntry(guest.call));
        while (entry.isPresent()) {
            entries.add(entry.get());
            entry = value(listing.readDirectoryEntry(guest.call));
        }
        assertThat(entries).containsExactly(new DirectoryEntry(DescriptorType.DIRECTORY, "dir"),
                new DirectoryEntry(DescriptorType.REGULAR_FILE, "file"));
        listing.close();
    }

    @Test
    void timesBeyondWhatCanBeSaidAreRefused() {
        GuestDescriptor file = opened("file", Rights.FD_READ);
        Datetime time = new Datetime(1_000_000_000, 5_000);
        assertThat(errno(file.setTimes(guest.call, NO_CHANGE, new NewTimestamp.Timestamp(time)))).isEqualTo(Errno.SUCCESS);
        assertThat(value(file.stat(guest.call)).dataModificationTimestamp()).contains(time);
        for (long seconds : new long[] {-1, Long.MAX_VALUE, 1L << 40}) {
            assertThat(errno(file.setTimes(guest.call, NO_CHANGE, new NewTimestamp.Timestamp(new Datetime(seconds, 0)))))
                    .isEqualTo(Errno.OVERFLOW);
        }
        assertThat(errno(file.setTimes(guest.call, NO_CHANGE, new NewTimestamp.Timestamp(new Datetime(0, 1_000_000_000)))))
                .isEqualTo(Errno.INVAL);
    }

    @Test
    void aReadOnlyMountIsNotChanged() throws IOException {
        try (ComponentGuest reader = new ComponentGuest(host, Access.READ_ONLY)) {
            assertThat(reader.contentOf("file")).isEqualTo("0123456789");
            assertThat(reader.tryOpen("file", Flags.OPEN_TRUNCATE, Rights.FD_READ)).isEqualTo(Errno.ROFS);
            assertThat(reader.tryOpen("file", Flags.OPEN_CREATE, Rights.FD_READ)).isEqualTo(Errno.ROFS);
            assertThat(reader.tryOpen("file", 0, Rights.FD_WRITE)).isEqualTo(Errno.ROFS);
            assertThat(reader.mkdir("new")).isEqualTo(Errno.ROFS);
            assertThat(reader.link("file", "new")).isEqualTo(Errno.ROFS);
            assertThat(errno(root().linkAt(guest.call, Set.of(), "file", reader.at(Border.ROOT), "new"))).isNotEqualTo(
                    Errno.SUCCESS);
            assertThat(value(reader.at(Border.ROOT).getFlags(guest.call))).containsExactly(DescriptorFlag.READ);
        }
    }

    @Test
    void namesThatAreNoTextAreTold() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "names are bytes");
        new ProcessBuilder("sh", "-c", "cd \"$1\" && : > \"$(printf 'a\\377')\" && ln -s \"$(printf 'b\\377')\" link", "sh",
                host.toString()).start().waitFor();
        try (GuestListing listing = value(root().readDirectory(guest.call))) {
            List<Object> answers = new ArrayList<>();
            Result<Optional<DirectoryEntry>, ErrorCode> answer = listing.readDirectoryEntry(guest.call);
            while (!answer.equals(Result.ok(Optional.empty()))) {
                answers.add(answer instanceof Result.Ok<Optional<DirectoryEntry>, ErrorCode> ok ? ok.value().orElseThrow()
                        .name()
                        : ((Result.Err<Optional<DirectoryEntry>, ErrorCode>) answer).value());
                answer = listing.readDirectoryEntry(guest.call);
            }
            assertThat(answers).containsExactlyInAnyOrder(ErrorCode.ILLEGAL_BYTE_SEQUENCE, "dir", "file", "link");
        }
        assertThat(root().readlinkAt(guest.call, "link")).isEqualTo(Result.err(ErrorCode.ILLEGAL_BYTE_SEQUENCE));
    }

    @Test
    void openFilesAndResourcesHaveLimits() throws IOException {
        try (ComponentGuest few = new ComponentGuest(host, Access.READ_ONLY, FileAttributes.HOST, 3, 6)) {
            GuestDescriptor first = few.at(few.opened("file", 0, Rights.FD_READ));
            few.opened("dir", 0, 0);
            Result<GuestDescriptor, ErrorCode> third =
                    few.at(Border.ROOT).openAt(few.call, Set.of(), "file", Set.of(), Set.of());
            assertThat(third).isEqualTo(Result.err(ErrorCode.INSUFFICIENT_MEMORY));
            List<GuestInput> streams = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                streams.add(value(first.readViaStream(few.call, 0)));
            }
            assertThatThrownBy(() -> first.readViaStream(few.call, 0)).isInstanceOf(Trap.class);
            streams.forEach(GuestInput::close);
            assertThat(text(value(first.readViaStream(few.call, 8)).read(9))).isEqualTo("89");
        }
    }

    @Test
    void repeatableHashesAreTheSameEverywhere() throws IOException {
        List<Object> hashes = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            Path folder = Files.createDirectory(host.resolve("run" + run));
            Files.writeString(folder.resolve("f"), "");
            try (ComponentGuest repeatable =
                    new ComponentGuest(folder, Access.READ_WRITE, FileAttributes.REPEATABLE, 100, 100)) {
                hashes.add(List.of(repeatable.identityOf("."), repeatable.identityOf("f")));
                assertThat(repeatable.identityOf(".")).isNotEqualTo(repeatable.identityOf("f"));
            }
        }
        assertThat(hashes.get(0)).isEqualTo(hashes.get(1));
        assertThat(guest.identityOf("file")).as("a secret of each process").isNotEqualTo(otherProcessIdentity());
    }

    private Object otherProcessIdentity() throws IOException {
        try (ComponentGuest other = new ComponentGuest(host, Access.READ_ONLY)) {
            return other.identityOf("file");
        }
    }

    /** File systems in memory number their files alike. */
    @Test
    void filesOfSeveralFileSystemsAreToldApart() throws IOException {
        for (FileAttributes attributes : FileAttributes.values()) {
            try (FileSystem first = Jimfs.newFileSystem(Configuration.unix());
                    FileSystem second = Jimfs.newFileSystem(Configuration.unix());
                    ComponentGuest two = new ComponentGuest(first.getPath("/"), Access.READ_WRITE, attributes, 100, 100)) {
                GuestDescriptor one = two.at(Border.ROOT);
                GuestDescriptor other = two.at(two.mount(second.getPath("/"), Access.READ_WRITE));
                assertThat(one.isSameObject(two.call, one)).isTrue();
                assertThat(one.isSameObject(two.call, other)).as(attributes.name()).isFalse();
            }
        }
    }

    @Test
    void timesOfTheHostThatCannotBeSaidAreTheNearest() throws IOException {
        for (long seconds : new long[] {-5, Long.MIN_VALUE / 4, Long.MAX_VALUE / 4}) {
            try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix());
                    ComponentGuest of = new ComponentGuest(memory.getPath("/"), Access.READ_ONLY)) {
                Files.setLastModifiedTime(memory.getPath("/"), FileTime.from(seconds, TimeUnit.SECONDS));
                assertThat(of.modifiedOf(".")).isEqualTo(seconds < 0 ? 0 : Long.MAX_VALUE);
            }
        }
        Datetime last = new Datetime(9_223_372_035L, 999_999_999);
        for (Datetime time : List.of(new Datetime(0, 0), last)) {
            NewTimestamp set = new NewTimestamp.Timestamp(time);
            assertThat(errno(root().setTimesAt(guest.call, Set.of(), "file", NO_CHANGE, set))).isEqualTo(Errno.SUCCESS);
            assertThat(guest.modifiedOf("file")).isLessThanOrEqualTo(
                    TimeUnit.SECONDS.toNanos(time.seconds()) + time.nanoseconds());
        }
    }

    @Test
    void archivesAndFilesInMemoryDoWhatDescriptorsCan() throws IOException {
        URI archive = URI.create("jar:" + host.resolve("a.zip").toUri());
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"));
                FileSystem memory = Jimfs.newFileSystem(Configuration.unix());
                FileSystem ofPaths = Jimfs.newFileSystem(Configuration.unix().toBuilder().setSupportedFeatures().build())) {
            for (FileSystem fileSystem : List.of(zip, memory, ofPaths)) {
                Path root = Files.createDirectories(fileSystem.getPath("/root"));
                try (ComponentGuest in = new ComponentGuest(root, Access.READ_WRITE)) {
                    usesAFile(in, root.resolve("f"));
                }
            }
        }
    }

    private static void usesAFile(ComponentGuest in, Path file) throws IOException {
        in.create("f", "0123456789");
        GuestDescriptor open = in.at(in.opened("f", 0, Rights.FD_READ | Rights.FD_WRITE));
        GuestOutput over = value(open.writeViaStream(in.call, 2));
        GuestOutput end = value(open.appendViaStream(in.call));
        GuestInput stream = value(open.readViaStream(in.call, 1));
        write(over, "ab");
        write(end, "xy");
        assertThat(text(stream.read(100))).isEqualTo("1ab456789xy");
        assertThat(errno(open.setSize(in.call, 14))).isEqualTo(Errno.SUCCESS);
        assertThat(text(stream.read(100))).isEqualTo("\0\0");
        assertThat(errno(open.setSize(in.call, 3))).isEqualTo(Errno.SUCCESS);
        assertThat(value(open.stat(in.call)).size()).isEqualTo(3);
        assertThat(value(open.write(in.call, new byte[] {'z'}, 4))).isEqualTo(1);
        assertThat(errno(open.sync(in.call))).isEqualTo(Errno.SUCCESS);
        assertThat(errno(open.setTimes(in.call, NO_CHANGE, new NewTimestamp.Timestamp(new Datetime(1_000_000_000, 0)))))
                .isEqualTo(Errno.SUCCESS);
        assertThat(in.modifiedOf("f")).isEqualTo(1_000_000_000_000_000_000L);
        assertThat(value(open.metadataHash(in.call))).isEqualTo(in.identityOf("f"));
        over.close();
        end.close();
        stream.close();
        open.close();
        assertThat(Files.readString(file)).isEqualTo("01a\0z");
        GuestDescriptor gone = in.at(in.opened("f", 0, Rights.FD_READ));
        assertThat(in.unlink("f")).isEqualTo(Errno.SUCCESS);
        assertThat(gone.read(in.call, 10, 0).isOk()).isTrue();
        // Where the host cannot tell, what is known is what it was.
        assertThat(value(gone.stat(in.call)).size()).isEqualTo(5);
        gone.close();
    }

    @Test
    void errorCodesHaveTheNumbersOfTheSpecification() {
        assertThat(ErrorCode.values()).hasSize(37);
        assertThat(List.of(ErrorCode.ACCESS.ordinal(), ErrorCode.EXIST.ordinal(), ErrorCode.NO_ENTRY.ordinal(),
                ErrorCode.NO_LOCK.ordinal(), ErrorCode.UNSUPPORTED.ordinal(), ErrorCode.NO_TTY.ordinal(),
                ErrorCode.NOT_PERMITTED.ordinal(), ErrorCode.CROSS_DEVICE.ordinal())).containsExactly(0, 7, 20, 21, 27, 28, 31,
                        36);
    }
}

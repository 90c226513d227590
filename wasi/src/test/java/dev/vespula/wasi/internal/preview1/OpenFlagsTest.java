package dev.vespula.wasi.internal.preview1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.descriptors.Border;
import dev.vespula.wasi.internal.descriptors.OpenDirectory;
import dev.vespula.wasi.internal.descriptors.Rights;
import dev.vespula.wasi.internal.files.DirectoryDouble;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.Flags;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code path_open} and {@code open-at} answer for every combination of flags, rights and kinds of files: Linux' answers. */
class OpenFlagsTest {
    /** The letters of create, directory, exclusive, truncate. */
    private static final List<String> FLAGS =
            List.of("-", "C", "D", "T", "X", "CD", "CT", "CX", "DT", "DX", "XT", "CDT", "CDX", "CXT", "DXT", "CDXT");

    @TempDir
    Path host;

    /**
     * @param kind what is opened, perhaps with a slash at the end
     * @param follow whether a link at the end is followed
     * @param access {@code r} for reading, {@code w} for writing
     * @param answers by the flags: a dot for success, d NOTDIR, i ISDIR, n NOENT, e EXIST, l LOOP, v INVAL
     */
    @ParameterizedTest
    @CsvSource({
        "file, 0, r, ..d..v.edd.vvedv",
        "file, 0, w, ..d..v.edd.vvedv",
        "file, 1, r, ..d..v.edd.vvedv",
        "file, 1, w, ..d..v.edd.vvedv",
        "file/, 0, r, didddviidddvvidv",
        "file/, 0, w, didddviidddvvidv",
        "file/, 1, r, didddviidddvvidv",
        "file/, 1, w, didddviidddvvidv",
        "dir, 0, r, .i.i.viei.ivveiv",
        "dir, 0, w, iiiiivieiiivveiv",
        "dir, 1, r, .i.i.viei.ivveiv",
        "dir, 1, w, iiiiivieiiivveiv",
        "dir/, 0, r, .i.i.viii.ivviiv",
        "dir/, 0, w, iiiiiviiiiivviiv",
        "dir/, 1, r, .i.i.viii.ivviiv",
        "dir/, 1, w, iiiiiviiiiivviiv",
        "missing, 0, r, n.nnnv..nnnvv.nv",
        "missing, 0, w, n.nnnv..nnnvv.nv",
        "missing, 1, r, n.nnnv..nnnvv.nv",
        "missing, 1, w, n.nnnv..nnnvv.nv",
        "missing/, 0, r, ninnnviinnnvvinv",
        "missing/, 0, w, ninnnviinnnvvinv",
        "missing/, 1, r, ninnnviinnnvvinv",
        "missing/, 1, w, ninnnviinnnvvinv",
        "link, 0, r, lldllvleddlvvedv",
        "link, 0, w, lldllvleddlvvedv",
        "link, 1, r, ..d..v.edd.vvedv",
        "link, 1, w, ..d..v.edd.vvedv",
        "link/, 0, r, didddviidddvvidv",
        "link/, 0, w, didddviidddvvidv",
        "link/, 1, r, didddviidddvvidv",
        "link/, 1, w, didddviidddvvidv",
        "dirlink, 0, r, lldllvleddlvvedv",
        "dirlink, 0, w, lldllvleddlvvedv",
        "dirlink, 1, r, .i.i.viei.ivveiv",
        "dirlink, 1, w, iiiiivieiiivveiv",
        "dirlink/, 0, r, .i.i.viii.ivviiv",
        "dirlink/, 0, w, iiiiiviiiiivviiv",
        "dirlink/, 1, r, .i.i.viii.ivviiv",
        "dirlink/, 1, w, iiiiiviiiiivviiv",
        "dangling, 0, r, lldllvleddlvvedv",
        "dangling, 0, w, lldllvleddlvvedv",
        "dangling, 1, r, n.nnnv.ennnvvenv",
        "dangling, 1, w, n.nnnv.ennnvvenv",
        "dangling/, 0, r, ninnnviinnnvvinv",
        "dangling/, 0, w, ninnnviinnnvvinv",
        "dangling/, 1, r, ninnnviinnnvvinv",
        "dangling/, 1, w, ninnnviinnnvvinv"
    })
    void answersAsLinux(String kind, int follow, String access, String answers) throws IOException {
        List<Mounted> everywhere = Mounted.withLinks().toList();
        for (Mounted mounted : everywhere) {
            try (mounted) {
                answersAsLinux(mounted, kind, follow, access, answers);
            }
        }
    }

    private static void answersAsLinux(Mounted mounted, String kind, int follow, String access, String answers)
            throws IOException {
        Path root = mounted.root;
        FileSystem fileSystem = root.getFileSystem();
        Files.writeString(root.resolve("file"), "x");
        Files.createDirectory(root.resolve("dir"));
        Files.createSymbolicLink(root.resolve("link"), fileSystem.getPath("file"));
        Files.createSymbolicLink(root.resolve("dirlink"), fileSystem.getPath("dir"));
        Files.createSymbolicLink(root.resolve("dangling"), fileSystem.getPath("target"));
        long[] wanted = access.equals("r") ? new long[] {Rights.FD_READ} : new long[] {Rights.FD_WRITE, Rights.INHERITING};
        for (int i = 0; i < FLAGS.size(); i++) {
            String flags = FLAGS.get(i);
            // For components nothing goes with asking for a directory.
            boolean refused = mounted.isOfComponent() && flags.contains("D") && flags.length() > 1;
            Errno answer = refused ? Errno.INVAL : errno(answers.charAt(i));
            for (long rights : wanted) {
                Errno errno = mounted.guest.open(Border.ROOT, kind, follow, flags(flags), rights, 0, 0);
                assertThat(errno).as(mounted + " " + kind + " " + flags).isEqualTo(answer);
                if (errno == Errno.SUCCESS) {
                    mounted.guest.close(mounted.guest.result());
                }
                Files.deleteIfExists(root.resolve("missing"));
                Files.deleteIfExists(root.resolve("target"));
            }
        }
    }

    private static int flags(String letters) {
        int flags = 0;
        for (char letter : letters.toCharArray()) {
            flags |= switch (letter) {
                case 'C' -> Flags.OPEN_CREATE;
                case 'D' -> Flags.OPEN_DIRECTORY;
                case 'X' -> Flags.OPEN_EXCLUSIVE;
                case 'T' -> Flags.OPEN_TRUNCATE;
                default -> 0;
            };
        }
        return flags;
    }

    private static Errno errno(char letter) {
        return switch (letter) {
            case '.' -> Errno.SUCCESS;
            case 'd' -> Errno.NOTDIR;
            case 'i' -> Errno.ISDIR;
            case 'n' -> Errno.NOENT;
            case 'e' -> Errno.EXIST;
            case 'l' -> Errno.LOOP;
            default -> Errno.INVAL;
        };
    }

    /** Another process keeps creating and removing the file: no answer is right, but there is one. */
    @Test
    void aFileThatComesAndGoesIsNotWaitedForForEver() throws IOException {
        try (Guest guest = new Guest(WasiClock.SYSTEM);
                DirectoryDouble directory = new DirectoryDouble(guest.host, host.getFileSystem())) {
            directory.flickers = true;
            int fd = guest.table.add(OpenDirectory.preopened(directory, "/"));
            assertThat(guest.open(fd, "f", 0, Flags.OPEN_CREATE, 0, 0, 0)).isEqualTo(Errno.AGAIN);
            assertThat(guest.open(fd, "f", 0, Flags.OPEN_CREATE | Flags.OPEN_EXCLUSIVE, 0, 0, 0)).isEqualTo(Errno.EXIST);
        }
    }
}

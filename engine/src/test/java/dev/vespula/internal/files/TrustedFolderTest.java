package dev.vespula.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vespula.Config;
import dev.vespula.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Folders for compiled code. The temporary folder itself lies in a sticky one that everybody may write to. */
@DisabledOnOs(OS.WINDOWS)
class TrustedFolderTest {
    private static final int SOMEBODY = 12_345;

    @TempDir
    Path temporary;
    private Path parent;
    private Path folder;

    @BeforeEach
    void make() throws IOException {
        parent = Files.createDirectory(temporary.toRealPath().resolve("parent"));
        folder = Files.createDirectory(parent.resolve("folder"));
        mode(parent, "rwxr-xr-x");
        mode(folder, "rwxr-xr-x");
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private void assumeAdministrator() throws IOException {
        assumeTrue((int) Files.getAttribute(parent, "unix:uid") == 0, "not run by an administrator");
    }

    /** Only an administrator can give something away. */
    private void giveAway(Path path) throws IOException {
        assumeAdministrator();
        Files.setAttribute(path, "unix:uid", SOMEBODY, java.nio.file.LinkOption.NOFOLLOW_LINKS);
    }

    private void assertRefused(Path path, String part) {
        assertThat(TrustedFolder.problem(path)).contains(part);
        assertThatIllegalArgumentException().isThrownBy(() -> new Config().withCache(path)).withMessageContaining(part);
    }

    @Test
    void onesOwnFolderIsTrustedAndSoIsOneThatIsMadeInIt() throws IOException {
        assertThat(TrustedFolder.problem(folder)).isNull();
        assertThat(TrustedFolder.problem(folder.resolve("not/yet/there"))).isNull();
        assertThat(TrustedFolder.problem(folder.resolve("../folder/."))).isNull();
        assertThat(TrustedFolder.problem(Files.createSymbolicLink(parent.resolve("link"), Path.of("folder")))).isNull();
        assertThat(TrustedFolder.problem(Files.createSymbolicLink(parent.resolve("absolute"), folder))).isNull();
    }

    @Test
    void whereOthersMayWriteNothingIsExecuted() throws IOException {
        mode(folder, "rwxrwxrwx");
        assertRefused(folder, "others may write to " + folder);
        mode(folder, "rwxr-xrwx");
        assertRefused(folder, "others may write to " + folder);
        assertRefused(folder.resolve("below"), "others may write to " + folder);
        mode(folder, "rwxr-xr-x");
        mode(parent, "rwxr-xrwx");
        assertRefused(folder, "others may write to " + parent);
        assertRefused(folder.resolve("not/yet/there"), "others may write to " + parent);
    }

    @Test
    void aStickyFolderMayLieOnTheWayButHoldNothing() throws IOException {
        Files.setAttribute(parent, "unix:mode", 041777);
        assertThat(TrustedFolder.problem(folder)).isNull();
        assertThat(TrustedFolder.problem(parent.resolve("not/yet"))).isNull();
        assertRefused(parent, "others may write to " + parent);
    }

    @Test
    void aGroupOfOthersIsOthers() throws IOException {
        assumeAdministrator();
        mode(folder, "rwxrwxr-x");
        assertThat(TrustedFolder.problem(folder)).isNull();
        Files.setAttribute(folder, "unix:gid", SOMEBODY);
        assertRefused(folder, "the group " + SOMEBODY + " may write to " + folder);
    }

    @Test
    void whatBelongsToOthersIsRefused() throws IOException {
        giveAway(folder);
        assertRefused(folder, folder + " belongs to " + SOMEBODY);
        Files.setAttribute(folder, "unix:uid", 0);
        giveAway(parent);
        assertRefused(folder, parent + " belongs to " + SOMEBODY);
    }

    @Test
    void linksAreFollowedAndJudged() throws IOException {
        Path link = Files.createSymbolicLink(temporary.toRealPath().resolve("link"), Path.of("parent/folder"));
        mode(folder, "rwxrwxrwx");
        assertRefused(link, "others may write to " + folder);
        mode(folder, "rwxr-xr-x");
        mode(parent, "rwxr-xrwx");
        assertRefused(link.resolve("below"), "others may write to " + parent);
        mode(parent, "rwxr-xr-x");
        assertThat(TrustedFolder.problem(link)).isNull();
        giveAway(link);
        assertRefused(link, link + " is a link of another user");
    }

    @Test
    void linksThatLeadNowhereEnd() throws IOException {
        Path loop = parent.resolve("loop");
        Files.createSymbolicLink(loop, Path.of("loop"));
        assertRefused(loop, "too many links");
    }

    @Test
    void anEngineLooksAgain() throws IOException {
        Config config = new Config().withCache(folder);
        Engine.of(config).close();
        mode(folder, "rwxrwxrwx");
        assertThatIllegalArgumentException().isThrownBy(() -> Engine.of(config)).withMessageContaining("others may write to");
    }

    @Test
    void aFileOfOthersIsNotRead() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[1]);
        mode(file, "rw-r--r--");
        assertThat(TrustedFolder.problemOfFile(file)).isNull();
        assertThat(TrustedFolder.problemOfFile(Files.createSymbolicLink(folder.resolve("link"), file))).contains("is a link");
        mode(file, "rw-r--rw-");
        assertThat(TrustedFolder.problemOfFile(file)).contains("others may write to " + file);
        mode(file, "rw-r--r--");
        giveAway(file);
        assertThat(TrustedFolder.problemOfFile(file)).contains("belongs to " + SOMEBODY);
    }
}

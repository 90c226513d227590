package dev.vespula.compiler.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The folder of a cache: what is kept, what is deleted, and what becomes of a folder that does not work. */
class CacheFolderTest {
    @TempDir
    Path folder;

    private static byte[] content(int number) {
        byte[] bytes = new byte[1_000];
        bytes[0] = (byte) number;
        return bytes;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void age(String name, Duration age) throws IOException {
        Files.setLastModifiedTime(folder.resolve(name), FileTime.from(Instant.now().minus(age)));
    }

    @Test
    void whatIsWrittenIsReadAndReplacedAndDeleted() {
        CacheFolder cache = new CacheFolder(folder.resolve("a/b"), 10_000);
        assertThat(cache.read("k")).isNull();
        cache.write("k", content(1));
        assertThat(cache.read("k")).isEqualTo(content(1));
        cache.write("k", content(2));
        assertThat(new CacheFolder(folder.resolve("a/b"), 10_000).read("k")).isEqualTo(content(2));
        cache.delete("k");
        cache.delete("k");
        assertThat(cache.read("k")).isNull();
    }

    @Test
    void theLeastRecentlyUsedFilesAreDeleted() throws IOException {
        CacheFolder cache = new CacheFolder(folder, 3_000);
        for (String key : List.of("a", "b", "c")) {
            cache.write(key, content(0));
            age("vespula-" + key + ".jar", Duration.ofMinutes(10 - names().size()));
        }
        assertThat(cache.read("a")).isNotNull();
        cache.write("d", content(0));
        assertThat(names()).containsExactly("vespula-a.jar", "vespula-c.jar", "vespula-d.jar");
        cache.write("e", new byte[2_900]);
        assertThat(names()).containsExactly("vespula-e.jar");
    }

    @Test
    void aFileThatIsTooLargeIsNotWrittenAndDrivesOutNothing() throws IOException {
        CacheFolder cache = new CacheFolder(folder, 3_000);
        cache.write("a", content(0));
        cache.write("b", new byte[3_001]);
        assertThat(names()).containsExactly("vespula-a.jar");
        new CacheFolder(folder, 0).write("c", content(0));
        assertThat(names()).containsExactly("vespula-a.jar");
    }

    @Test
    void otherFilesAreLeftAlone() throws IOException {
        for (String name : List.of("notes.txt", "vespula-notes.txt", "other.jar", "vespula-x.jar.new.tmp", "vespula-y.tmp")) {
            Files.write(folder.resolve(name), new byte[5_000]);
            age(name, Duration.ofDays(3));
        }
        Files.createDirectories(folder.resolve("vespula-folder.jar"));
        CacheFolder cache = new CacheFolder(folder, 1_000);
        cache.write("a", content(0));
        cache.write("b", content(0));
        // But what an interrupted writer has left behind belongs to the cache.
        assertThat(names()).containsExactly("notes.txt", "other.jar", "vespula-b.jar", "vespula-folder.jar",
                "vespula-notes.txt", "vespula-y.tmp");
    }

    @Test
    void filesThatAreBeingWrittenAreNotDeleted() throws IOException {
        Files.write(folder.resolve("vespula-x.jar.0123.tmp"), new byte[5_000]);
        new CacheFolder(folder, 1_000).write("a", content(0));
        assertThat(names()).containsExactly("vespula-a.jar", "vespula-x.jar.0123.tmp");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aNewFolderIsForTheUserAlone() throws IOException {
        new CacheFolder(folder.resolve("new"), 10_000).write("a", content(0));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new")))).isEqualTo("rwx------");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("new"));
        CacheFolder cache = new CacheFolder(link, 10_000);
        cache.write("b", content(1));
        assertThat(cache.read("b")).isEqualTo(content(1));
    }

    // ---- folders that do not work

    private static void assertIsUseless(CacheFolder cache) {
        cache.write("a", content(0));
        assertThat(cache.read("a")).isNull();
        cache.delete("a");
    }

    @Test
    void aFileInPlaceOfTheFolderIsNoError() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertIsUseless(new CacheFolder(file, 10_000));
        assertIsUseless(new CacheFolder(file.resolve("below"), 10_000));
        assertThat(file).hasContent("x");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderThatCannotBeMadeIsNoError() {
        assertIsUseless(new CacheFolder(Path.of("/proc/vespula"), 10_000));
        assertIsUseless(new CacheFolder(Path.of("/proc"), 10_000));
    }

    @Test
    void aReadOnlyFileSystemIsNoError() {
        assertIsUseless(new CacheFolder(FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/cache"), 10_000));
    }

    @Test
    void theFolderMayBeInAnyFileSystem() throws IOException {
        URI archive = URI.create("jar:" + folder.resolve("archive.zip").toUri());
        try (FileSystem files = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            CacheFolder cache = new CacheFolder(files.getPath("/cache"), 1_500);
            cache.write("a", content(1));
            cache.write("a", content(2));
            assertThat(cache.read("a")).isEqualTo(content(2));
            cache.write("b", content(3));
            assertThat(cache.read("a")).isNull();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatOthersCanHavePutThereIsNotRead() throws IOException {
        CacheFolder cache = new CacheFolder(folder, 10_000);
        cache.write("k", content(1));
        Path file = folder.resolve(names().get(0));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--rw-"));
        assertThat(cache.read("k")).isNull();
        cache.write("k", content(2));
        assertThat(cache.read("k")).isEqualTo(content(2));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(cache.read("k")).isNull();
    }
}

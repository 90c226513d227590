package dev.vespula.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as it is downloaded and unpacked. */
class DownloadTest {
    private static final String NAME = "vespula-" + Release.VERSION;

    @TempDir
    Path folder;
    private Path home;

    @BeforeEach
    void unpack() throws Exception {
        // As people do it: the entries carry the permissions, which the JDK's classes do not see.
        Ran unpacked = Ran.of(folder, "unzip", "-q", Release.FOLDER.resolve(NAME + ".zip").toString());
        assertThat(unpacked).isEqualTo(new Ran(0, ""));
        home = folder.resolve(NAME);
    }

    @AfterEach
    void makeWritable() throws IOException {
        setWritable(home, true);
    }

    @Test
    void runsWhereItIsUnpackedAndStartsFastFromThenOn() throws Exception {
        for (int start = 0; start < 2; start++) {
            assertThat(run("run", home.resolve("examples/hello.wasm").toString(), "you"))
                    .isEqualTo(new Ran(0, "Hello from WebAssembly, you!\n"));
            assertThat(archives(home.resolve("lib"))).hasSize(1);
        }
        assertThat(run("--version").output()).startsWith("vespula " + Release.VERSION + " on Java ");
        assertThat(run("run", "--invoke", "gcd", home.resolve("examples/numbers.wasm").toString(), "48", "36").output())
                .isEqualTo("12\n");
        assertThat(archives(cache())).isEmpty();
    }

    /** An archive of an earlier version in the same place is not taken, although the jars that were unpacked are older. */
    @Test
    void anArchiveIsOfOneVersion() throws Exception {
        run("--version");
        List<Path> before = archives(home.resolve("lib"));
        Files.writeString(home.resolve("lib/version"), "later\n");
        run("--version");
        assertThat(archives(home.resolve("lib"))).hasSize(2).containsAll(before);
    }

    @Test
    void runsInAFolderThatNobodyMayWriteTo() throws Exception {
        setWritable(home, false);
        Ran hello = asNobody("run", home.resolve("examples/hello.wasm").toString());
        assertThat(hello).isEqualTo(new Ran(0, "Hello from WebAssembly!\n"));
        assertThat(archives(home.resolve("lib"))).isEmpty();
        List<Path> made = archives(cache());
        assertThat(made).hasSize(1);
        assertThat(Files.getPosixFilePermissions(cache())).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(asNobody("run", home.resolve("examples/hello.wasm").toString()).code()).isZero();
        assertThat(archives(cache())).isEqualTo(made);
    }

    @Test
    void runsWithoutAnyFolderToWriteTo() throws Exception {
        setWritable(home, false);
        Files.writeString(folder.resolve("cache"), "in the way");
        assertThat(asNobody("run", home.resolve("examples/hello.wasm").toString()))
                .isEqualTo(new Ran(0, "Hello from WebAssembly!\n"));
    }

    @Test
    void holdsNothingTwiceAndTheLicencesOfAll() throws IOException {
        try (ZipFile zip = new ZipFile(Release.FOLDER.resolve(NAME + ".zip").toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).doesNotHaveDuplicates()
                    .allMatch(name -> name.startsWith(NAME + "/"))
                    .contains(NAME + "/bin/vespula.cmd", NAME + "/LICENSE", NAME + "/NOTICE", NAME
                            + "/share/man/man1/vespula.1");
            String windows = read(zip, "bin/vespula.cmd");
            assertThat(windows).contains("\r\n").doesNotContainPattern("[^\r]\n");
            String licences = read(zip, "licenses/README");
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                String name = entries.nextElement().getName();
                if (name.endsWith(".jar")) {
                    assertThat(licences.lines().map(line -> line.split(" ")[0]).filter(word -> word.endsWith(".jar")).anyMatch(
                            word -> matches(word, name.substring(name.lastIndexOf('/') + 1)))).as(name).isTrue();
                }
            }
        }
    }

    private static boolean matches(String glob, String name) {
        return Pattern.matches(glob.replace(".", "\\.").replace("*", ".*"), name);
    }

    private static String read(ZipFile zip, String name) throws IOException {
        try (InputStream in = zip.getInputStream(zip.getEntry(NAME + "/" + name))) {
            return new String(in.readAllBytes());
        }
    }

    private Ran run(String... arguments) throws Exception {
        return Ran.of(folder, Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()), command("", arguments));
    }

    /** Root may write everywhere, so that it gives up its rights where it is root who tests. */
    private Ran asNobody(String... arguments) throws Exception {
        boolean isRoot = Ran.of(folder, "id", "-u").output().strip().equals("0");
        Map<String, String> variables = Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString());
        return Ran.of(folder, variables, isRoot ? command("setpriv --inh-caps=-all --bounding-set=-all", arguments)
                : command("", arguments));
    }

    private String[] command(String before, String... arguments) {
        Stream<String> words = before.isEmpty() ? Stream.empty() : Stream.of(before.split(" "));
        return Stream.concat(Stream.concat(words, Stream.of(home.resolve("bin/vespula").toString())), Stream.of(arguments))
                .toArray(String[]::new);
    }

    private Path cache() {
        return folder.resolve("cache/vespula");
    }

    private static List<Path> archives(Path where) throws IOException {
        if (!Files.isDirectory(where)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(where)) {
            return files.filter(file -> file.getFileName().toString().startsWith("classes")).collect(Collectors.toList());
        }
    }

    private static void setWritable(Path place, boolean isWritable) throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            for (Path path : (Iterable<Path>) all.filter(path -> !Files.isSymbolicLink(path))::iterator) {
                Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path);
                if (isWritable) {
                    rights.add(PosixFilePermission.OWNER_WRITE);
                } else {
                    rights.remove(PosixFilePermission.OWNER_WRITE);
                }
                Files.setPosixFilePermissions(path, rights);
            }
        }
    }
}

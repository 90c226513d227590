package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Snapshot;
import dev.vespula.Store;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Saved programs that somebody has changed: nothing but the command line of {@code vespula resume} gives a program anything. */
class SavedOptionsTest extends CommandCase {
    /** Uses up some fuel, then prints the file "secret" of its first folder, then runs for ever. */
    private static final String READER = """
            (module
              (import "wasi_snapshot_preview1" "path_open"
                (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
              (memory (export "memory") 1)
              (data (i32.const 64) "secret")
              (data (i32.const 16) "\\00\\01\\00\\00\\00\\01\\00\\00")
              (func (export "_start") (local $n i32)
                (local.set $n (i32.const 1000))
                (loop $l (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (if (i32.eqz (call $open (i32.const 3) (i32.const 0) (i32.const 64) (i32.const 6) (i32.const 0)
                    (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 0)))
                  (then
                    (drop (call $read (i32.load (i32.const 0)) (i32.const 16) (i32.const 1) (i32.const 20)))
                    (drop (call $write (i32.const 1) (i32.const 16) (i32.const 1) (i32.const 24)))))
                (loop $for-ever (br $for-ever))))
            """;
    private static final List<String> NAMES = List.of("--dir", "--env", "--mode", "--tier", "--max-memory", "--max-stack",
            "--max-frames", "--timeout", "--fuel", "--snapshot-on-out-of-fuel", "--deterministic", "--cache", "--stats");

    @TempDir
    Path folder;
    private String snap;

    @BeforeEach
    void save() throws IOException {
        snap = folder.resolve("program.snap").toString();
        Path reader = Files.writeString(folder.resolve("reader.wat"), READER);
        Files.writeString(Files.createDirectory(folder.resolve("data")).resolve("secret"), "hidden");
        assertThat(vespula("run", "--fuel", "100", "--snapshot-on-out-of-fuel", snap, reader.toString())).isEqualTo(
                Main.PAUSED);
    }

    /** Writes options into the saved program, each as {@code --name=value} or {@code --name}. */
    private void change(String... options) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF("program.wasm");
        out.writeInt(1);
        out.writeUTF("program.wasm");
        out.write(new byte[3 * Long.BYTES]);
        for (String name : NAMES) {
            List<String> values = new ArrayList<>();
            for (String option : options) {
                if (option.startsWith(name + "=")) {
                    values.add(option.substring(name.length() + 1));
                }
            }
            out.writeInt(values.isEmpty() && !Arrays.asList(options).contains(name) ? -1 : values.size());
            for (String value : values) {
                out.writeUTF(value);
            }
        }
        attach(bytes.toByteArray());
    }

    private void attach(byte[] attachment) throws IOException {
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        Snapshot.read(new ByteArrayInputStream(Files.readAllBytes(Path.of(snap)))).with("vespula", attachment).write(image);
        Files.write(Path.of(snap), image.toByteArray());
    }

    private void assertRefused(String part, String... line) {
        assertThat(vespula(line)).isEqualTo(Main.ERROR);
        assertThat(out()).isEmpty();
        assertThat(err()).startsWith("vespula: " + snap + ": ").contains(part).doesNotContain("internal error");
        assertThat(err().lines()).hasSize(1);
    }

    @Test
    void aFolderInAFileIsOnlyNamed() throws IOException {
        String data = folder.resolve("data") + "::/";
        change("--dir=" + data, "--fuel=10000");
        assertRefused("add: --dir " + data, "resume", snap);
        assertRefused("add: --dir " + data, "resume", "--dir", folder + "::/other", snap);
        assertThat(vespula("resume", "--dir", data, snap)).isEqualTo(Main.PAUSED);
        assertThat(out()).startsWith("hidden");
        // The line can be copied into a shell.
        change("--dir=it's;id::/", "--fuel=10000");
        assertRefused("add: --dir 'it'\\''s;id::/'", "resume", snap);
    }

    @Test
    void foldersGivenAgainKeepTheirPlaces() throws IOException {
        String data = folder.resolve("data") + "::/";
        change("--dir=" + data, "--dir=" + folder + "::/more", "--fuel=10000");
        assertThat(vespula("resume", "--dir", folder + "::/new", "--dir", folder + "::/more", "--dir", data, snap))
                .isEqualTo(Main.PAUSED);
        assertThat(out()).startsWith("hidden");
    }

    @Test
    void aProgramThatHadNoFolderGetsNone() throws IOException {
        change("--fuel=10000");
        assertThat(vespula("resume", snap)).isEqualTo(Main.PAUSED);
        assertThat(out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--snapshot-on-out-of-fuel=victim", "--cache=victim", "--timeout=5", "--stats"})
    void whatRunNeverSavesIsRefused(String option) throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "as it was");
        change("--fuel=10", option.replace("victim", victim.toString()));
        assertRefused("gives " + option.split("=")[0] + ", which 'vespula run' never saves", "resume", snap);
        assertThat(victim).hasContent("as it was");
    }

    @ParameterizedTest
    @CsvSource({"--max-stack=1G,--max-stack 1G", "--max-frames=1000000,--max-frames 1000000"})
    void limitsAboveTheUsualOnesAreGivenAgain(String option, String again) throws IOException {
        change("--fuel=10000", option);
        assertRefused("add: " + again, "resume", snap);
        List<String> line = new ArrayList<>(List.of("resume"));
        line.addAll(List.of(again.split(" ")));
        line.add(snap);
        assertThat(vespula(line.toArray(String[]::new))).isEqualTo(Main.PAUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--fuel=many", "--fuel=-5", "--env=NAME", "--env==x", "--env=A=\0", "--dir=::", "--dir=\0::/",
        "--mode=fast",
        "--tier=fast", "--max-memory=1Q", "--max-stack=-1", "--max-frames=x", "--deterministic=yes", "--fuel", "--mode",
        "--dir"})
    void unusableValuesAreRefused(String option) throws IOException {
        change(option.startsWith("--fuel") ? "--max-frames=50" : "--fuel=10000", option);
        assertRefused("was changed", "resume", snap);
    }

    @Test
    void anOptionIsThereOnce() throws IOException {
        change("--fuel=10000", "--fuel=20000");
        assertRefused("was changed", "resume", snap);
    }

    @Test
    void withoutFuelInTheFileItIsAskedFor() throws IOException {
        change();
        assertRefused("give --fuel N", "resume", snap);
        assertThat(vespula("resume", snap, "--fuel", "50")).isEqualTo(Main.PAUSED);
    }

    @Test
    void fuelLeftInTheFileIsNoFuel() throws Exception {
        change("--fuel=1");
        // The rest is the first number of the one chunk, behind magic, version and length; the hash leaves out the length.
        byte[] file = Files.readAllBytes(Path.of(snap));
        int chunk = 10 + Integer.BYTES;
        int end = file.length - 32;
        Arrays.fill(file, chunk, chunk + 7, (byte) 0xff);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(file, 0, 10);
        digest.update(file, chunk, end - Integer.BYTES - chunk);
        System.arraycopy(digest.digest(), 0, file, end, 32);
        Files.write(Path.of(snap), file);
        assertThat(vespula("resume", snap, "--fuel", "1000")).isEqualTo(Main.PAUSED);
        assertThat(err()).startsWith("fuel left when it was saved: " + 0xff_ffff_ffff_ffffL + ", replaced by 1000\n");
        assertThat(err()).containsPattern("fuel consumed: (9\\d\\d|1000), fuel remaining: \\d{1,2}\n");
    }

    @Test
    void aSnapshotWithoutACallIsNoProgramToGoOnWith() throws IOException {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        Snapshot.read(new ByteArrayInputStream(Files.readAllBytes(Path.of(snap)))).attachment("vespula").ifPresent(
                saved::writeBytes);
        Engine engine = Engine.of(new Config().withFuel(Config.FuelMetering.ON));
        Store<Void> store = new Store<>(engine);
        store.setFuel(1000);
        Instance instance = new Linker<Void>(engine).instantiate(store,
                Module.of(engine, new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0}));
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        Snapshot.of(instance).withModules().with("vespula", saved.toByteArray()).write(image);
        Files.write(Path.of(snap), image.toByteArray());
        assertRefused("nothing to go on with", "resume", snap);
    }

    @Test
    void aFileChangedAnywhereIsRefusedOrGoesOnWithoutAnythingMore() throws IOException {
        Files.writeString(folder.resolve("secret"), "hidden");
        change("--dir=" + folder + "::/", "--fuel=5000", "--env=A=B", "--max-frames=100", "--deterministic");
        byte[] good = Snapshot.read(new ByteArrayInputStream(Files.readAllBytes(Path.of(snap)))).attachment("vespula")
                .orElseThrow();
        Random random = new Random(13);
        for (int round = 0; round < 400; round++) {
            byte[] bad = round % 4 == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int k = random.nextInt(3); k >= 0 && bad.length > 0; k--) {
                bad[random.nextInt(bad.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : 0);
            }
            attach(bad);
            int code = vespula("resume", snap, "--fuel", "5000", "--timeout", "20");
            assertThat(err()).as("round " + round).doesNotContain("internal error");
            assertThat(out()).as("round " + round).doesNotContain("hidden");
            assertThat(code).as("round " + round).isIn(Main.ERROR, Main.PAUSED);
            if (code == Main.PAUSED) {
                change("--fuel=5000");
            }
        }
    }

    @Test
    void whatCannotBeSavedIsSaidBeforeTheProgramRuns() {
        String reader = folder.resolve("reader.wat").toString();
        String nowhere = folder.resolve("no/such/folder.snap").toString();
        assertThat(vespula("run", "--fuel", "100", "--snapshot-on-out-of-fuel", nowhere, reader)).isEqualTo(Main.ERROR);
        assertThat(err()).isEqualTo("vespula: cannot write " + nowhere + ": its folder does not exist\n");
        assertThat(vespula("run", "--fuel", "100", "--snapshot-on-out-of-fuel", snap, reader, "x".repeat(70_000)))
                .isEqualTo(Main.ERROR);
        assertThat(err()).contains("more than 65535 bytes");
    }
}

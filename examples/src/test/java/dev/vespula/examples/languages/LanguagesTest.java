package dev.vespula.examples.languages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.testing.SharedFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs come to what they come to in V8. */
class LanguagesTest {
    private static final Path FOLDER = Path.of("languages");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "AUTO"})
    void kotlin(Tier tier) throws IOException {
        try (Engine engine = Engine.of(KotlinHost.config().withTier(tier))) {
            new KotlinHost(out).run(Module.of(engine, FOLDER.resolve("kotlin.wasm")));
        }
        assertThat(printed()).isEqualTo(Files.readString(FOLDER.resolve("kotlin.expected")));
    }

    @Test
    void whatAProgramDoesNotCatchIsTold() {
        String program = """
                (module
                  (import "intrinsics" "tag" (tag (param externref)))
                  (import "js_code" "kotlin.createJsError" (func $error (param externref externref) (result externref)))
                  (import "js_code" "kotlin.wasm.internal.jsThrow" (func $throw (param externref)))
                  (import "'" "no more" (global $text (ref extern)))
                  (func (export "_start") (call $throw (call $error (global.get $text) (ref.null extern)))))
                """;
        try (Engine engine = Engine.of(KotlinHost.config())) {
            Module module = Module.of(engine, program.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> new KotlinHost(out).run(module)).isInstanceOf(UncaughtException.class)
                    .hasMessage("Error: no more");
        }
    }

    /** All angles that bodies have in the world of Box2D, in their order: number and hash are those in V8. */
    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "AUTO"})
    void j2cl(Tier tier) throws IOException {
        try (Engine engine = Engine.of(J2clHost.config().withTier(tier)); Store<Void> store = new Store<>(engine)) {
            long[] angles = new long[2];
            J2clHost host = new J2clHost(store, angle -> {
                angles[0]++;
                angles[1] = 31 * angles[1] + Double.doubleToRawLongBits(angle);
                return StrictMath.sin(angle);
            });
            Instance program = host.instantiate(Module.of(engine, FOLDER.resolve("box2d.wasm")));
            host.call(program, "runFixedCount", 1);
            assertThat(angles).containsExactly(57_120, -2_385_324_975_524_413_440L);
        }
    }

    /** What it prints tells how often it has looked at the clock. */
    @ParameterizedTest
    @EnumSource(names = "AUTO")
    void dart(Tier tier) throws IOException {
        Path flute = SharedFolder.path("corpus/wasm/flute.complex.dart2wasm.wasm");
        try (Engine engine = Engine.of(DartHost.config().withTier(tier))) {
            double[] now = {1.7e12};
            new DartHost(out, () -> now[0] += 0.5, () -> 0.25).run(Module.of(engine, flute), "1700000000", "5", "0");
        }
        assertThat(printed()).isEqualTo("""
                FluteComplex.TimeToMain(StartupTime): 0 us.
                FluteComplex.TimeToFirstFrame(StartupTime): 3000 us.
                FluteComplex.AverageBuild(RunTimeRaw): 500 us.
                FluteComplex.AverageDraw(RunTimeRaw): 500 us.
                FluteComplex.AverageFrame(RunTime): 1000 us.
                """);
    }
}

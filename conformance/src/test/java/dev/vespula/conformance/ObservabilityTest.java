package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Engine;
import dev.vespula.EngineStats;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.WasmFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be seen from outside of code that runs: in Java stack traces, profilers, events and counters. */
class ObservabilityTest {
    private static final String PROGRAM = """
            (module $demo
              (import "env" "look" (func $look (param i32)))
              (func $inner (param i32) (call $look (local.get 0)))
              (func $outer (export "run")
                (call $inner (i32.const 1))
                (drop (i32.add (i32.const 1000000) (i32.const 2000000)))
                (call $inner (i32.const 2)))
              (func $spin (export "spin") (param $n i32) (result i32) (local $sum i32)
                (loop $again
                  (local.set $sum (i32.rotl (i32.xor (local.get $sum) (local.get $n)) (i32.const 5)))
                  (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                local.get $sum))
            """;

    @TempDir
    Path folder;

    private static Instance instance(Engine engine, IntConsumer look) {
        Linker<Void> linker = new Linker<>(engine);
        linker.func("env", "look", IntConsumer.class, look);
        return linker.instantiate(new Store<>(engine), Module.of(engine, PROGRAM.getBytes(StandardCharsets.UTF_8)));
    }

    private static Engine engine(Tier tier) {
        return Engine.of(TestedTiers.config().withTier(tier));
    }

    // ---- stack traces

    @Test
    void javaStackTracesShowTheFunctions() {
        List<List<StackTraceElement>> traces = new ArrayList<>();
        List<List<WasmFrame>> backtraces = new ArrayList<>();
        for (int failing = 1; failing <= 2; failing++) {
            int at = failing;
            Instance instance = instance(engine(Tier.COMPILED), n -> {
                if (n == at) {
                    traces.add(Arrays.stream(new Throwable().getStackTrace())
                            .filter(element -> element.getMethodName().matches("f\\d+_.*")).toList());
                    throw new Trap(TrapCode.UNREACHABLE);
                }
            });
            assertThatThrownBy(() -> instance.func("run").call())
                    .isInstanceOfSatisfying(Trap.class, trap -> backtraces.add(trap.frames()));
        }
        for (int i = 0; i < 2; i++) {
            List<StackTraceElement> trace = traces.get(i);
            assertThat(trace).extracting(StackTraceElement::getMethodName).containsExactly("f1_inner", "f2_outer");
            assertThat(trace).extracting(StackTraceElement::getFileName).containsOnly("demo.wasm");
            assertThat(trace).extracting(StackTraceElement::getClassName).containsOnly("dev.vespula.compiled.demo.Unit0");
            assertThat(backtraces.get(i)).extracting(WasmFrame::functionName).containsExactly("inner", "outer");
        }
        // A line is an offset in the function's body, a backtrace has offsets in the module.
        assertThat(line(traces.get(1), 1) - line(traces.get(0), 1))
                .isEqualTo(offset(backtraces.get(1), 1) - offset(backtraces.get(0), 1)).isGreaterThan(10);
        assertThat(line(traces.get(0), 0)).isEqualTo(line(traces.get(1), 0));
        // The body begins with the number of groups of locals; the call of $inner follows local.get 0.
        assertThat(line(traces.get(0), 0)).isEqualTo(1 + 2);
        assertThat(line(traces.get(0), 1)).isEqualTo(1 + 2);
    }

    private static long line(List<StackTraceElement> trace, int index) {
        return trace.get(index).getLineNumber();
    }

    private static long offset(List<WasmFrame> frames, int index) {
        return frames.get(index).codeOffset();
    }

    // ---- the flight recorder

    private List<RecordedEvent> events(Recording recording) throws IOException {
        Path file = folder.resolve("recording.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file);
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream().filter(event -> event.getEventType().getName().equals(name)).toList();
    }

    /** Does something again until it is enough. */
    private static void until(BooleanSupplier enough, Runnable work) {
        do {
            work.run();
        } while (!enough.getAsBoolean());
    }

    @Test
    void profilersSeeTheFunctions() throws IOException {
        Instance instance = instance(engine(Tier.COMPILED), n -> {});
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
            recording.start();
            List<RecordedFrame> found = new ArrayList<>();
            until(() -> !found.isEmpty(), () -> {
                instance.func("spin").call(100_000_000);
                try {
                    for (RecordedEvent sample : named(events(recording), "jdk.ExecutionSample")) {
                        if (sample.getStackTrace() != null) {
                            sample.getStackTrace().getFrames().stream()
                                    .filter(frame -> frame.getMethod().getName().equals("f3_spin")).forEach(found::add);
                        }
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(found.get(0).getMethod().getType().getName()).isEqualTo("dev.vespula.compiled.demo.Unit0");
            assertThat(found).anyMatch(frame -> frame.getLineNumber() > 0);
        }
    }

    @Test
    void compilationAndTierUpAreEvents() throws IOException {
        Engine engine = engine(Tier.AUTO);
        try (Recording recording = new Recording()) {
            recording.start();
            Instance instance = instance(engine, n -> {});
            until(() -> engine.stats().functionsCompiled() > 0, () -> instance.func("spin").call(200_000));
            List<RecordedEvent> events = events(recording);

            RecordedEvent compile = named(events, "dev.vespula.Compile").get(0);
            assertThat(compile.getString("module")).isEqualTo("demo");
            assertThat(compile.getString("firstFunction")).isEqualTo("spin");
            assertThat(compile.getInt("firstFunctionIndex")).isEqualTo(3);
            assertThat(compile.getInt("functions")).isEqualTo(1);
            assertThat(compile.getLong("bytes")).isPositive();
            assertThat(compile.getString("tier")).isEqualTo("AUTO");
            assertThat(compile.getDuration()).isPositive();

            RecordedEvent tierUp = named(events, "dev.vespula.TierUp").get(0);
            assertThat(tierUp.getString("function")).isEqualTo("spin");
            assertThat(tierUp.getLong("loopOffset")).isEqualTo(-1);
        }
    }

    @Test
    void aLoopThatIsCompiledIsAnEventToo() throws IOException {
        Engine engine = engine(Tier.AUTO);
        try (Recording recording = new Recording()) {
            recording.start();
            Instance instance = instance(engine, n -> {});
            instance.func("spin").call(1_500_000_000);
            assertThat(engine.stats().loopsCompiled()).isPositive();
            List<RecordedEvent> loops = named(events(recording), "dev.vespula.TierUp").stream()
                    .filter(event -> event.getLong("loopOffset") >= 0).toList();
            assertThat(loops).hasSize((int) engine.stats().loopsCompiled());
            assertThat(loops.get(0).getString("function")).isEqualTo("spin");
        }
    }

    // ---- counters

    @Test
    void statsCountWhatWasCompiledAndWhatRan() {
        Engine interpreted = engine(Tier.INTERPRETER);
        Instance slow = instance(interpreted, n -> {});
        slow.func("run").call();
        EngineStats stats = interpreted.stats();
        assertThat(stats.modules()).isEqualTo(1);
        assertThat(stats.moduleBytes()).isPositive();
        assertThat(stats.functionsTranslated()).isEqualTo(2);
        assertThat(stats.translationTime()).isPositive();
        assertThat(stats.functionsInterpreted()).isEqualTo(2);
        assertThat(stats.functionsCompiled()).isZero();
        assertThat(stats.compiledBytes()).isZero();

        Engine compiled = engine(Tier.COMPILED);
        Instance fast = instance(compiled, n -> {
            throw new Trap(TrapCode.UNREACHABLE);
        });
        assertThat(fast.func("spin").call(10)).hasSize(1);
        assertThatThrownBy(() -> fast.func("run").call()).isInstanceOf(Trap.class);
        stats = compiled.stats();
        assertThat(stats.functionsTranslated()).isEqualTo(3);
        assertThat(stats.functionsCompiled()).isEqualTo(3);
        assertThat(stats.functionsInterpreted()).isZero();
        assertThat(stats.compiledBytes()).isGreaterThan(500);
        assertThat(stats.compilationTime()).isPositive();
        assertThat(stats.traps()).isEqualTo(1);
    }
}

package dev.vespula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the flight recorder of the JVM is told of an engine without a compiler. */
class RecordedEventsTest {
    @TempDir
    Path folder;

    private interface Work {
        void run() throws IOException;
    }

    private List<RecordedEvent> events(Work work) throws IOException {
        Path file = folder.resolve("recording.jfr");
        Files.deleteIfExists(file);
        try (Recording recording = new Recording()) {
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("dev.vespula.")).toList();
    }

    private static RecordedEvent only(List<RecordedEvent> events, String name) {
        List<RecordedEvent> found = events.stream()
                .filter(event -> event.getEventType().getName().equals("dev.vespula." + name)).toList();
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }

    private static WasmBuilder module() {
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "ask", "", "");
        builder.func("fail", "", "", "", "unreachable");
        builder.func("ask", "", "", "", "call 0");
        return builder;
    }

    @Test
    void modulesTranslationsTrapsAndSuspensions() throws IOException {
        Engine engine = Engine.create();
        List<RecordedEvent> events = events(() -> {
            Store<Void> store = new Store<>(engine);
            Linker<Void> linker = new Linker<Void>(engine).func("env", "ask", types(), (caller, args) -> {
                throw caller.suspend("question");
            });
            Instance instance = linker.instantiate(store, Module.of(engine, "rules.wasm", module().bytes()));
            assertThatThrownBy(() -> instance.func("fail").call()).isInstanceOf(Trap.class);
            assertThat(instance.func("ask").callResumable()).isInstanceOf(HostSuspended.class);
        });

        RecordedEvent load = only(events, "ModuleLoad");
        assertThat(load.getInt("functions")).isEqualTo(2);
        assertThat(load.getLong("bytes")).isEqualTo(module().bytes().length);
        assertThat(load.getDuration()).isPositive();
        assertThat(events).extracting(event -> event.getString("module")).containsOnly("rules");

        assertThat(events).filteredOn(event -> event.getEventType().getName().equals("dev.vespula.Translate"))
                .extracting(event -> event.getString("function")).containsExactlyInAnyOrder("fail", "ask");

        RecordedEvent trap = only(events, "Trap");
        assertThat(trap.getString("code")).isEqualTo("UNREACHABLE");
        assertThat(trap.getString("function")).isEqualTo("fail");
        assertThat(trap.getInt("functionIndex")).isEqualTo(1);
        assertThat(trap.getLong("offset")).isPositive();
        assertThat(trap.getStackTrace().getFrames()).anyMatch(frame -> frame.getMethod().getName().equals("call"));

        RecordedEvent suspend = only(events, "Suspend");
        assertThat(suspend.getString("reason")).isEqualTo("host");
        assertThat(suspend.getString("cause")).isEqualTo(HostSuspension.class.getName());
        assertThat(suspend.getString("function")).isEqualTo("ask");
        assertThat(suspend.getInt("frames")).isEqualTo(1);
        assertThat(suspend.getLong("offset")).isGreaterThan(trap.getLong("offset"));
    }

    private static dev.vespula.types.FuncType types() {
        return dev.vespula.types.FuncType.of().returning();
    }

    @Test
    void aTrapThatPassesThroughAHostFunctionIsToldOnce() throws IOException {
        Engine engine = Engine.create();
        List<RecordedEvent> events = events(() -> {
            Store<Void> store = new Store<>(engine);
            Func[] fail = new Func[1];
            Linker<Void> linker = new Linker<Void>(engine).func("env", "ask", types(), (caller, args) -> fail[0].call());
            Instance instance = linker.instantiate(store, module().module(engine));
            fail[0] = instance.func("fail");
            assertThatThrownBy(() -> instance.func("ask").call()).isInstanceOfSatisfying(Trap.class,
                    trap -> assertThat(trap.frames()).hasSize(2));
        });
        assertThat(only(events, "Trap").getInt("frames")).isEqualTo(1);
        assertThat(engine.stats().traps()).isEqualTo(1);
    }

    @Test
    void fuelThatRunsOutSuspends() throws IOException {
        Engine engine = Engine.of(new Config().withFuel(Config.FuelMetering.ON));
        List<RecordedEvent> events = events(() -> {
            Store<Void> store = new Store<>(engine);
            WasmBuilder builder = new WasmBuilder();
            builder.func("run", "", "", "", "nop");
            Instance instance = new Linker<Void>(engine).instantiate(store, builder.module(engine));
            assertThat(instance.func("run").callResumable()).isInstanceOf(OutOfFuel.class);
        });
        RecordedEvent suspend = only(events, "Suspend");
        assertThat(suspend.getString("reason")).isEqualTo("fuel");
        assertThat(suspend.getString("function")).isEqualTo("run");
        assertThat(engine.stats().suspensions()).isEqualTo(1);
    }
}

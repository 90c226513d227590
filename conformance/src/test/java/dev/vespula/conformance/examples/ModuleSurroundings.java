package dev.vespula.conformance.examples;

import dev.vespula.Caller;
import dev.vespula.CompileOptions;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Snapshot;
import dev.vespula.Store;
import dev.vespula.SuspendedCall;
import dev.vespula.Tag;
import dev.vespula.component.ComponentLinker;
import dev.vespula.types.FuncType;
import dev.vespula.wasi.Wasi;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Those of examples about modules. */
public abstract class ModuleSurroundings extends Surroundings {
    /** The function that examples call {@code func}. */
    private static final Map<String, String> FUNCTIONS = Map.of("CallOutcome", "count", "MemoryAccess", "record", "MemoryView",
            "record",
            "GuestAllocator", "take", "GuestBuffer", "take", "README.md", "forever", "StoppedInHost", "count");
    private static final List<String> PLAIN_FILES = List.of("add.wasm", "add.wat", "numbers.wasm", "plugin.wasm", "rules.wasm");

    /** Something that a module may export. */
    protected interface Calculator {
        int add(int a, int b);
    }

    /** Something that is asked over the network. */
    protected interface Client {
        CompletableFuture<Integer> fetchLength(int url);
    }

    /** What a store is for. */
    protected static class Session {}

    protected final Engine engine;
    protected final Module module;
    protected final Store<Void> store;
    protected final Store<Void> other;
    protected final Store<Session> otherStore;
    protected final Session session = new Session();
    protected final Linker<Session> linker;
    protected final Instance instance;
    protected final Func func;
    protected final Func function;
    protected final Tag notFound;
    protected final Wasi wasi = Wasi.builder().build();
    protected final ComponentLinker<Void> componentLinker;
    protected final Client client = url -> CompletableFuture.completedFuture(url);
    protected final Object request = "request";
    protected final OutputStream out;
    protected final InputStream in;
    protected Caller<Session> caller;

    protected ModuleSurroundings(Setting setting) throws IOException {
        super(setting);
        engine = Engine.of(setting.mentions("OutOfFuel|setFuel|shareFuel|fuel|with\\w+Bytes\\(.*\\.withFuel") ? new Config()
                .withFuel(
                        Config.FuelMetering.ON)
                : new Config());
        byte[] text = ExampleModules.PLAIN.getBytes(StandardCharsets.UTF_8);
        for (String file : PLAIN_FILES) {
            Files.write(dir.resolve(file), text);
        }
        Files.writeString(dir.resolve("generator.wat"), ExampleModules.GENERATOR);
        Files.writeString(dir.resolve("calculator.wasm"), ExampleModules.PRINTING);
        Files.writeString(dir.resolve("report.wasm"), DocumentedComponents.REPORT);
        module = Module.of(engine, text);
        if (setting.mentions("ofCompiled")) {
            Files.createDirectories(dir.resolve("lib"));
            module.compileTo(dir.resolve("lib/plugin.jar"), new CompileOptions());
        }
        store = new Store<>(engine);
        other = new Store<>(engine);
        otherStore = new Store<>(engine, session);
        linker = new Linker<>(engine);
        componentLinker = new ComponentLinker<>(engine);
        instance = new Linker<Void>(engine).instantiate(store, module);
        func = instance.func(FUNCTIONS.getOrDefault(setting.place(), "run"));
        function = instance.func("throws");
        notFound = instance.tag("not-found");
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        if (setting.mentions("Snapshot.read") && !setting.mentions("Snapshot.of")) {
            store.setFuel(500);
            Snapshot.of((SuspendedCall) instance.func("count").callResumable(1_000_000)).write(written);
        }
        out = written;
        in = setting.mentions("in.readAllBytes") ? new ByteArrayInputStream(text) : new Replay(written);
    }

    /** In a host function, if it has to do with its caller. */
    @Override
    void run() throws Exception {
        if (!setting.code().contains("caller.suspend")) {
            example();
            return;
        }
        Func.of(otherStore, FuncType.of(), (given, args) -> {
            caller = given;
            try {
                example();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }).call();
    }
}

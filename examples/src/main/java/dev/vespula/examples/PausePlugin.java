package dev.vespula.examples;

import dev.vespula.CallOutcome;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.ExitException;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.OutOfFuel;
import dev.vespula.Snapshot;
import dev.vespula.Store;
import dev.vespula.StoreLimits;
import dev.vespula.wasi.Wasi;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Runs a plugin that nobody has to trust for a limited amount of work, then saves it to disk. Started again, it continues
 * the plugin in the new process, until it is done:
 *
 * <pre>
 *   PausePlugin sudoku.snap programs/sudoku.wasm     paused
 *   PausePlugin sudoku.snap programs/sudoku.wasm     (the solution) done
 * </pre>
 */
public final class PausePlugin {
    /** How much work the plugin may do in one process. The same amount on every machine, however fast. */
    private static final long FUEL = 40_000_000;
    /** Should the machine be slow: how long it may take. */
    private static final Duration TIME = Duration.ofSeconds(30);
    private static final long MEMORY_BYTES = 16 << 20;

    private final Engine engine = Engine.of(new Config().withFuel(Config.FuelMetering.ON));
    private final Store<Void> store = new Store<>(engine);
    private final Linker<Void> linker = new Linker<>(engine);

    private PausePlugin() {
        store.limiter(StoreLimits.unlimited().withMemoryBytes(MEMORY_BYTES));
        store.setTimeout(TIME);
    }

    /** Arguments: the file for the saved plugin, and the plugin, a WASI program. */
    public static void main(String[] args) throws IOException {
        Path saved = Path.of(args[0]);
        Path plugin = Path.of(args[1]);
        PausePlugin run = new PausePlugin();
        try (Wasi wasi = Wasi.builder().args(plugin.getFileName().toString()).stdout(System.out).build()) {
            wasi.addTo(run.linker);
            Module module = Module.of(run.engine, plugin);
            CallOutcome outcome = Files.exists(saved) ? run.proceed(saved, module) : run.begin(module);
            if (outcome instanceof OutOfFuel paused) {
                try (OutputStream out = Files.newOutputStream(saved)) {
                    Snapshot.of(paused).write(out);
                }
                System.out.println("paused");
                return;
            }
        } catch (ExitException exit) {
            System.out.println("exit code " + exit.status());
        }
        Files.deleteIfExists(saved);
        System.out.println("done");
    }

    private CallOutcome begin(Module module) {
        store.setFuel(FUEL);
        return linker.instantiate(store, module).func("_start").callResumable();
    }

    private CallOutcome proceed(Path saved, Module module) throws IOException {
        try (InputStream in = Files.newInputStream(saved)) {
            OutOfFuel paused = (OutOfFuel) Snapshot.read(in).restore(store, linker, module).call().orElseThrow();
            store.setFuel(FUEL);
            return paused.resume();
        }
    }
}

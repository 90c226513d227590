package dev.vespula.examples;

import dev.vespula.Engine;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.StoreLimits;
import dev.vespula.wasi.Wasi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Runs a WASI program that nobody has to trust: with its output caught, and with limits on memory and time. */
public final class RunProgram {
    private static final long MEMORY_BYTES = 16 << 20;
    private static final Duration TIME = Duration.ofSeconds(10);

    private RunProgram() {}

    /** Arguments: a WASI program and its arguments. */
    public static void main(String[] args) throws IOException {
        Engine engine = Engine.create();
        Module module = Module.of(engine, Path.of(args[0]));
        Store<Void> store = new Store<>(engine);
        store.limiter(StoreLimits.unlimited().withMemoryBytes(MEMORY_BYTES));
        store.setTimeout(TIME);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        int status;
        try (Wasi wasi = Wasi.builder().args(args).stdout(output).build()) {
            Linker<Void> linker = new Linker<>(engine);
            wasi.addTo(linker);
            status = Wasi.run(linker.instantiate(store, module));
        }
        System.out.print("status " + status + ", output:\n" + output.toString(StandardCharsets.UTF_8));
    }
}

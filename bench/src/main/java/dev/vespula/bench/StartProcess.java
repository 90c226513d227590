package dev.vespula.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Decodes and instantiates one module: the very first time in this JVM, and again when warm. CPU time of the thread that
 * does it, read from inside the process, so that the JVM's own start is not part of it.
 *
 * <p>Arguments: engine, file, seconds.
 */
final class StartProcess {
    private static final int MINIMUM_RUNS = 3;
    /** An engine that takes this many times the budget for the first run is not run again. */
    private static final int PATIENCE = 4;

    private StartProcess() {}

    public static void main(String[] args) throws IOException {
        BenchEngine engine = ExecutionProcess.engine(args[0]);
        Path file = Path.of(args[1]);
        double budget = 2e3 * Double.parseDouble(args[2]);
        byte[] wasm = Files.readAllBytes(file);
        String name = file.getFileName().toString();
        try {
            double cold = timeMs(engine, wasm);
            Sample.print(name + ", cold", "ms", cold);
            if (cold < PATIENCE * budget) {
                Sample.print(name + ", warm", "ms", warm(engine, wasm, budget));
            }
        } catch (RuntimeException | LinkageError e) {
            Sample.printFailed(name + ", cold", "ms", e.toString().lines().findFirst().orElse(""));
        }
        // Engines may have left threads behind.
        System.exit(0);
    }

    /** The median of the later half of the runs that the time is enough for. */
    private static double warm(BenchEngine engine, byte[] wasm, double budget) {
        double[] times = new double[100_000];
        int runs = 0;
        for (double total = 0; runs < times.length && (total < budget || runs < MINIMUM_RUNS); runs++) {
            times[runs] = timeMs(engine, wasm);
            total += times[runs];
        }
        double[] warm = Arrays.copyOfRange(times, runs / 2, runs);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    private static double timeMs(BenchEngine engine, byte[] wasm) {
        return Timing.timeMs(() -> engine.instantiateWithStubs(engine.decode(wasm)));
    }
}

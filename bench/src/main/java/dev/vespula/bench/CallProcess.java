package dev.vespula.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a call between Java and WebAssembly costs in one engine, by the way of its API that takes any function.
 *
 * <p>Arguments: engine, the module of {@code calls.wat} as a file, least and most seconds of warm-up,
 * seconds of measurement.
 */
final class CallProcess {
    private static final int CALLS = 1_000;

    private CallProcess() {}

    public static void main(String[] args) throws IOException {
        BenchEngine engine = ExecutionProcess.engine(args[0]);
        WarmUp warmUp = Extent.warmUp(args, 2);
        double seconds = Double.parseDouble(args[4]);
        BenchEngine.Guest guest = engine.instantiate(engine.decode(Files.readAllBytes(Path.of(args[1]))), () -> 7);
        BenchEngine.Function nothing = guest.function("nothing");
        new Operation("Java to WebAssembly, any function", "ns", CALLS, () -> {
            int sum = 0;
            for (int i = 0; i < CALLS; i++) {
                sum += ((Number) nothing.call(i)).intValue();
            }
            Operation.expect(CALLS * (CALLS - 1) / 2, sum);
        }).measure(warmUp, seconds);
        BenchEngine.Function callHost = guest.function("callHost");
        new Operation("WebAssembly to Java, any function", "ns", CALLS,
                () -> Operation.expect(7 * CALLS, ((Number) callHost.call(CALLS)).intValue())).measure(warmUp, seconds);
        // Engines may have left threads behind.
        System.exit(0);
    }
}

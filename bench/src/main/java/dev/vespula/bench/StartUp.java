package dev.vespula.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Decodes and instantiates the modules of the start-up set: the very first time in a fresh JVM, and again when warm.
 * CPU time of the thread that does it, read from inside the process, so that the JVM's own start is not part of it.
 */
final class StartUp {
    private final CaseFile cases;
    private final Path folder;

    StartUp(CaseFile cases, Path folder) {
        this.cases = cases;
        this.folder = folder;
    }

    /** Prints one line a module; each is measured in a process of its own. */
    int run() throws IOException {
        System.out.printf("%-22s%12s%12s%12s%12s%n", "vespula", "bytes", "cold ms", "warm ms", "MB/s warm");
        int failures = 0;
        for (String file : cases.startup()) {
            Path path = folder.resolve(file).normalize();
            int code = Children.run(Children.java(One.class, List.of("vespula", path.toString())), System.out::println);
            failures += code == 0 ? 0 : 1;
        }
        return failures == 0 ? 0 : 1;
    }

    /** The process that measures one module. Arguments: engine, file. */
    static final class One {
        private static final double WARM_SECONDS = 3;
        private static final int MINIMUM_RUNS = 5;

        private One() {
        }

        public static void main(String[] args) throws IOException {
            BenchEngine engine = ExecutionProcess.engine(args[0]);
            Path file = Path.of(args[1]);
            byte[] wasm = Files.readAllBytes(file);
            double cold = timeMs(engine, wasm);
            double[] times = new double[100_000];
            int runs = 0;
            for (double total = 0; runs < times.length && (total < WARM_SECONDS * 1e3 || runs < MINIMUM_RUNS); runs++) {
                times[runs] = timeMs(engine, wasm);
                total += times[runs];
            }
            // The later half is the warm one.
            double[] warm = Arrays.copyOfRange(times, runs / 2, runs);
            Arrays.sort(warm);
            double median = warm[warm.length / 2];
            System.out.printf(Locale.ROOT, "%-22s%12d%12.2f%12.3f%12.1f%n", file.getFileName(), wasm.length, cold, median,
                    wasm.length / median / 1e3);
        }

        private static double timeMs(BenchEngine engine, byte[] wasm) {
            return Timing.timeMs(() -> engine.instantiateWithStubs(wasm));
        }
    }
}

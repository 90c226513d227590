package dev.vespula.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs one case in several threads at once. All instances are of one module, each in a store of its own.
 *
 * <p>Arguments: engine, case, least and most seconds of warm-up, seconds of measurement.
 */
final class ScalingProcess {
    private final BenchEngine engine;
    private final ExecutionCase one;
    private final Path folder = CaseFile.folder();
    private final Object module;

    private ScalingProcess(BenchEngine engine, ExecutionCase one) throws IOException {
        this.engine = engine;
        this.one = one;
        module = engine.decode(Files.readAllBytes(folder.resolve(one.file())));
    }

    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        ExecutionCase one = CaseFile.read(CaseFile.folder()).named(args[1]);
        ScalingProcess process = new ScalingProcess(ExecutionProcess.engine(args[0]), one);
        WarmUp warmUp = Extent.warmUp(args, 2);
        double seconds = Double.parseDouble(args[4]);
        // Also tells how many calls take the time to measure.
        Timing alone = Timing.of(process.work()::call, warmUp, seconds);
        int calls = Math.max(3, (int) (seconds * 1e3 / alone.median()));
        for (int threads = 1; threads <= Runtime.getRuntime().availableProcessors(); threads *= 2) {
            Sample.print(one.name() + (threads == 1 ? ", 1 thread" : ", " + threads + " threads at once"), "ms",
                    process.wallMs(threads, calls) / calls);
        }
        System.exit(0);
    }

    private interface Work {
        void call();
    }

    private Work work() throws IOException {
        BenchEngine.Guest guest = engine.instantiate(module, () -> 0);
        BenchEngine.Function run = guest.function("run");
        long argument = one.protocol().equals("run") ? one.arg() : ExecutionProcess.setUp(one, folder, guest);
        BenchEngine.Function check = one.check() == null ? null : guest.function(one.check());
        return () -> {
            Object result = run.call(argument);
            Object actual = check == null ? result : check.call(argument);
            if (!one.accepts(actual)) {
                throw new IllegalStateException("check value " + actual + ", expected " + one.expected());
            }
        };
    }

    /** How long it takes until all threads have done so many calls each. */
    private double wallMs(int threads, int calls) throws IOException, InterruptedException, ExecutionException {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Work work = work();
            tasks.add(() -> {
                for (int call = 0; call < calls; call++) {
                    work.call();
                }
                return null;
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            for (Future<Void> one : pool.invokeAll(tasks)) {
                one.get();
            }
            return (System.nanoTime() - start) / 1e6;
        } finally {
            pool.shutdown();
        }
    }
}

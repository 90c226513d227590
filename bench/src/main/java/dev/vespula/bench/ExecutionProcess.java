package dev.vespula.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;

/**
 * The process of one engine: runs the cases named on its command line one after the other and prints one
 * {@link Result} a line.
 *
 * <p>Arguments: engine, least and most seconds of warm-up, seconds of measurement, cases.
 */
final class ExecutionProcess {
    private final BenchEngine engine;
    private final Path folder;
    private final WarmUp warmUp;
    private final double measure;

    private ExecutionProcess(BenchEngine engine, Path folder, WarmUp warmUp, double measure) {
        this.engine = engine;
        this.folder = folder;
        this.warmUp = warmUp;
        this.measure = measure;
    }

    public static void main(String[] args) throws IOException {
        Path folder = CaseFile.folder();
        CaseFile cases = CaseFile.read(folder);
        ExecutionProcess process = new ExecutionProcess(engine(args[0]), folder,
                Extent.warmUp(args, 1), Double.parseDouble(args[3]));
        for (int i = 4; i < args.length; i++) {
            System.out.println(process.run(cases, args[i]).toJson());
        }
        // Engines may have left threads behind.
        System.exit(0);
    }

    /** The engine of that name on the class path. */
    static BenchEngine engine(String name) {
        for (BenchEngine engine : ServiceLoader.load(BenchEngine.class)) {
            if (engine.name().equals(name)) {
                return engine;
            }
        }
        throw new IllegalArgumentException("no engine named " + name);
    }

    private Result run(CaseFile cases, String name) {
        try {
            return execute(cases.named(name));
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
            return Result.failed(name, e.toString().lines().findFirst().orElse(""));
        }
    }

    private Result execute(ExecutionCase one) throws IOException {
        long start = Timing.cpuNanos();
        BenchEngine.Guest guest = engine.guest(one, folder, new CoreMarkClock());
        BenchEngine.Function run = guest.function("run");
        long argument = one.protocol().equals("run") ? one.arg() : setUp(one, folder, guest);
        double preparation = (Timing.cpuNanos() - start) / 1e6;
        Object[] last = new Object[1];
        Timing timing = Timing.of(() -> last[0] = run.call(argument), warmUp, measure);
        Object actual = one.check() == null ? last[0] : guest.function(one.check()).call(argument);
        if (!one.accepts(actual)) {
            return Result.failed(one.name(), "check value " + actual + ", expected " + one.expected());
        }
        return Result.timed(one.name(), timing, preparation);
    }

    /** Calls {@code setup}, with the case's input where it has one, and gives what {@code run} wants. */
    static long setUp(ExecutionCase one, Path folder, BenchEngine.Guest guest) throws IOException {
        if (one.input() == null) {
            return unsigned(guest.function("setup").call(one.setup() == null ? 0 : one.setup()));
        }
        byte[] input = Files.readAllBytes(folder.resolve(one.input()));
        long handle = unsigned(guest.function("setup").call(input.length));
        guest.write((int) unsigned(guest.function("input_ptr").call(handle)), input);
        return handle;
    }

    private static long unsigned(Object pointer) {
        return pointer instanceof Integer i ? Integer.toUnsignedLong(i) : ((Number) pointer).longValue();
    }
}

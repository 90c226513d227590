package dev.vespula.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;

/**
 * The process of one engine: runs the cases named on its command line one after the other and prints one
 * {@link Result} a line.
 *
 * <p>Arguments: engine, seconds of warm-up, seconds of measurement, cases.
 */
final class ExecutionProcess {
    static final String COREMARK = "coremark";
    /** CoreMark gives 0 when its timed part was too short; a warm engine needs a second or third call. */
    private static final int COREMARK_CALLS = 6;

    private final BenchEngine engine;
    private final Path folder;
    private final double warmUp;
    private final double measure;

    private ExecutionProcess(BenchEngine engine, Path folder, double warmUp, double measure) {
        this.engine = engine;
        this.folder = folder;
        this.warmUp = warmUp;
        this.measure = measure;
    }

    public static void main(String[] args) throws IOException {
        Path folder = CaseFile.folder();
        CaseFile cases = CaseFile.read(folder);
        ExecutionProcess process = new ExecutionProcess(engine(args[0]), folder,
                Double.parseDouble(args[1]), Double.parseDouble(args[2]));
        for (int i = 3; i < args.length; i++) {
            System.out.println(process.run(cases, args[i]).toJson());
        }
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
            if (name.equals(COREMARK)) {
                return coremark(cases.coremark());
            }
            for (ExecutionCase one : cases.execute()) {
                if (one.name().equals(name)) {
                    return execute(one);
                }
            }
            return Result.failed(name, "no such case");
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return Result.failed(name, e.toString());
        }
    }

    private Result execute(ExecutionCase one) throws IOException {
        BenchEngine.Guest guest = engine.instantiate(Files.readAllBytes(folder.resolve(one.file())), () -> 0);
        BenchEngine.Function run = guest.function("run");
        long argument = one.protocol().equals("run") ? one.arg() : setUp(one, guest);
        Object[] last = new Object[1];
        Timing timing = Timing.of(() -> last[0] = run.call(argument), warmUp, measure);
        Object actual = one.check() == null ? last[0] : guest.function(one.check()).call(argument);
        if (!one.accepts(actual)) {
            return Result.failed(one.name(), "check value " + actual + ", expected " + one.expected());
        }
        return Result.timed(one.name(), timing);
    }

    private long setUp(ExecutionCase one, BenchEngine.Guest guest) throws IOException {
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

    private Result coremark(CaseFile.CoreMark program) throws IOException {
        long[] start = {-1};
        BenchEngine.Guest guest = engine.instantiate(Files.readAllBytes(folder.resolve(program.file())), () -> {
            long now = System.nanoTime();
            if (start[0] < 0) {
                start[0] = now;
            }
            return (int) ((now - start[0]) / 1_000_000);
        });
        BenchEngine.Function run = guest.function("run");
        double best = 0;
        int scores = 0;
        for (int i = 0; i < COREMARK_CALLS && scores < 2; i++) {
            double score = ((Number) run.call(0)).doubleValue();
            if (score > 0) {
                scores++;
                best = Math.max(best, score);
            }
        }
        return best > 0 ? Result.scored(COREMARK, best) : Result.failed(COREMARK, "no score: the timed part stayed too short");
    }
}

package dev.vespula.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What modules and instances of one engine take: heap that stays, time to instantiate again, and what the JVM needs
 * besides the heap once a program is warm.
 *
 * <p>Arguments: engine, a small module as a file, seconds for the warm program.
 */
final class MemoryProcess {
    private static final List<String> MODULES = List.of("coremark.wasm", "bz2.wasm", "pulldown-cmark.wasm");
    /** Copies whose heap is measured together, because the heap's size is known only to some kilobytes. */
    private static final int COPIES = 3;
    private static final int INSTANCES = 2_000;
    private static final int BATCH = 100;
    private static final String WARM_CASE = "json-parse";

    private final BenchEngine engine;
    private final double seconds;

    private MemoryProcess(BenchEngine engine, double seconds) {
        this.engine = engine;
        this.seconds = seconds;
    }

    public static void main(String[] args) throws IOException {
        MemoryProcess process = new MemoryProcess(ExecutionProcess.engine(args[0]), Double.parseDouble(args[2]));
        for (String file : MODULES) {
            process.attempt("heap per module, " + file, "bytes",
                    () -> process.module("heap per module, " + file, CaseFile.folder().resolve(file)));
        }
        process.attempt("heap per instance", "bytes", () -> process.instances(Files.readAllBytes(Path.of(args[1]))));
        process.attempt("metaspace", "bytes", process::warmProgram);
        // Engines may have left threads behind.
        System.exit(0);
    }

    private interface Part {
        void run() throws IOException;
    }

    private void attempt(String name, String unit, Part part) throws IOException {
        try {
            part.run();
        } catch (RuntimeException | LinkageError e) {
            Sample.printFailed(name, unit, e.toString().lines().findFirst().orElse(""));
        }
    }

    private void module(String name, Path file) throws IOException {
        byte[] wasm = Files.readAllBytes(file);
        // Once for what the engine itself keeps: classes, tables, canonical types.
        engine.decode(wasm);
        long before = usedHeap();
        Object[] modules = new Object[COPIES];
        for (int i = 0; i < COPIES; i++) {
            modules[i] = engine.decode(wasm.clone());
        }
        Sample.print(name, "bytes", (usedHeap() - before) / (double) COPIES);
        Reference.reachabilityFence(modules);
    }

    private void instances(byte[] wasm) {
        Object module = engine.decode(wasm);
        engine.instantiateWithStubs(module);
        long before = usedHeap();
        Object[] instances = new Object[INSTANCES];
        for (int i = 0; i < INSTANCES; i++) {
            instances[i] = engine.instantiateWithStubs(module);
        }
        Sample.print("heap per instance, no memory", "bytes", (usedHeap() - before) / (double) INSTANCES);
        Reference.reachabilityFence(instances);
        new Operation("instantiating again, no memory", "us", BATCH, () -> {
            for (int i = 0; i < BATCH; i++) {
                instances[i] = engine.instantiateWithStubs(module);
            }
        }).measure(new WarmUp(seconds, 4 * seconds), seconds);
    }

    private void warmProgram() throws IOException {
        Path folder = CaseFile.folder();
        ExecutionCase one = CaseFile.read(folder).named(WARM_CASE);
        BenchEngine.Guest guest = engine.guest(one, folder, () -> 0);
        long argument = ExecutionProcess.setUp(one, folder, guest);
        BenchEngine.Function run = guest.function("run");
        new WarmUp(seconds, 8 * seconds).run(() -> run.call(argument));
        Sample.print("metaspace, " + WARM_CASE + " warm", "bytes", pools("Metaspace"));
        Sample.print("compiled code, " + WARM_CASE + " warm", "bytes", pools("CodeHeap") + pools("CodeCache"));
    }

    /** The use of all memory pools whose names contain this; the compressed class space is a part of the metaspace. */
    private static long pools(String name) {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().contains(name))
                .map(MemoryPoolMXBean::getUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}

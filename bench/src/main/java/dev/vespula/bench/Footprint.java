package dev.vespula.bench;

import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Trap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What instances and modules cost apart from speed: heap that a decoded module retains, making an instance of a module
 * that exists, memory that grows a page at a time, and recursion as deep as the limits allow.
 */
final class Footprint {
    private static final int SMALL_INSTANCES = 20_000;
    private static final int PAGES = 4096;
    private static final int DEEP = 1_000_000;

    private Footprint() {
    }

    public static void main(String[] args) throws IOException {
        retainedHeap();
        instantiateAgain();
        growByPages();
        recurse();
    }

    private static void retainedHeap() throws IOException {
        Path folder = CaseFile.folder();
        Engine engine = Engine.of(VespulaEngine.config());
        for (String file : CaseFile.read(folder).startup()) {
            Path path = folder.resolve(file).normalize();
            long size = Files.size(path);
            // Once for what the engine itself keeps: classes, tables, canonical types.
            Module.of(engine, path);
            long before = usedHeap();
            Module module = Module.of(engine, path);
            long retained = usedHeap() - before;
            print("heap retained by " + path.getFileName(), "%.2f x its %d bytes", retained / (double) size, size);
            java.lang.ref.Reference.reachabilityFence(module);
        }
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

    private static void instantiateAgain() throws IOException {
        Engine engine = Engine.of(VespulaEngine.config());
        Module module = Module.of(engine, program("recurse"));
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < SMALL_INSTANCES; i++) {
                Instance.of(new Store<Void>(engine), module, List.of());
            }
            best = Math.min(best, (System.nanoTime() - start) / 1e3 / SMALL_INSTANCES);
        }
        print("instance of a small module (one 64 KiB page or more)", "%.2f us", best);
    }

    private static void growByPages() throws IOException {
        Engine engine = Engine.of(VespulaEngine.config());
        Instance instance = Instance.of(new Store<Void>(engine), Module.of(engine, program("grow")), List.of());
        long start = System.nanoTime();
        Object pages = instance.func("grow").call(PAGES)[0];
        print("growing to 256 MB a page at a time, cold", "%.0f ms (%s pages)", (System.nanoTime() - start) / 1e6, pages);
    }

    private static void recurse() throws IOException {
        Engine engine = Engine.of(VespulaEngine.config()
                .withMaxRecursionDepth(DEEP + 10)
                .withStackHeight(1024, 1 << 30));
        Instance deep = Instance.of(new Store<Void>(engine), Module.of(engine, program("recurse")), List.of());
        long start = System.nanoTime();
        Object depth = deep.func("recurse").call(DEEP)[0];
        print("recursion with raised limits, cold", "%s calls deep in %.0f ms", depth, (System.nanoTime() - start) / 1e6);

        Engine plain = Engine.of(VespulaEngine.config());
        Instance usual = Instance.of(new Store<Void>(plain), Module.of(plain, program("recurse")), List.of());
        String outcome;
        try {
            outcome = "no trap but " + usual.func("recurse").call(DEEP)[0];
        } catch (Trap e) {
            outcome = "trap: " + e.detail();
        }
        print("the same with the default limits", "%s", outcome);
    }

    private static byte[] program(String name) throws IOException {
        try (InputStream in = Footprint.class.getResourceAsStream(name + ".wasm")) {
            return in.readAllBytes();
        }
    }

    private static void print(String what, String format, Object... values) {
        System.out.printf(Locale.ROOT, "%-56s%s%n", what, String.format(Locale.ROOT, format, values));
    }
}

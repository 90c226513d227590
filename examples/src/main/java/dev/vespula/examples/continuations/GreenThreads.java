package dev.vespula.examples.continuations;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import java.io.IOException;

/** Threads of a module, all in one thread of Java: {@code GreenThreads 100000 10}. */
public final class GreenThreads {
    private GreenThreads() {}

    /** Arguments: how many threads, and how many steps each of them does. */
    public static void main(String[] args) throws IOException {
        Engine engine = Engine.of(new Config().with(Feature.STACK_SWITCHING));
        Module module = Module.ofResource(engine, GreenThreads.class, "threads.wat");
        try (Store<Void> store = new Store<>(engine)) {
            Instance instance = new Linker<Void>(engine).instantiate(store, module);
            long steps = instance.func("run").callI64(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
            System.out.println(steps + " steps, " + instance.global("switches").get() + " times another thread's turn");
        }
    }
}

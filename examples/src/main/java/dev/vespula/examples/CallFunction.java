package dev.vespula.examples;

import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import java.io.IOException;
import java.nio.file.Path;

/** The smallest use of the library: load a module, call one of its functions. */
public final class CallFunction {
    private CallFunction() {}

    /** Arguments: a module that exports {@code gcd(i64, i64) -> i64}, and two numbers. */
    public static void main(String[] args) throws IOException {
        Engine engine = Engine.create();
        Module module = Module.of(engine, Path.of(args[0]));
        Store<Void> store = new Store<>(engine);
        Instance instance = new Linker<Void>(engine).instantiate(store, module);
        Object[] results = instance.func("gcd").call(Long.parseLong(args[1]), Long.parseLong(args[2]));
        System.out.println(results[0]);
    }
}

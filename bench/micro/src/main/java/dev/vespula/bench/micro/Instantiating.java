package dev.vespula.bench.micro;

import dev.vespula.Engine;
import dev.vespula.Extern;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Prepared;
import dev.vespula.Store;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntBinaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an instance costs, of a module without data that imports ten functions, in a store of its own. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class Instantiating {
    private static final int IMPORTS = 10;

    /** What is bound over an instance. */
    interface Exports {
        int add(int a, int b);
    }

    private final Engine engine = Subject.engine();
    private final Module module = Module.of(engine, text().getBytes(StandardCharsets.UTF_8));
    private final Linker<Void> linker = linker();
    private final Prepared<Void> prepared = linker.prepare(module);

    private static String text() {
        StringBuilder text = new StringBuilder("(module ");
        for (int i = 0; i < IMPORTS; i++) {
            text.append("(import \"env\" \"f").append(i).append("\" (func (param i32 i32) (result i32)))");
        }
        return text.append("(memory 1) (global (mut i32) (i32.const 1))")
                .append("(func (export \"add\") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1))))")
                .toString();
    }

    private Linker<Void> linker() {
        Linker<Void> made = new Linker<>(engine);
        for (int i = 0; i < IMPORTS; i++) {
            made.func("env", "f" + i, IntBinaryOperator.class, (a, b) -> a + b);
        }
        return made;
    }

    /** The fastest way there is: what the imports stand for in a store is known. */
    @State(Scope.Thread)
    public static class Known {
        private Store<Void> store;
        private List<Extern> imports;
        private int made;

        private Instance instance(Instantiating of) {
            if (store == null || made++ == 100) {
                made = 0;
                store = new Store<>(of.engine);
                imports = java.util.stream.IntStream.range(0, IMPORTS)
                        .<Extern>mapToObj(i -> of.linker.get(store, "env", "f" + i).orElseThrow()).toList();
            }
            return Instance.of(store, of.module, imports);
        }
    }

    /** With imports that exist already, in a store of a hundred instances. */
    @Benchmark
    public Instance known(Known known) {
        return known.instance(this);
    }

    /** A prepared module. */
    @Benchmark
    public Instance prepared() {
        return prepared.instantiate(new Store<>(engine));
    }

    /** A prepared module, with the store closed. */
    @Benchmark
    public Instance preparedAndClosed() {
        try (Store<Void> store = new Store<>(engine)) {
            return prepared.instantiate(store);
        }
    }

    /** Imports found by name. */
    @Benchmark
    public Instance linked() {
        return linker.instantiate(new Store<>(engine), module);
    }

    /** An instance with an interface over its exports. */
    @Benchmark
    public Exports bound() {
        return prepared.instantiate(new Store<>(engine)).exports(Exports.class);
    }

    /** An instance with a function of it as a functional interface. */
    @Benchmark
    public IntBinaryOperator as() {
        return prepared.instantiate(new Store<>(engine)).func("add").as(IntBinaryOperator.class);
    }

    /** An instance with a function of it. */
    @Benchmark
    public Func func() {
        return prepared.instantiate(new Store<>(engine)).func("add");
    }
}

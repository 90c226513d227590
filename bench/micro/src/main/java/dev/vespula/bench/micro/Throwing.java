package dev.vespula.bench.micro;

import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an exception of a host function costs that leaves three Wasm functions and is caught by Java, and what a trap costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class Throwing {
    private static final RuntimeException STATIC = new IllegalStateException("always the same");

    /** One that is made to be cheap. */
    private static final class Cheap extends RuntimeException {
        private static final long serialVersionUID = 1;

        Cheap() {
            super(null, null, false, false);
        }
    }

    /** The exports as an interface. */
    interface Exports {
        int run(int kind);

        int trap(int kind);
    }

    private final Exports exports = exports();

    private static Exports exports() {
        Engine engine = Subject.engine();
        Linker<Void> linker = new Linker<Void>(engine).func("env", "fail", IntUnaryOperator.class, kind -> {
            throw switch (kind) {
                case 0 -> new IllegalStateException("new");
                case 1 -> STATIC;
                default -> new Cheap();
            };
        });
        Instance instance = linker.instantiate(new Store<>(engine), Module.of(engine, """
                (module (import "env" "fail" (func $fail (param i32) (result i32)))
                  (func $a (param i32) (result i32) (i32.add (i32.const 1) (call $fail (local.get 0))))
                  (func $b (param i32) (result i32) (i32.add (i32.const 1) (call $a (local.get 0))))
                  (func (export "run") (param i32) (result i32) (i32.add (i32.const 1) (call $b (local.get 0))))
                  (func $c (param i32) (result i32) (i32.div_s (i32.const 1) (local.get 0)))
                  (func $d (param i32) (result i32) (i32.add (i32.const 1) (call $c (local.get 0))))
                  (func (export "trap") (param i32) (result i32) (i32.add (i32.const 1) (call $d (local.get 0)))))
                """.getBytes(StandardCharsets.UTF_8)));
        return instance.exports(Exports.class);
    }

    private Throwable caught(int kind) {
        try {
            return new AssertionError(exports.run(kind));
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** A new exception with a stack trace. */
    @Benchmark
    public Throwable madeEachTime() {
        return caught(0);
    }

    /** The same exception each time. */
    @Benchmark
    public Throwable sameEachTime() {
        return caught(1);
    }

    /** A new one without stack trace. */
    @Benchmark
    public Throwable cheap() {
        return caught(2);
    }

    /** A trap of Wasm, in the third of three functions. */
    @Benchmark
    public Throwable trap() {
        try {
            return new AssertionError(exports.trap(0));
        } catch (RuntimeException e) {
            return e;
        }
    }
}

package dev.vespula.bench.micro;

import dev.vespula.BuiltinSet;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tier;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the builtin functions of strings cost, in loops of Wasm; beside them the same loops in Java. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class Strings {
    private static final int LENGTH = 1_000;
    private static final Tier TIER = Tier.valueOf(System.getProperty("bench.tier", "COMPILED"));
    private static final String TEXT = """
            (module
              (import "wasm:js-string" "length" (func $length (param externref) (result i32)))
              (import "wasm:js-string" "charCodeAt" (func $charCodeAt (param externref i32) (result i32)))
              (import "wasm:js-string" "equals" (func $equals (param externref externref) (result i32)))
              (import "wasm:js-string" "test" (func $test (param externref) (result i32)))
              (import "wasm:js-string" "substring" (func $substring (param externref i32 i32) (result (ref extern))))
              (func (export "hash") (param $text externref) (result i32) (local $k i32) (local $sum i32)
                (loop $again
                  (local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 31))
                    (call $charCodeAt (local.get $text) (local.get $k))))
                  (br_if $again (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 1)))
                    (call $length (local.get $text)))))
                local.get $sum)
              (func (export "test") (param $text externref) (param $n i32) (result i32) (local $sum i32)
                (loop $again
                  (local.set $sum (i32.add (local.get $sum) (call $test (local.get $text))))
                  (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                local.get $sum)
              (func (export "equals") (param $text externref) (param $other externref) (param $n i32) (result i32)
                (local $sum i32)
                (loop $again
                  (local.set $sum (i32.add (local.get $sum) (call $equals (local.get $text) (local.get $other))))
                  (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                local.get $sum)
              (func (export "substring") (param $text externref) (param $n i32) (result i32) (local $sum i32)
                (loop $again
                  (local.set $sum (i32.add (local.get $sum)
                    (call $length (call $substring (local.get $text) (i32.const 2) (i32.const 12)))))
                  (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                local.get $sum))
            """;

    interface Exports {
        int hash(Object text);

        int test(Object text, int n);

        int equals(Object text, Object other, int n);

        int substring(Object text, int n);
    }

    private final String text = "some text.".repeat(LENGTH / 10);
    private final String word = "a word of text";
    private final String same = new String(word.toCharArray());
    private Exports exports;

    @Setup
    public void instantiate() {
        Engine engine = Engine.of(new Config().withTier(TIER).with(BuiltinSet.JS_STRING));
        exports = new Linker<Void>(engine).instantiate(new Store<>(engine),
                Module.of(engine, TEXT.getBytes(StandardCharsets.UTF_8))).exports(Exports.class);
        System.gc();
    }

    /** {@code charCodeAt} and {@code length} for each code unit. */
    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public int hash() {
        return exports.hash(text);
    }

    /** The same in Java. */
    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public int hashInJava() {
        int sum = 0;
        for (int k = 0; k < text.length(); k++) {
            sum = 31 * sum + text.charAt(k);
        }
        return sum;
    }

    /** {@code test}, which has next to nothing to do. */
    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public int test() {
        return exports.test(text, LENGTH);
    }

    /** {@code equals} of 14 code units. */
    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public int equals() {
        return exports.equals(word, same, LENGTH);
    }

    /** {@code substring} of 10 code units, and its {@code length}. */
    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public int substring() {
        return exports.substring(text, LENGTH);
    }
}

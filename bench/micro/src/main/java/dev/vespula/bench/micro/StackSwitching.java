package dev.vespula.bench.micro;

import dev.vespula.Config;
import dev.vespula.Continuation;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to suspend and to resume, and to switch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class StackSwitching {
    private static final int STEPS = 10_000;
    private static final String TEXT = """
            (module
              (type $f (func)) (type $k (cont $f))
              (type $fi (func (param i32))) (type $ki (cont $fi))
              (rec (type $pf (func (param i32 (ref null $pk)))) (type $pk (cont $pf)))
              (tag $yield (export "yield") (param i32))
              (tag $swap)
              (elem declare func $numbers $deep $ping)
              (func $numbers (export "numbers") (param $n i32)
                (loop $next
                  (suspend $yield (local.get $n))
                  (local.set $n (i32.sub (local.get $n) (i32.const 1)))
                  (br_if $next (local.get $n))))
              (func $deep (param $depth i32)
                (if (local.get $depth)
                  (then (call $deep (i32.sub (local.get $depth) (i32.const 1))))
                  (else (call $numbers (i32.const 10000)))))
              (func $drain (param $k (ref null $k)) (result i32)
                (local $sum i32)
                (loop $next
                  (block $on (result i32 (ref $k))
                    (resume $k (on $yield $on) (local.get $k))
                    (return (local.get $sum)))
                  (local.set $k)
                  (local.set $sum (i32.add (local.get $sum)))
                  (br $next))
                (unreachable))
              (func (export "generator") (param $n i32) (result i32)
                (call $drain (cont.bind $ki $k (local.get $n) (cont.new $ki (ref.func $numbers)))))
              (func (export "deep") (param $depth i32) (result i32)
                (call $drain (cont.bind $ki $k (local.get $depth) (cont.new $ki (ref.func $deep)))))
              (func $ping (type $pf) (param $n i32) (param $other (ref null $pk))
                (loop $next
                  (if (i32.eqz (local.get $n)) (then (return)))
                  (switch $pk $swap (i32.sub (local.get $n) (i32.const 1)) (local.get $other))
                  (local.set $other)
                  (local.set $n)
                  (br $next)))
              (func (export "ping-pong") (param $n i32)
                (resume $pk (on $swap switch) (local.get $n) (cont.new $pk (ref.func $ping)) (cont.new $pk (ref.func $ping)))))
            """;

    private final Engine engine = Engine.of(new Config().with(Feature.STACK_SWITCHING));
    private final Instance instance = new Linker<Void>(engine).instantiate(new Store<>(engine),
            Module.of(engine, TEXT.getBytes(StandardCharsets.UTF_8)));
    private final Func generator = instance.func("generator");
    private final Func deep = instance.func("deep");
    private final Func pingPong = instance.func("ping-pong");
    private final Func numbers = instance.func("numbers");
    private final Tag yield = instance.tag("yield");

    /** A step of a generator. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public int step() {
        return generator.callI32(STEPS);
    }

    /** The same below a hundred calls. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public int stepBelowHundredCalls() {
        return deep.callI32(100);
    }

    /** One of two that switch to each other. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void switchTo() {
        pingPong.call(STEPS);
    }

    /** A step of a generator that Java resumes. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public int stepByTheHost() {
        int sum = 0;
        List<Tag> tags = List.of(yield);
        Continuation.Outcome outcome = Continuation.of(numbers).resume(tags, STEPS);
        while (outcome instanceof Continuation.Suspended suspended) {
            sum += suspended.values().get(0).i32();
            outcome = suspended.continuation().resume(tags);
        }
        return sum;
    }
}

package dev.vespula.bench.micro;

import dev.vespula.Func;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.TimeUnit;
import java.util.function.IntBinaryOperator;
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

/** What a call from Java costs: of a function that adds two numbers, and of one that returns the object it is given. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class JavaToWasm {
    private static final MethodHandle CONSTANT = Subject.add().methodHandle();

    private final Func function = Subject.add();
    private final MethodHandle handle = function.methodHandle();
    private final Subject.Exports exports = Subject.instance().exports(Subject.Exports.class);
    private final IntBinaryOperator shape = function.as(IntBinaryOperator.class);
    private final Func subtract = Subject.instance().func("subtract");
    private final Object object = new Object();
    private int a = 3;
    private int b = 4;

    /** What a long-running process has: everything in the old generation, where writing references costs more. */
    @Setup
    public void age() {
        System.gc();
    }

    /** Through a method handle that the JIT compiler knows. */
    @Benchmark
    public int constantHandle() throws Throwable {
        return (int) CONSTANT.invokeExact(a, b);
    }

    /** Through a method handle in a field. */
    @Benchmark
    public int handle() throws Throwable {
        return (int) handle.invokeExact(a, b);
    }

    /** Through a method of an interface. */
    @Benchmark
    public int exports() {
        return exports.add(a, b);
    }

    /** As a functional interface. */
    @Benchmark
    public int as() {
        return shape.applyAsInt(a, b);
    }

    /** One of the methods for the commonest types, called for one function only. */
    @Benchmark
    public int callI32() {
        return function.callI32(a, b);
    }

    /** The same for two functions in turn. */
    @Benchmark
    @OperationsPerInvocation(2)
    public int callI32OfTwo() {
        return function.callI32(subtract.callI32(a, b), b);
    }

    /** Four functions of the same type in turn, through an interface. */
    @Benchmark
    @OperationsPerInvocation(4)
    public int several() {
        return exports.combine(exports.subtract(exports.multiply(exports.add(a, b), b), a), b);
    }

    /** An object there and back, through a method of an interface. */
    @Benchmark
    public Object object() {
        return exports.echo(object);
    }

    /** Arguments and results as objects. */
    @Benchmark
    public Object dynamic() {
        return function.call(a, b)[0];
    }
}

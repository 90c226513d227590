package dev.vespula.bench.micro;

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

/** What a call of a host function costs, in a loop of Wasm that does nothing else. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class WasmToJava {
    private final Subject.Exports exports = Subject.instance().exports(Subject.Exports.class);

    /** What a long-running process has: everything in the old generation, where writing references costs more. */
    @Setup
    public void age() {
        System.gc();
    }

    /** A typed lambda. */
    @Benchmark
    @OperationsPerInvocation(Subject.LOOP)
    public int typed() {
        return exports.callTyped(Subject.LOOP);
    }

    /** An annotated method of an object. */
    @Benchmark
    @OperationsPerInvocation(Subject.LOOP)
    public int annotated() {
        return exports.callAnnotated(Subject.LOOP);
    }

    /** Four typed lambdas of the same type in turn. */
    @Benchmark
    @OperationsPerInvocation(Subject.LOOP)
    public int several() {
        return exports.callSeveral(Subject.LOOP);
    }

    /** A typed lambda that is told who calls. */
    @Benchmark
    @OperationsPerInvocation(Subject.LOOP)
    public int caller() {
        return exports.callCaller(Subject.LOOP);
    }

    /** A typed lambda of references. */
    @Benchmark
    @OperationsPerInvocation(Subject.LOOP)
    public Object object() {
        return exports.callObject(Subject.LOOP);
    }

    /** A function that gets its arguments as a {@code HostArgs}. */
    @Benchmark
    @OperationsPerInvocation(Subject.LOOP)
    public int dynamic() {
        return exports.callDynamic(Subject.LOOP);
    }
}

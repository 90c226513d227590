package dev.vespula.bench.micro;

import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Memory;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentFunc;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.PreparedComponent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** What calls of components cost, beside what they cannot do without: calls of core functions, and copies. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class Components {
    private static final int CALLS = 1_000;
    private static final int MEGABYTE = 1 << 20;

    private final Engine engine = Subject.engine();
    private final Component component = Component.of(engine, text("components.wat"));
    private final Component small = Component.of(engine, text("small.wat"));
    private final ComponentLinker<Void> linker = new ComponentLinker<>(engine);
    private final Store<Void> store = new Store<>(engine);
    private final ComponentInstance instance = linker.instantiate(store, component);
    private final ComponentFunc add = instance.func("add");
    private final ComponentFunc take = instance.func("take");
    private final ComponentFunc echo = instance.func("echo");
    private final ComponentFunc record = instance.func("record");
    private final ComponentFunc across = instance.func("across");
    private final Instance caller = caller(store);
    private final Memory memory = caller.memory("memory");
    private final Core core = caller.exports(Core.class);

    private final Typed typed = instance.exports(Typed.class);
    private final Fields typedFields = new Fields(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

    private final Component importing = ManyImports.component(engine);
    private final ComponentLinker<Void> hosts = ManyImports.linker(engine);
    private final PreparedComponent<Void> prepared = hosts.prepare(importing);

    private final byte[] bytes = new byte[MEGABYTE];
    private final String string = "twenty characters...";
    private final Map<String, Object> fields = fields();

    /** A module's functions. */
    public interface Core {
        /** The sum. */
        int add(int a, int b);

        /** Calls a function of another instance so often. */
        int across(int times);
    }

    /** A component's functions. */
    public interface Typed {
        /** The sum. */
        int add(int a, int b);

        /** The first byte. */
        int take(byte[] bytes);

        /** What it is given. */
        String echo(String text);

        /** What it is given. */
        Fields record(Fields fields);
    }

    /** A record of WIT. */
    public record Fields(int f0, int f1, int f2, int f3, int f4, int f5, int f6, int f7, int f8, int f9) {}

    private static byte[] text(String name) {
        try (InputStream in = Components.class.getResourceAsStream("/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instance caller(Store<Void> store) {
        Instance callee = Instance.of(store, Module.of(store.engine(), "callee", text("callee.wat")), List.of());
        return Instance.of(store, Module.of(store.engine(), "caller", text("caller.wat")), List.of(callee.func("add")));
    }

    private static Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            fields.put("f" + i, i * 1000);
        }
        return fields;
    }

    /** What a long-running process has: everything in the old generation, where writing references costs more. */
    @Setup
    public void age() {
        System.gc();
    }

    /** A core function that adds, through a method of an interface. */
    @Benchmark
    public int coreAdd() {
        return core.add(3, 4);
    }

    /** A function of a component that adds, with arguments and result as objects. */
    @Benchmark
    public Object add() {
        return add.call(3L, 4L);
    }

    /** The same through a method of an interface. */
    @Benchmark
    public int typedAdd() {
        return typed.add(3, 4);
    }

    /** A copy of a megabyte into a memory. */
    @Benchmark
    public void copy() {
        memory.write(65_536, bytes);
    }

    /** A megabyte as an argument. */
    @Benchmark
    public Object bytes() {
        return take.call(bytes);
    }

    /** The same through a method of an interface. */
    @Benchmark
    public int typedBytes() {
        return typed.take(bytes);
    }

    /** A string of twenty characters as argument and result. */
    @Benchmark
    public Object string() {
        return echo.call(string);
    }

    /** The same through a method of an interface. */
    @Benchmark
    public String typedString() {
        return typed.echo(string);
    }

    /** A record with ten numbers as argument and result. */
    @Benchmark
    public Object record() {
        return record.call(fields);
    }

    /** The same as a Java record, through a method of an interface. */
    @Benchmark
    public Fields typedRecord() {
        return typed.record(typedFields);
    }

    /** A core function calls one of another instance. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public int coreAcross() {
        return core.across(CALLS);
    }

    /** A component calls a function of another one. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public Object across() {
        return across.call((long) CALLS);
    }

    /** A store with an instance of a small component. */
    @Benchmark
    public Object instantiate() {
        return linker.instantiate(new Store<Void>(engine), small);
    }

    /** A store with an instance of a component that imports 160 functions of host objects. */
    @Benchmark
    public Object instantiateImporting() {
        return hosts.instantiate(new Store<Void>(engine), importing);
    }

    /** The same of a prepared component. */
    @Benchmark
    public Object instantiatePrepared() {
        return prepared.instantiate(new Store<>(engine));
    }
}

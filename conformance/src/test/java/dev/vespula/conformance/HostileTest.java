package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.vespula.Config;
import dev.vespula.EnforcedLimits;
import dev.vespula.Engine;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.LimitException;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.ModuleException;
import dev.vespula.Store;
import dev.vespula.StoreLimits;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.component.Component;
import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.text.Wat;
import dev.vespula.types.FuncType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Hostile modules end by the limit that is meant for them, with its error, soon, and within 256 MB: the build gives this
 * class a JVM of its own with so little heap.
 */
class HostileTest {
    private static final long FUEL = 3_000_000;
    private static final Duration TIMEOUT = Duration.ofMillis(60);
    /** Far more processor time than any case takes; what is wrong takes for ever. */
    private static final long SOON_MILLIS = 20_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final StoreLimits LIMITS = StoreLimits.unlimited().withMemoryBytes(32 << 20)
            .withTableElements(2_000_000).withArrayBytes(16 << 20);

    /** How an endless execution is ended. */
    private enum End {
        FUEL(TrapCode.OUT_OF_FUEL), TIMEOUT(TrapCode.DEADLINE_EXCEEDED), INTERRUPT(TrapCode.INTERRUPTED),
        EPOCH(TrapCode.DEADLINE_EXCEEDED);

        private final TrapCode code;

        End(TrapCode code) {
            this.code = code;
        }
    }

    private static Config config(End end) {
        Config config = TestedTiers.config();
        return end == End.FUEL ? config.withFuel(Config.FuelMetering.ON) : config;
    }

    private static Linker<Void> linker(Engine engine) {
        Func[] again = new Func[1];
        return new Linker<Void>(engine)
                .func("host", "nothing", FuncType.of(), (caller, args) -> {})
                .func("host", "again", FuncType.of(), (caller, args) -> caller.func("run").call());
    }

    private static void run(Store<Void> store, byte[] wasm) {
        Engine engine = store.engine();
        Instance instance = linker(engine).instantiate(store, Module.of(engine, wasm));
        instance.func("run").call();
    }

    private static byte[] wasm(String text) {
        return Wat.parse("hostile.wat", text.getBytes());
    }

    private static void soon(Runnable action) {
        long start = THREADS.getCurrentThreadCpuTime();
        action.run();
        assertThat((THREADS.getCurrentThreadCpuTime() - start) / 1_000_000).isLessThan(SOON_MILLIS);
    }

    /** Why a component is refused; null if it is not. */
    private static ModuleException refusal(byte[] component) {
        try {
            Component.of(Engine.of(TestedTiers.config()), component);
            return null;
        } catch (ModuleException documented) {
            return documented;
        }
    }

    private static void assertTraps(TrapCode code, Runnable action) {
        soon(() -> assertThat(catchThrowable(action::run)).isInstanceOfSatisfying(Trap.class,
                trap -> assertThat(trap.code()).isEqualTo(code)));
    }

    @TestFactory
    Stream<DynamicTest> componentsOfManyPartsAreDecodedInProportion() {
        return HostileComponents.all().entrySet().stream().map(one -> DynamicTest.dynamicTest(one.getKey(),
                () -> soon(() -> assertThat(ComponentDecoder.decode(one.getValue(), ComponentFeatures.DEFAULT).definitions())
                        .hasSizeGreaterThan(100_000))));
    }

    @TestFactory
    Stream<DynamicTest> componentsOfManyPartsAreValidatedOrRefused() {
        return HostileComponents.all().entrySet().stream().map(one -> DynamicTest.dynamicTest(one.getKey(),
                () -> soon(() -> refusal(one.getValue()))));
    }

    @Test
    void componentsWithinComponentsAreRefusedAtTheLimit() {
        soon(() -> assertThat(refusal(HostileComponents.nested(2_000))).isInstanceOf(ModuleException.class));
        soon(() -> assertThat(refusal(HostileComponents.nested(90))).isNull());
    }

    @TestFactory
    Stream<DynamicTest> endlessExecutionsAreEndedByEveryMeans() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, String> module : HostileModules.endless().entrySet()) {
            byte[] wasm = wasm(module.getValue());
            for (End end : End.values()) {
                tests.add(DynamicTest.dynamicTest(module.getKey() + " by " + end, () -> end(wasm, end)));
            }
        }
        return tests.stream();
    }

    private static void end(byte[] wasm, End end) throws InterruptedException {
        Engine engine = Engine.of(config(end));
        Store<Void> store = new Store<>(engine);
        store.limiter(LIMITS);
        Thread other = null;
        switch (end) {
            case FUEL -> store.setFuel(FUEL);
            case TIMEOUT -> store.setTimeout(TIMEOUT);
            case INTERRUPT -> other = later(store::interrupt);
            case EPOCH -> {
                store.setEpochDeadline(1);
                other = later(engine::incrementEpoch);
            }
        }
        assertTraps(end.code, () -> run(store, wasm));
        if (other != null) {
            other.join();
        }
    }

    private static Thread later(Runnable action) {
        Thread thread = new Thread(() -> {
            try {
                Thread.sleep(TIMEOUT.toMillis());
            } catch (InterruptedException e) {
                return;
            }
            action.run();
        });
        thread.start();
        return thread;
    }

    @TestFactory
    Stream<DynamicTest> endlessRecursionExhaustsTheCallStack() {
        return HostileModules.recursive().entrySet().stream().map(module -> DynamicTest.dynamicTest(module.getKey(), () -> {
            byte[] wasm = wasm(module.getValue());
            assertTraps(TrapCode.STACK_OVERFLOW, () -> run(new Store<>(Engine.of(TestedTiers.config())), wasm));
            Engine deep = Engine.of(TestedTiers.config().withMaxRecursionDepth(1_000_000));
            assertTraps(TrapCode.STACK_OVERFLOW, () -> run(new Store<>(deep), wasm));
        }));
    }

    @Test
    void recursionBetweenInstancesExhaustsTheCallStack() {
        Engine engine = Engine.of(TestedTiers.config());
        Store<Void> store = new Store<>(engine);
        Instance a = new Linker<Void>(engine).instantiate(store, Module.of(engine, wasm(
                "(module (type $t (func)) (table (export \"t\") 1 funcref)"
                        + " (func (export \"run\") (call_indirect (type $t) (i32.const 0))))")));
        new Linker<Void>(engine).instance("a", a).instantiate(store, Module.of(engine, wasm(
                "(module (import \"a\" \"t\" (table 1 funcref)) (import \"a\" \"run\" (func $run))"
                        + " (func $f (call $run)) (elem (i32.const 0) $f))")));
        assertTraps(TrapCode.STACK_OVERFLOW, () -> a.func("run").call());
    }

    // ---- memory

    @TestFactory
    Stream<DynamicTest> bombsAreLimited() {
        return Stream.of(
                bomb("a memory of 4 GB", TrapCode.GROWTH_OPERATION_LIMITED, "(module (memory 65536) (func (export \"run\")))"),
                bomb("a 64-bit memory of 2^48 bytes", TrapCode.GROWTH_OPERATION_LIMITED,
                        "(module (memory i64 0x100000000) (func (export \"run\")))"),
                bomb("a table of 10,000,000", TrapCode.GROWTH_OPERATION_LIMITED,
                        "(module (table 10000000 funcref) (func (export \"run\")))"),
                bomb("memory.grow", TrapCode.GROWTH_OPERATION_LIMITED,
                        "(module (memory 1) (func (export \"run\") (loop $l (drop (memory.grow (i32.const 16))) (br $l))))"),
                bomb("table.grow", TrapCode.GROWTH_OPERATION_LIMITED, "(module (table $t 1 funcref) (func (export \"run\")"
                        + " (loop $l (drop (table.grow $t (ref.null func) (i32.const 1000))) (br $l))))"),
                bomb("a huge array", TrapCode.GROWTH_OPERATION_LIMITED, "(module (type $a (array i64))"
                        + " (func (export \"run\") (drop (array.new_default $a (i32.const 0x7fffffff)))))"));
    }

    private static DynamicTest bomb(String name, TrapCode code, String text) {
        return DynamicTest.dynamicTest(name, () -> {
            Store<Void> store = new Store<>(Engine.of(TestedTiers.config()));
            store.limiter(LIMITS.withTrapOnGrowFailure());
            assertTraps(code, () -> run(store, wasm(text)));
        });
    }

    @TestFactory
    Stream<DynamicTest> withoutLimitsTheHeapIsTheLimit() {
        return Stream.of(
                heap("a memory of 4 GB", "(module (memory 65536) (func (export \"run\") (local i32)"
                        + " (loop $l (i32.store8 (local.get 0) (i32.const 1))"
                        + " (local.set 0 (i32.add (local.get 0) (i32.const 65536))) (br_if $l (local.get 0)))))"),
                heap("a table of 2^31", "(module (table 0x80000000 externref) (func (export \"run\")))"),
                heap("an array of 2^31", "(module (type $a (array i64))"
                        + " (func (export \"run\") (drop (array.new_default $a (i32.const 0x7ffffff0)))))"),
                heap("arrays that are kept", "(module (type $a (array i64)) (type $l (struct (field (ref null $l)"
                        + " (ref $a)))) (func (export \"run\") (local (ref null $l)) (loop $m (local.set 0 (struct.new $l"
                        + " (local.get 0) (array.new_default $a (i32.const 1000000)))) (br $m))))"));
    }

    private static DynamicTest heap(String name, String text) {
        return DynamicTest.dynamicTest(name, () -> assertTraps(TrapCode.OUT_OF_SYSTEM_MEMORY,
                () -> run(new Store<>(Engine.of(TestedTiers.config())), wasm(text))));
    }

    @Test
    void growthStopsAtTheHeapAndTheProgramGoesOn() {
        Engine engine = Engine.of(TestedTiers.config());
        Instance instance = linker(engine).instantiate(new Store<>(engine), Module.of(engine, wasm("(module (memory 1)"
                + " (func (export \"run\") (result i32) (loop $l (br_if $l (i32.ne (memory.grow (i32.const 64))"
                + " (i32.const -1)))) (memory.size)))")));
        soon(() -> assertThat((int) instance.func("run").call()[0]).isBetween(64, 4096));
    }

    @Test
    void instancesThatMakeInstancesAreCounted() {
        Engine engine = Engine.of(TestedTiers.config());
        Store<Void> store = new Store<>(engine);
        store.limiter(StoreLimits.unlimited().withInstances(500));
        Module module = Module.of(engine, wasm("(module (import \"host\" \"make\" (func $m)) (func (export \"run\") (call $m)"
                + " (call $m)))"));
        Linker<Void> linker = new Linker<>(engine);
        linker.func("host", "make", FuncType.of(), (caller, args) -> linker.instantiate(store, module));
        Instance first = linker.instantiate(store, module);
        soon(() -> assertThat(catchThrowable(() -> {
            while (true) {
                first.func("run").call();
            }
        })).isInstanceOf(LimitException.class));
    }

    @Test
    void manyMemoriesAndTablesAreCounted() {
        Engine engine = Engine.of(TestedTiers.config());
        Store<Void> store = new Store<>(engine);
        store.limiter(StoreLimits.unlimited().withMemories(10).withTables(10));
        for (String kind : new String[] {"(memory 1) ", "(table 1 funcref) "}) {
            Module module = Module.of(engine, wasm("(module " + kind.repeat(11) + ")"));
            assertThat(catchThrowable(() -> new Linker<Void>(engine).instantiate(store, module)))
                    .isInstanceOf(LimitException.class);
        }
    }

    // ---- modules

    @TestFactory
    Stream<DynamicTest> monstrousModulesAreRefusedOrRun() {
        return Stream.of(
                refused("2^32 - 1 locals", HostileModules.locals(0xFFFF_FFFFL)),
                refused("50,001 locals", HostileModules.locals(50_001)),
                refused("a function of 8 MB", HostileModules.longFunction(8_000_000)),
                refused("2^31 functions announced", HostileModules.announced(3, 1L << 31)),
                refused("2^32 - 1 types announced", HostileModules.announced(1, 0xFFFF_FFFFL)),
                refused("2^30 exports announced", HostileModules.announced(7, 1L << 30)),
                refused("2^30 element segments announced", HostileModules.announced(9, 1L << 30)),
                refused("2^30 data segments announced", HostileModules.announced(11, 1L << 30)),
                refused("a chain of 1,000 subtypes", HostileModules.subtypeChain(1000)),
                refused("2,000,000 functions", HostileModules.manyFunctions(2_000_000)),
                refusedOrRun("100,000 nested blocks", HostileModules.nestedBlocks(100_000)),
                refusedOrRun("100,000 operands", HostileModules.deepOperands(100_000)),
                refusedOrRun("an expression of 200,000 additions", HostileModules.longExpression(200_000)),
                refusedOrRun("a branch table of 60,000 targets", HostileModules.branchTable(60_000)),
                refusedOrRun("a branch table of 1,000,000 targets", HostileModules.branchTable(1_000_000)),
                DynamicTest.dynamicTest("a data segment of 20 MB", () -> assertTraps(TrapCode.MEMORY_OUT_OF_BOUNDS,
                        () -> run(new Store<>(Engine.of(TestedTiers.config())), HostileModules.largeData(20_000_000)))));
    }

    private static DynamicTest refused(String name, byte[] wasm) {
        return module(name, wasm, failure -> assertThat(failure).isInstanceOf(ModuleException.class));
    }

    private static DynamicTest refusedOrRun(String name, byte[] wasm) {
        return module(name, wasm, failure -> {
            if (failure != null) {
                assertThat(failure).isInstanceOf(ModuleException.class);
            }
        });
    }

    private static DynamicTest module(String name, byte[] wasm, Consumer<Throwable> check) {
        return DynamicTest.dynamicTest(name, () -> soon(() -> check.accept(
                catchThrowable(() -> run(new Store<>(Engine.of(TestedTiers.config())), wasm)))));
    }

    @Test
    void enforcedLimitsRefuseManySmallFunctions() {
        Engine engine = Engine.of(TestedTiers.config().withEnforcedLimits(EnforcedLimits.strict()));
        soon(() -> assertThat(catchThrowable(() -> Module.of(engine, HostileModules.manyFunctions(100_000))))
                .isInstanceOf(LimitException.class));
    }
}

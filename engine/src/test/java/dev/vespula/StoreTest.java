package dev.vespula;

import static dev.vespula.types.ValType.EXTERNREF;
import static dev.vespula.types.ValType.F32;
import static dev.vespula.types.ValType.F64;
import static dev.vespula.types.ValType.I32;
import static dev.vespula.types.ValType.I64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vespula.types.FuncType;
import dev.vespula.types.GlobalType;
import dev.vespula.types.ValType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class StoreTest {
    private final Engine engine = Engine.create();
    private final Store<List<String>> store = new Store<>(engine, new ArrayList<>());
    private final Linker<List<String>> linker = new Linker<>(engine);

    private Instance instance(WasmBuilder builder) {
        return linker.instantiate(store, builder.module(engine));
    }

    private static WasmBuilder loops() {
        WasmBuilder builder = new WasmBuilder();
        builder.func("forever", "", "", "", "loop; br 0; end");
        builder.func("recurse", "", "", "", "return_call 1");
        builder.func("fine", "", "i", "", "i32.const 1");
        return builder;
    }

    // ---- stopping

    /** Lets another thread do something as soon as the next call is on its way. */
    private void onceRunning(Runnable action) {
        store.callHook((data, crossing) -> {
            if (crossing == CallHook.Crossing.CALLING_WASM) {
                store.callHook(null);
                CompletableFuture.runAsync(action);
            }
        });
    }

    @Test
    void anExecutionCanBeInterrupted() {
        Instance instance = instance(loops());
        for (String name : List.of("forever", "recurse", "forever")) {
            onceRunning(store::interrupt);
            Trap trap = catchThrowableOfType(Trap.class, () -> instance.func(name).call());
            assertThat(trap.code()).isEqualTo(TrapCode.INTERRUPTED);
            assertThat(trap.frames()).extracting(WasmFrame::functionName).containsExactly(name);
            assertThat(instance.func("fine").call()).as("the interrupt is used up").containsExactly(1);
        }
    }

    @Test
    void aMeteredExecutionCanBeInterruptedToo() {
        Engine metered = Engine.of(new Config().withFuel(Config.FuelMetering.ON));
        Store<Void> own = new Store<>(metered);
        own.setFuel(-1);
        Instance instance = new Linker<Void>(metered).instantiate(own, loops().module(metered));
        for (String name : List.of("forever", "recurse")) {
            own.setTimeout(Duration.ofMillis(30));
            Trap trap = catchThrowableOfType(Trap.class, () -> instance.func(name).call());
            assertThat(trap.code()).isEqualTo(TrapCode.DEADLINE_EXCEEDED);
        }
        assertThat(Long.compareUnsigned(own.fuel(), -1)).isNegative();
    }

    @Test
    void interruptingTheThreadStopsItAndKeepsItsFlag() {
        Instance instance = instance(loops());
        Thread runner = Thread.currentThread();
        for (String name : List.of("forever", "recurse")) {
            onceRunning(runner::interrupt);
            Trap trap = catchThrowableOfType(Trap.class, () -> instance.func(name).call());
            assertThat(trap.code()).isEqualTo(TrapCode.INTERRUPTED);
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(instance.func("fine").call()).containsExactly(1);
    }

    @Test
    void anEpochStopsTheStoresWhoseDeadlineItIs() {
        Instance instance = instance(loops());
        Store<List<String>> patient = new Store<>(engine, new ArrayList<>());
        Instance other = linker.instantiate(patient, loops().module(engine));
        store.setEpochDeadline(2);
        patient.setEpochDeadline(3);
        engine.incrementEpoch();
        assertThat(instance.func("fine").call()).containsExactly(1);
        onceRunning(engine::incrementEpoch);
        Trap trap = catchThrowableOfType(Trap.class, () -> instance.func("forever").call());
        assertThat(trap.code()).isEqualTo(TrapCode.DEADLINE_EXCEEDED);
        assertThat(engine.epoch()).isEqualTo(2);
        assertThatThrownBy(() -> instance.func("fine").call()).isInstanceOf(Trap.class);
        assertThat(other.func("fine").call()).containsExactly(1);
        store.setEpochDeadline(1);
        assertThat(instance.func("fine").call()).containsExactly(1);
        store.setEpochDeadline(0);
        assertThatThrownBy(() -> instance.func("fine").call()).isInstanceOf(Trap.class);
        store.clearEpochDeadline();
        patient.clearEpochDeadline();
        engine.incrementEpoch();
        assertThat(instance.func("fine").call()).containsExactly(1);
        assertThat(other.func("fine").call()).containsExactly(1);
        assertThatThrownBy(() -> store.setEpochDeadline(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDeadlineStopsUntilItIsCleared() {
        Instance instance = instance(loops());
        store.setTimeout(Duration.ofMillis(30));
        for (int i = 0; i < 2; i++) {
            Trap trap = catchThrowableOfType(Trap.class, () -> instance.func("forever").call());
            assertThat(trap.code()).isEqualTo(TrapCode.DEADLINE_EXCEEDED);
        }
        store.setTimeout(Duration.ofHours(1));
        assertThat(instance.func("fine").call()).containsExactly(1);
        store.clearTimeout();
        assertThat(instance.func("fine").call()).containsExactly(1);
        store.setTimeout(Duration.ofSeconds(Long.MAX_VALUE));
        store.clearTimeout();
        assertThatThrownBy(() -> store.setTimeout(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    // ---- hooks

    private static WasmBuilder crossing() {
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "host", "", "");
        builder.func("run", "", "", "", "call 0");
        builder.func("fail", "", "", "", "unreachable");
        return builder;
    }

    @Test
    void hooksAreToldOfTheFourCrossings() {
        linker.func("env", "host", FuncType.of(), (caller, args) -> caller.data().add("in host"));
        Instance instance = instance(crossing());
        store.callHook((data, crossing) -> data.add(crossing.name()));
        instance.func("run").call();
        assertThat(store.data()).containsExactly(
                "CALLING_WASM", "CALLING_HOST", "in host", "RETURNING_FROM_HOST", "RETURNING_FROM_WASM");
        store.data().clear();
        assertThatThrownBy(() -> instance.func("fail").call()).isInstanceOf(Trap.class);
        assertThat(store.data()).containsExactly("CALLING_WASM", "RETURNING_FROM_WASM");
        store.data().clear();
        ((Func) linker.get(store, "env", "host").orElseThrow()).call();
        assertThat(store.data()).as("the host calls a host function").containsExactly("in host");
        store.callHook(null);
        instance.func("run").call();
        assertThat(store.data()).containsExactly("in host", "in host");
    }

    @Test
    void aFailedHostFunctionDoesNotReturn() {
        linker.func("env", "host", FuncType.of(), (caller, args) -> {
            throw new IllegalStateException("host");
        });
        Instance instance = instance(crossing());
        store.callHook((data, crossing) -> data.add(crossing.name()));
        assertThatThrownBy(() -> instance.func("run").call()).hasMessage("host");
        assertThat(store.data()).containsExactly("CALLING_WASM", "CALLING_HOST", "RETURNING_FROM_WASM");
    }

    @Test
    void whatAHookThrowsIsTheOutcome() {
        linker.func("env", "host", FuncType.of(), (caller, args) -> caller.data().add("in host"));
        Instance instance = instance(crossing());
        for (CallHook.Crossing where : CallHook.Crossing.values()) {
            store.callHook((data, crossing) -> {
                if (crossing == where) {
                    throw new UnsupportedOperationException(where.name());
                }
            });
            assertThatThrownBy(() -> instance.func("run").call())
                    .isInstanceOf(UnsupportedOperationException.class).hasMessage(where.name());
        }
        store.callHook((data, crossing) -> {
            if (crossing == CallHook.Crossing.RETURNING_FROM_WASM) {
                throw new UnsupportedOperationException("instead");
            }
        });
        assertThatThrownBy(() -> instance.func("fail").call()).hasMessage("instead");
    }

    // ---- limits

    private static WasmBuilder growing() {
        WasmBuilder builder = new WasmBuilder();
        builder.memory(1);
        builder.table('c', 1);
        builder.func("memory", "i", "i", "", "local.get 0; memory.grow");
        builder.func("table", "i", "i", "", "ref.null c; local.get 0; table.grow");
        return builder;
    }

    @Test
    void sizesAreLimited() {
        store.limiter(StoreLimits.unlimited().withMemoryBytes(3 * 65_536).withTableElements(5));
        Instance instance = instance(growing());
        assertThat(instance.func("memory").call(3)).containsExactly(-1);
        assertThat(instance.func("memory").call(2)).containsExactly(1);
        assertThat(instance.func("table").call(5)).containsExactly(-1);
        assertThat(instance.func("table").call(4)).containsExactly(1);
    }

    @Test
    void aFailedGrowthMayTrap() {
        store.limiter(StoreLimits.unlimited().withMemoryBytes(65_536).withTrapOnGrowFailure());
        Instance instance = instance(growing());
        Trap trap = catchThrowableOfType(Trap.class, () -> instance.func("memory").call(1));
        assertThat(trap.code()).isEqualTo(TrapCode.GROWTH_OPERATION_LIMITED);
        assertThat(trap.frames()).hasSize(1);
        assertThatThrownBy(() -> instance.func("memory").call(65_536)).as("beyond what 32 bits address")
                .isInstanceOf(Trap.class);
    }

    @Test
    void whatIsTooLargeAtTheStartIsRefused() {
        store.limiter(StoreLimits.unlimited().withMemoryBytes(65_535));
        assertThatThrownBy(() -> instance(growing())).isInstanceOfSatisfying(Trap.class,
                trap -> assertThat(trap.code()).isEqualTo(TrapCode.GROWTH_OPERATION_LIMITED));
    }

    @Test
    void numbersAreLimited() {
        store.limiter(StoreLimits.unlimited().withInstances(3).withMemories(2).withTables(10));
        instance(growing());
        instance(growing());
        assertThatThrownBy(() -> instance(growing())).isInstanceOf(LimitException.class)
                .hasMessage("resource limit exceeded: memory count too high at 3, the store allows 2");
        instance(loops());
        assertThatThrownBy(() -> instance(loops())).isInstanceOf(LimitException.class)
                .hasMessageContaining("instance count too high at 4");
    }

    @Test
    void allLimitsAtOnceAndOneExceptionToCatch() {
        Engine metered = Engine.of(new Config().withFuel(Config.FuelMetering.ON));
        StoreLimits limits = StoreLimits.unlimited().withMemoryBytes(1 << 20).withTrapOnGrowFailure().withFuel(10_000)
                .withTimeout(Duration.ofMinutes(1));
        Store<Void> own = new Store<Void>(metered).limits(limits);
        assertThat(own.fuel()).isEqualTo(10_000);
        Module module = Module.of(metered, growing().bytes());
        Instance guest = new Linker<Void>(metered).instantiate(own, module);
        assertExceeds(ExceededLimit.MEMORY, () -> guest.func("memory").call(1000));
        own.limits(limits.withFuel(0));
        assertExceeds(ExceededLimit.FUEL, () -> guest.func("memory").call(1));
        own.limits(limits.withTimeout(Duration.ZERO));
        assertExceeds(ExceededLimit.TIME, () -> guest.func("memory").call(1));
        own.limits(StoreLimits.unlimited().withInstances(0));
        assertThat(own.fuel()).isPositive();
        assertExceeds(ExceededLimit.INSTANCES, () -> new Linker<Void>(metered).instantiate(own, module));
        own.limits(StoreLimits.unlimited().withMemories(1));
        assertExceeds(ExceededLimit.MEMORIES, () -> new Linker<Void>(metered).instantiate(own, module));
        own.limits(StoreLimits.unlimited().withTables(1));
        assertExceeds(ExceededLimit.TABLES, () -> new Linker<Void>(metered).instantiate(own, module));
        Engine strict = Engine.of(new Config().withEnforcedLimits(EnforcedLimits.strict().withMaxFunctions(0)));
        assertExceeds(ExceededLimit.MODULE, () -> Module.of(strict, growing().bytes()));
        assertThat(new Trap(TrapCode.UNREACHABLE).exceededLimit()).isEmpty();
    }

    private static void assertExceeds(ExceededLimit limit, ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOfSatisfying(WasmException.class,
                e -> assertThat(e.exceededLimit()).contains(limit));
    }

    @Test
    void fuelAndTimeAreNotForgotten() {
        StoreLimits fuel = StoreLimits.unlimited().withFuel(1);
        StoreLimits time = StoreLimits.unlimited().withTimeout(Duration.ZERO);
        assertThatThrownBy(() -> store.limiter(fuel)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Store.limits");
        assertThatThrownBy(() -> store.limiter(time)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.limits(fuel.withInstances(0))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("metering is disabled");
        instance(growing());
        assertThatThrownBy(() -> time.withTimeout(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("negative timeout");
    }

    /** The limiter is asked before fuel is charged, fuel before anything is allocated. */
    @Test
    void limiterComesBeforeFuel() {
        Engine metered = Engine.of(new Config().withFuel(Config.FuelMetering.ON)
                .withCompilationMode(CompilationMode.EAGER));
        Store<Void> own = new Store<>(metered);
        List<Long> asked = new ArrayList<>();
        own.limiter(new ResourceLimiter() {
            @Override
            public boolean memoryGrowing(long current, long desired, long maximum) {
                asked.add(desired);
                return desired <= 2 * 65_536;
            }

            @Override
            public boolean tableGrowing(long current, long desired, long maximum) {
                return true;
            }
        });
        Func grow = new Linker<Void>(metered).instantiate(own, growing().module(metered)).func("memory");
        own.setFuel(100);
        assertThat(grow.call(5)).as("refused before fuel is looked at").containsExactly(-1);
        assertThat(own.fuel()).isEqualTo(97);
        assertThat(catchThrowableOfType(Trap.class, () -> grow.call(1)).code()).isEqualTo(TrapCode.OUT_OF_FUEL);
        assertThat(asked).containsExactly(65_536L, 6 * 65_536L, 2 * 65_536L);
        own.setFuel(3 + 1024);
        assertThat(grow.call(1)).containsExactly(1);
        assertThat(own.fuel()).isZero();
    }

    @Test
    void aLimiterMayThrow() {
        Instance instance = instance(growing());
        store.limiter(new ResourceLimiter() {
            @Override
            public boolean memoryGrowing(long current, long desired, long maximum) {
                throw new IllegalStateException("no");
            }

            @Override
            public boolean tableGrowing(long current, long desired, long maximum) {
                return false;
            }
        });
        assertThatThrownBy(() -> instance.func("memory").call(1)).isInstanceOf(IllegalStateException.class);
    }

    // ---- data, globals, values

    @Test
    void dataCanBeReplaced() {
        List<String> other = new ArrayList<>();
        store.setData(other);
        assertThat(store.data()).isSameAs(other);
        assertThat(store.engine()).isSameAs(engine);
    }

    @Test
    void globalsOfEveryType() {
        Object object = new Object();
        record Case(GlobalType type, Object value, Object next) {}

        for (Case one : List.of(new Case(new GlobalType(I32, true), 1, -2), new Case(new GlobalType(I64, true), 1L, -2L),
                new Case(new GlobalType(F32, true), 1f, -0f), new Case(new GlobalType(F64, true), 1.0, Double.MIN_VALUE),
                new Case(new GlobalType(ValType.V128, true), new V128(1, 2), V128.ZERO),
                new Case(new GlobalType(EXTERNREF, true), object, "x"))) {
            Global global = Global.of(store, one.type(), one.value());
            assertThat(global.get()).isEqualTo(one.value());
            global.set(one.next());
            assertThat(global.get()).isEqualTo(one.next());
            assertThat(global.type()).isEqualTo(one.type());
            global.set(Val.of(one.type().content(), one.value()));
            assertThat(global.value()).isEqualTo(Val.of(one.type().content(), one.value()));
        }
        Global constant = Global.of(store, new GlobalType(I32, false), 1);
        assertThatThrownBy(() -> constant.set(2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Global.of(store, new GlobalType(I32, true), 1L))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("expected Integer for i32, not Long 1");
    }

    @Test
    void dynamicCallsCheckTheirArguments() {
        WasmBuilder builder = new WasmBuilder();
        builder.func("f", "if", "f", "", "local.get 1");
        Func f = instance(builder).func("f");
        assertThatThrownBy(() -> f.call(1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the function \"f\" of type [i32 f32] -> [f32] takes 2 arguments but was given 1");
        assertThatThrownBy(() -> f.call(1, 2.0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("argument 1: expected Float for f32, not Double 2.0");
        assertThatThrownBy(() -> f.callVals(Val.i64(1), Val.f32(1))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("argument 0: expected a value of type i32, not i64:1");
        assertThat(f.callVals(Val.i32(1), Val.f32Bits(0x7fa00001))).containsExactly(Val.f32Bits(0x7fa00001));
        assertThat(f.callVals(Val.i32(1), Val.f32Bits(0x7fa00001)).get(0).f32Bits()).isEqualTo(0x7fa00001);
    }
}

package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.vespula.CallHook;
import dev.vespula.CompilationMode;
import dev.vespula.Config;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.Memory;
import dev.vespula.Tag;
import dev.vespula.Tier;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.V128;
import dev.vespula.WasmFrame;
import dev.vespula.WasmThrown;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls from Java without boxing: they differ from one tier to the other in nothing but speed. */
class DirectCallsTest {
    private static final String VALUES = """
            (memory (export "memory") 1)
            (global $count (mut i32) (i32.const 0))
            (func (export "add") (param i32 i32) (result i32) local.get 0 local.get 1 i32.add)
            (func (export "negate") (param i64) (result i64) i64.const 0 local.get 0 i64.sub)
            (func (export "half") (param f32) (result f32) local.get 0 f32.const 0.5 f32.mul)
            (func (export "mix") (param i64 f32 f64 i32) (result f64)
              local.get 0 f64.convert_i64_s local.get 1 f64.promote_f32 f64.add local.get 2 f64.add
              local.get 3 f64.convert_i32_s f64.add)
            (func (export "twice") (param i32 v128 i32) (result v128) local.get 1 local.get 1 i8x16.add)
            (func (export "echo") (param externref) (result externref) local.get 0)
            (func (export "self") (param funcref) (result funcref) local.get 0)
            (func (export "pair") (param i32 i64) (result i64 i32) local.get 1 local.get 0)
            (func (export "all") (param i32 v128 externref f32 f64) (result externref v128 f32 i32 f64)
              local.get 2 local.get 1 local.get 3 local.get 0 local.get 4)
            (func (export "isZero") (param i32) (result i32) local.get 0 i32.eqz)
            (func (export "bump") global.get $count i32.const 1 i32.add global.set $count)
            (func (export "count") (result i32) global.get $count)
            """;

    record Pair(long first, int second) {}

    interface Values {
        int add(int a, int b);

        long negate(long value);

        float half(float value);

        double mix(long a, float b, double c, int d);

        V128 twice(int before, V128 value, int after);

        String echo(String value);

        Func self(Func function);

        Pair pair(int a, long b);

        Object[] all(int a, V128 b, Object c, float d, double e);

        boolean isZero(boolean value);

        void bump();

        int count();
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void everyKindOfValue(Tier tier) {
        Instance instance = new Guest(tier).instance(VALUES);
        Values values = instance.exports(Values.class);
        for (int round = 0; round < 3; round++) {
            assertThat(values.add(40, round)).isEqualTo(40 + round);
            assertThat(values.negate(Long.MIN_VALUE + 1)).isEqualTo(Long.MAX_VALUE);
            assertThat(values.half(5)).isEqualTo(2.5f);
            assertThat(values.mix(1, 2.5f, 3.25, -4)).isEqualTo(2.75);
            assertThat(values.twice(1, new V128(0x0102, 0x7F), 2)).isEqualTo(new V128(0x0204, 0xFE));
            assertThat(values.echo("text")).isEqualTo("text");
            assertThat(values.echo(null)).isNull();
            Func function = instance.func("add");
            assertThat(values.self(function)).isSameAs(function);
            assertThat(values.pair(7, 8L)).isEqualTo(new Pair(8, 7));
            assertThat(values.all(1, new V128(2, 3), this, 4.5f, 5.5))
                    .containsExactly(this, new V128(2, 3), 4.5f, 1, 5.5);
            assertThat(values.isZero(false)).isTrue();
            values.bump();
            assertThat(values.count()).isEqualTo(round + 1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void argumentsThatDoNotFitAreRefused(Tier tier) throws Throwable {
        Guest guest = new Guest(tier);
        Instance instance = guest.instance(VALUES);
        MethodHandle self = instance.func("self").methodHandle();
        Func foreign = new Guest(tier).instance(VALUES).func("add");
        assertThatThrownBy(() -> self.invoke(foreign)).isInstanceOf(IllegalArgumentException.class);
        MethodHandle twice = instance.func("twice").methodHandle();
        assertThatThrownBy(() -> twice.invoke(1, (V128) null, 2)).isInstanceOf(NullPointerException.class);
        assertThat((int) instance.func("add").methodHandle().invokeExact(1, 2)).isEqualTo(3);
    }

    @Test
    void nothingOfTheMachineIsBetweenJavaAndCompiledCode() throws Throwable {
        Guest guest = new Guest(Tier.COMPILED);
        AtomicReference<StackTraceElement[]> seen = new AtomicReference<>();
        guest.linker.func("env", "look", Runnable.class, () -> seen.set(new Throwable().getStackTrace()));
        MethodHandle handle = guest.instance("""
                (import "env" "look" (func $look))
                (func (export "run") call $look)
                """).func("run").methodHandle();
        handle.invokeExact();
        List<String> between = new ArrayList<>();
        for (StackTraceElement element : seen.get()) {
            if (element.getMethodName().equals("nothingOfTheMachineIsBetweenJavaAndCompiledCode")) {
                break;
            }
            between.add(element.getClassName());
        }
        assertThat(between).noneMatch(name -> name.startsWith("dev.vespula.internal"))
                .anyMatch(name -> name.startsWith("dev.vespula.compiled.module.Unit"));
    }

    // ---- what ends a call

    private static final String FAILURES = """
            (import "env" "fail" (func $fail))
            (tag $tag (export "tag") (param i32))
            (memory 1)
            (func $divide (export "divide") (param i32 i32) (result i32) local.get 0 local.get 1 i32.div_s)
            (func (export "through") (param i32) (result i32)
              (call $divide (i32.const 1) (local.get 0)))
            (func (export "load") (param i32) (result i64) local.get 0 i64.load offset=8)
            (func (export "unreachable") unreachable)
            (func (export "host") call $fail)
            (func $throws (export "throws") (param i32) (throw $tag (local.get 0)))
            (func (export "throwsThrough") (param i32) (call $throws (local.get 0)))
            (func (export "catches") (param i32) (result i32)
              (block $caught (result i32)
                (try_table (catch $tag $caught) (call $throws (local.get 0)))
                i32.const -1))
            """;

    interface Failures {
        int divide(int a, int b);

        int through(int divisor);

        long load(int address);

        void unreachable();

        void host();

        void throwsThrough(int value);

        int catches(int value);
    }

    private static List<String> places(List<WasmFrame> frames) {
        return frames.stream().map(frame -> frame.functionName() + " " + frame.codeOffset()).toList();
    }

    @Test
    void trapsAndExceptionsAreThoseOfTheInterpreter() {
        assertThat(failures(Tier.COMPILED)).isEqualTo(failures(Tier.INTERPRETER)).hasSize(7);
    }

    private static List<String> failures(Tier tier) {
        Guest guest = new Guest(tier);
        IllegalStateException own = new IllegalStateException("own");
        guest.linker.func("env", "fail", Runnable.class, () -> {
            throw own;
        });
        Failures failures = guest.instance(FAILURES).exports(Failures.class);
        List<Runnable> calls = List.of(() -> failures.divide(1, 0), () -> failures.through(0), () -> failures.load(65_528),
                failures::unreachable, failures::host, () -> failures.throwsThrough(3),
                () -> failures.divide(Integer.MIN_VALUE, -1));
        List<String> outcomes = new ArrayList<>();
        for (Runnable call : calls) {
            try {
                call.run();
                outcomes.add("returned");
            } catch (Trap trap) {
                outcomes.add(trap.code() + " " + trap.detail() + places(trap.frames()));
            } catch (WasmThrown thrown) {
                outcomes.add(thrown.values() + " " + places(thrown.frames()));
            } catch (IllegalStateException e) {
                outcomes.add("host " + (e == own));
            }
            // The store is as good as new.
            assertThat(failures.divide(12, 4)).isEqualTo(3);
            assertThat(failures.catches(5)).isEqualTo(5);
        }
        return outcomes;
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void theDepthOfCallsIsLimitedExactly(Tier tier) throws Throwable {
        for (int depth : new int[] {1, 2, 17, 100, 3_000}) {
            Guest guest = new Guest(tier, config -> config.withMaxRecursionDepth(depth));
            MethodHandle down = guest.instance("""
                    (func $down (export "down") (param i32) (result i32)
                      (if (result i32) (i32.eqz (local.get 0))
                        (then (i32.const 0))
                        (else (i32.add (i32.const 1) (call $down (i32.sub (local.get 0) (i32.const 1)))))))
                    """).func("down").methodHandle();
            for (int round = 0; round < 3; round++) {
                assertThat((int) down.invokeExact(depth - 1)).isEqualTo(depth - 1);
                assertThatThrownBy(() -> down.invoke(depth)).isInstanceOfSatisfying(Trap.class,
                        trap -> assertThat(trap.code()).isEqualTo(TrapCode.STACK_OVERFLOW));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void aSmallJavaStackIsNoLimit(Tier tier) throws Exception {
        Values values = new Guest(tier).instance("""
                (func $down (export "add") (param i32 i32) (result i32)
                  (if (result i32) (i32.eqz (local.get 0))
                    (then (local.get 1))
                    (else (call $down (i32.sub (local.get 0) (i32.const 1)) (i32.add (local.get 1) (i32.const 2))))))
                """ + VALUES.replace("\"add\"", "\"plus\"")).exports(Values.class);
        AtomicReference<Object> result = new AtomicReference<>();
        Thread small = new Thread(null, () -> {
            try {
                result.set(values.add(9_900, 1) + values.add(9_999, 0));
            } catch (Throwable e) {
                result.set(e);
            }
        }, "small", 64 << 10);
        small.start();
        small.join();
        assertThat(result.get()).isEqualTo(19_801 + 19_998);
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void fuelIsTheSame(Tier tier) throws Throwable {
        Guest guest = new Guest(tier, config -> config.withFuel(Config.FuelMetering.ON)
                .withCompilationMode(CompilationMode.EAGER));
        MethodHandle count = guest.instance("""
                (func (export "count") (param $n i32) (result i32) (local $sum i32)
                  (loop $again
                    (local.set $sum (i32.add (local.get $sum) (local.get $n)))
                    (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                  local.get $sum)
                """).func("count").methodHandle();
        guest.store.setFuel(1_000);
        assertThat((int) count.invokeExact(10)).isEqualTo(55);
        long one = 1_000 - guest.store.fuel();
        assertThat(one).isEqualTo(103);
        guest.store.setFuel(one - 1);
        assertThatThrownBy(() -> count.invoke(10)).isInstanceOfSatisfying(Trap.class,
                trap -> assertThat(trap.code()).isEqualTo(TrapCode.OUT_OF_FUEL));
        guest.store.setFuel(one);
        assertThat((int) count.invokeExact(10)).isEqualTo(55);
        assertThat(guest.store.fuel()).isZero();
    }

    /** Code that takes memory 0 for one array is given up at its first instruction if it is not one. */
    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void argumentsAreKeptForACallThatCannotBegin(Tier tier) throws Throwable {
        MethodHandle all = new Guest(tier).instance("""
                (memory 1 4 shared)
                (func (export "all") (param i32 v128 externref f32 f64 i64) (result externref v128 f32 i32 f64 i64)
                  (i32.store (i32.const 0) (local.get 0))
                  local.get 2 local.get 1 local.get 3 (i32.load (i32.const 0)) local.get 4 local.get 5)
                """).func("all").methodHandle();
        for (int round = 0; round < 3; round++) {
            Object[] results = (Object[]) all.invokeExact(7, new V128(8, 9), (Object) "ten", 11.5f, 12.5, -13L);
            assertThat(results).containsExactly("ten", new V128(8, 9), 11.5f, 7, 12.5, -13L);
        }
    }

    // ---- stopping

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void aCallIsStoppedFromOutside(Tier tier) throws Throwable {
        Guest guest = new Guest(tier);
        Runnable[] running = {Thread.currentThread()::interrupt};
        guest.linker.func("env", "running", Runnable.class, () -> CompletableFuture.runAsync(running[0]));
        Instance instance = guest.instance("(import \"env\" \"running\" (func $running))" + VALUES + """
                (func (export "forever") (call $running) (loop $again (br $again)))
                """);
        MethodHandle add = instance.func("add").methodHandle();
        MethodHandle forever = instance.func("forever").methodHandle();
        for (int round = 0; round < 3; round++) {
            assertThat((int) add.invokeExact(1, round)).isEqualTo(1 + round);
            guest.store.interrupt();
            assertThatThrownBy(() -> add.invoke(1, 2)).isInstanceOfSatisfying(Trap.class,
                    trap -> assertThat(trap.code()).isEqualTo(TrapCode.INTERRUPTED));
            assertThat((int) add.invokeExact(1, round)).isEqualTo(1 + round);
            assertThatThrownBy(forever::invoke).isInstanceOfSatisfying(Trap.class,
                    trap -> assertThat(trap.code()).isEqualTo(TrapCode.INTERRUPTED));
            assertThat(Thread.interrupted()).isTrue();
        }
        running[0] = () -> {};
        guest.store.setTimeout(Duration.ofMillis(20));
        assertThatThrownBy(forever::invoke).isInstanceOfSatisfying(Trap.class,
                trap -> assertThat(trap.code()).isEqualTo(TrapCode.DEADLINE_EXCEEDED));
        guest.store.clearTimeout();
        assertThat((int) add.invokeExact(1, 1)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void anotherThreadIsToldThatTheStoreIsInUse(Tier tier) throws Throwable {
        Guest guest = new Guest(tier);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        guest.linker.func("env", "wait", Runnable.class, () -> {
            inside.countDown();
            try {
                leave.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Instance instance = guest.instance("""
                (import "env" "wait" (func $wait))
                (func (export "wait") call $wait)
                (func (export "one") (result i32) i32.const 1)
                """);
        MethodHandle one = instance.func("one").methodHandle();
        MethodHandle waiting = instance.func("wait").methodHandle();
        Thread user = new Thread(() -> {
            try {
                waiting.invokeExact();
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }, "the user");
        user.start();
        inside.await();
        assertThatThrownBy(() -> one.invoke()).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'the user'").hasMessageContaining(Thread.currentThread().getName());
        assertThatThrownBy(() -> guest.store.limiter(null)).isInstanceOf(IllegalStateException.class);
        leave.countDown();
        user.join();
        assertThat((int) one.invokeExact()).isEqualTo(1);
    }

    // ---- calls within calls

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void callsNestThroughHostFunctions(Tier tier) throws Throwable {
        Guest guest = new Guest(tier);
        MethodHandle[] down = new MethodHandle[1];
        guest.linker.func("env", "down", IntUnaryOperator.class, n -> {
            try {
                return n == 0 ? (int) down[0].invokeExact(-1) : (int) down[0].invokeExact(n - 1) + 1;
            } catch (Trap trap) {
                return 1_000;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
        Instance instance = guest.instance("""
                (import "env" "down" (func $down (param i32) (result i32)))
                (func (export "down") (param i32) (result i32)
                  (if (i32.lt_s (local.get 0) (i32.const 0)) (then unreachable))
                  (i32.add (i32.const 1) (call $down (local.get 0))))
                """);
        down[0] = instance.func("down").methodHandle();
        for (int round = 0; round < 3; round++) {
            assertThat((int) down[0].invokeExact(50)).isEqualTo(1_000 + 50 + 51);
            assertThat(instance.func("down").call(3)).containsExactly(1_000 + 3 + 4);
        }
    }

    @Test
    void callHooksSeeTheSameCrossings() throws Throwable {
        assertThat(crossings(Tier.COMPILED)).isEqualTo(crossings(Tier.INTERPRETER)).hasSizeGreaterThan(20);
    }

    /** What calls of a function that returns or traps, and of one that calls the host, come to, hook by hook. */
    private static List<String> crossings(Tier tier) throws Throwable {
        Guest guest = new Guest(tier);
        AtomicReference<RuntimeException> hostFailure = new AtomicReference<>();
        guest.linker.func("env", "fail", Runnable.class, () -> {
            if (hostFailure.get() != null) {
                throw hostFailure.get();
            }
        });
        Instance instance = guest.instance(FAILURES);
        MethodHandle divide = instance.func("divide").methodHandle();
        List<MethodHandle> handles = List.of(MethodHandles.insertArguments(divide, 0, 1, 1),
                MethodHandles.insertArguments(divide, 0, 1, 0), instance.func("host").methodHandle());
        List<String> outcomes = new ArrayList<>();
        AtomicReference<CallHook.Crossing> failing = new AtomicReference<>();
        CallHook<String> hook = (data, crossing) -> {
            outcomes.add(data + " " + crossing);
            if (crossing == failing.get()) {
                throw new IllegalStateException("hook " + crossing);
            }
        };
        for (RuntimeException failure : new RuntimeException[] {null, new IllegalStateException("host")}) {
            hostFailure.set(failure);
            for (int i = -1; i < CallHook.Crossing.values().length; i++) {
                failing.set(i < 0 ? null : CallHook.Crossing.values()[i]);
                for (MethodHandle handle : handles) {
                    guest.store.callHook(hook);
                    try {
                        outcomes.add("returned " + handle.invokeWithArguments());
                    } catch (IllegalStateException | Trap e) {
                        outcomes.add(e.getMessage());
                    }
                    guest.store.callHook(null);
                    assertThat((int) divide.invokeExact(6, 3)).isEqualTo(2);
                }
            }
        }
        return outcomes;
    }

    // ---- handles made before the code is compiled

    interface Square {
        int square(int n);
    }

    @Test
    void aHandleMadeEarlyChangesOverToCompiledCode() throws Throwable {
        Guest guest = new Guest(Tier.AUTO);
        List<StackTraceElement> trace = new ArrayList<>();
        guest.linker.func("env", "look", Runnable.class, () -> {
            trace.clear();
            trace.addAll(Arrays.asList(new Throwable().getStackTrace()));
        });
        Instance instance = guest.instance("""
                (import "env" "look" (func $look))
                (func (export "square") (param $n i32) (result i32) (local $i i32) (local $sum i32)
                  (if (i32.eqz (local.get $n)) (then call $look))
                  (loop $again
                    (local.set $sum (i32.add (local.get $sum) (local.get $n)))
                    (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
                  local.get $sum)
                """);
        Square square = instance.exports(Square.class);
        do {
            assertThat(square.square(1_000)).isEqualTo(1_000_000);
            assertThat(square.square(0)).isZero();
        } while (trace.stream().anyMatch(element -> element.getClassName().startsWith("dev.vespula.internal")));
        assertThat((int) instance.func("square").methodHandle().invokeExact(30)).isEqualTo(900);
    }

    // ---- stacks

    @Test
    void withoutKeptStacksCallsWorkAsWell() throws Throwable {
        Guest guest = new Guest(Tier.COMPILED, config -> config.withMaxCachedStacks(0));
        MethodHandle add = guest.instance(VALUES).func("add").methodHandle();
        assertThat((int) add.invokeExact(1, 2)).isEqualTo(3);
        assertThat((int) add.invokeExact(3, 4)).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void whatWasPassedIsNotKeptAlive(Tier tier) throws Throwable {
        Guest guest = new Guest(tier);
        guest.linker.func("env", "same", UnaryOperator.class, (Object value) -> value);
        guest.linker.func("env", "dynamic", FuncType.of(ValType.EXTERNREF).returning(ValType.EXTERNREF), (caller, args) -> {
            Object value = args.ref(0);
            args.result(0, value);
        });
        Instance instance = guest.instance("""
                (import "env" "same" (func $same (param externref) (result externref)))
                (import "env" "dynamic" (func $dynamic (param externref) (result externref)))
                (func (export "echo") (param externref) (result externref) (call $same (local.get 0)))
                (func (export "dynamic") (param externref) (result externref)
                  (call $dynamic (call $dynamic (local.get 0))))
                (func (export "fail") (param externref) (drop (call $same (local.get 0))) unreachable)
                """);
        MethodHandle echo = instance.func("echo").methodHandle();
        MethodHandle fail = instance.func("fail").methodHandle();
        MethodHandle dynamic = instance.func("dynamic").methodHandle();
        List<WeakReference<Object>> passed = new ArrayList<>();
        for (MethodHandle handle : new MethodHandle[] {echo, fail, dynamic}) {
            Object object = new byte[100];
            passed.add(new WeakReference<>(object));
            try {
                handle.invoke(object);
            } catch (Trap trap) {
                assertThat(trap.code()).isEqualTo(TrapCode.UNREACHABLE);
            }
        }
        while (passed.stream().anyMatch(each -> each.get() != null)) {
            System.gc();
            Thread.sleep(1);
        }
        assertThat((Object) echo.invokeExact((Object) "x")).isEqualTo("x");
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @Test
    void nothingIsAllocated() throws Throwable {
        Guest guest = new Guest(Tier.COMPILED);
        guest.linker.func("env", "next", IntUnaryOperator.class, n -> n + 1);
        guest.linker.func("env", "ask", DirectHostCallsTest.Asking.class, (caller, n) -> n + 1);
        MethodHandle run = guest.instance("""
                (import "env" "next" (func $next (param i32) (result i32)))
                (import "env" "ask" (func $ask (param i32) (result i32)))
                (func (export "run") (param i32 externref) (result i32) (call $ask (call $next (local.get 0))))
                """).func("run").methodHandle();
        Object object = new Object();
        // The JVM makes its own forms of a method handle after some calls.
        for (int i = 0; i < 1_000; i++) {
            assertThat((int) run.invokeExact(i, object)).isEqualTo(i + 2);
        }
        allocatedBytes();
        long before = allocatedBytes();
        int sum = 0;
        for (int i = 0; i < 10_000; i++) {
            sum += (int) run.invokeExact(i, object);
        }
        assertThat((allocatedBytes() - before) / 10_000).as("bytes per call").isZero();
        assertThat(sum).isEqualTo(10_000 * 9_999 / 2 + 20_000);
    }

    /** Memory that one call has grown is seen by the next one. */
    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void memoryMayGrowBetweenCalls(Tier tier) throws Throwable {
        Guest guest = new Guest(tier);
        Instance instance = guest.instance("""
                (memory (export "memory") 1)
                (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
                (func (export "store") (param i32 i32) (i32.store (local.get 0) (local.get 1)))
                """);
        MethodHandle store = instance.func("store").methodHandle();
        assertThatThrownBy(() -> store.invoke(65_536, 1)).isInstanceOf(Trap.class);
        assertThat((int) instance.func("grow").methodHandle().invokeExact(1)).isEqualTo(1);
        store.invokeExact(65_536, 77);
        Memory memory = instance.memory("memory");
        assertThat(memory.readInt(65_536)).isEqualTo(77);
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void wasmExceptionsCarryTheirTag(Tier tier) {
        Guest guest = new Guest(tier);
        guest.linker.func("env", "fail", Runnable.class, () -> {});
        Instance instance = guest.instance(FAILURES);
        Tag tag = (Tag) instance.export("tag").orElseThrow();
        Failures failures = instance.exports(Failures.class);
        assertThatThrownBy(() -> failures.throwsThrough(9)).isInstanceOfSatisfying(WasmThrown.class, thrown -> {
            assertThat(thrown.is(tag)).isTrue();
            assertThat(thrown.values().get(0).i32()).isEqualTo(9);
        });
    }
}

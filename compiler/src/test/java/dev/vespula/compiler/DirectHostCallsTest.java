package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.CallHook;
import dev.vespula.CallOutcome;
import dev.vespula.Caller;
import dev.vespula.Func;
import dev.vespula.HostFailed;
import dev.vespula.HostSuspended;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.ReferenceCodec;
import dev.vespula.Snapshot;
import dev.vespula.Store;
import dev.vespula.Tag;
import dev.vespula.Tier;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.V128;
import dev.vespula.WasmFrame;
import dev.vespula.WasmImport;
import dev.vespula.WasmThrown;
import dev.vespula.types.FuncType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Host functions that are lambdas, annotated methods and method handles, called by interpreted and by compiled code. */
class DirectHostCallsTest {
    /** Host functions of every kind of value. */
    public static final class Host {
        final List<Object> seen = new ArrayList<>();

        record Pair(long first, int second) {}

        @WasmImport
        public double mix(int a, long b, float c, double d, boolean e) {
            seen.addAll(List.of(a, b, c, d, e));
            return a + b + c + d;
        }

        @WasmImport
        public V128 swap(V128 value) {
            return new V128(value.high(), value.low());
        }

        @WasmImport
        public String quote(String text) {
            return '"' + text + '"';
        }

        @WasmImport
        public Func same(Func function) {
            seen.add(function);
            return function;
        }

        @WasmImport
        public Pair pair(int a, long b) {
            return new Pair(b + 1, a + 1);
        }

        @WasmImport
        public float half(float value) {
            return value / 2;
        }

        @WasmImport
        public void note(Caller<String> caller, int value) {
            seen.add(caller.data() + value + caller.instance().orElseThrow().export("memory").isPresent());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void everyKindOfValue(Tier tier) {
        Guest guest = new Guest(tier);
        Host host = new Host();
        guest.linker.define("env", host);
        Instance instance = guest.instance("""
                (import "env" "mix" (func $mix (param i32 i64 f32 f64 i32) (result f64)))
                (import "env" "swap" (func $swap (param v128) (result v128)))
                (import "env" "quote" (func $quote (param externref) (result externref)))
                (import "env" "same" (func $same (param funcref) (result funcref)))
                (import "env" "pair" (func $pair (param i32 i64) (result i64 i32)))
                (import "env" "half" (func $half (param f32) (result f32)))
                (import "env" "note" (func $note (param i32)))
                (memory (export "memory") 1)
                (func (export "mix") (result f64)
                  (call $mix (i32.const 1) (i64.const 2) (f32.const 3.5) (f64.const 4.25) (i32.const 9)))
                (func (export "swap") (param v128) (result v128) (call $swap (call $swap (call $swap (local.get 0)))))
                (func (export "quote") (param externref) (result externref) (call $quote (call $quote (local.get 0))))
                (func $self (export "same") (result i32)
                  (ref.is_null (call $same (ref.func $self)))
                  (ref.is_null (call $same (ref.null func))) i32.const 2 i32.mul i32.add)
                (func (export "pair") (result i32 i64) (local i32)
                  (call $pair (i32.const 5) (i64.const 6)) local.set 0
                  (local.get 0) i64.extend_i32_s i64.add i32.const 3 local.set 0 (drop)
                  (call $pair (i32.const 5) (i64.const 6)) i32.const 100 i32.add local.set 0
                  (drop) local.get 0 i64.const -1)
                (func (export "half") (param f32) (result f32) (call $half (call $half (local.get 0))))
                (func (export "note") (param i32) (call $note (local.get 0)))
                """);
        for (int round = 0; round < 2; round++) {
            host.seen.clear();
            assertThat(instance.func("mix").call()).containsExactly(10.75);
            assertThat(instance.func("swap").call(new V128(1, 2))).containsExactly(new V128(2, 1));
            assertThat(instance.func("quote").call("a")).containsExactly("\"\"a\"\"");
            assertThat(instance.func("same").call()).containsExactly(2);
            assertThat(instance.func("pair").call()).containsExactly(106, -1L);
            assertThat(instance.func("half").call(8f)).containsExactly(2f);
            instance.func("note").call(round);
            assertThat(host.seen).containsExactly(1, 2L, 3.5f, 4.25, true, instance.func("same"), null,
                    "data" + round + "true");
        }
    }

    @FunctionalInterface
    interface Many {
        Object[] apply(int a, String b, V128 c);
    }

    private static final String MANY = """
            (import "env" "many" (func $many (param i32 externref v128) (result externref v128 i32 f32 f64)))
            (func (export "run") (param externref v128) (result f64 f32 i32 v128 externref)
              (local $e externref) (local $v v128) (local $i i32) (local $f f32) (local $d f64)
              (call $many (i32.const 7) (local.get 0) (local.get 1))
              local.set $d local.set $f local.set $i local.set $v local.set $e
              local.get $d local.get $f local.get $i local.get $v local.get $e)
            """;

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void severalResults(Tier tier) {
        Guest guest = new Guest(tier);
        Object[][] given = {{"text", new V128(1, 2), 3, 4f, 5.0}};
        guest.linker.func("env", "many", (FuncType) guest.module(MANY).imports().get(0).type(),
                lambda(Many.class, (a, b, c) -> given[0]));
        Func run = guest.instance(MANY).func("run");
        assertThat(run.call("x", new V128(8, 9))).containsExactly(5.0, 4f, 3, new V128(1, 2), "text");
        given[0] = new Object[] {"text", new V128(1, 2), 3};
        assertThatThrownBy(() -> run.call("x", new V128(8, 9))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 results");
        given[0] = new Object[] {"text", new V128(1, 2), 3L, 4f, 5.0};
        assertThatThrownBy(() -> run.call("x", new V128(8, 9))).isInstanceOf(IllegalArgumentException.class);
        given[0] = new Object[] {null, new V128(3, 4), 5, -0f, 6.0};
        assertThat(run.call("x", new V128(8, 9))).containsExactly(6.0, -0f, 5, new V128(3, 4), null);
    }

    private static <F> MethodHandle lambda(Class<F> shape, F lambda) {
        try {
            return MethodHandles.lookup().unreflect(shape.getDeclaredMethods()[0]).bindTo(lambda);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- who calls

    @FunctionalInterface
    interface Asking {
        int apply(Caller<String> caller, int depth);
    }

    private static final String ASKING = """
            (import "env" "ask" (func $ask (param i32) (result i32)))
            (global (export "id") i32 (i32.const ID))
            (func (export "run") (param i32) (result i32)
              (i32.add (i32.mul (i32.const 10) (call $ask (local.get 0))) (i32.const ID)))
            """;

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void theCallerIsTheInstanceThatCalls(Tier tier) {
        Guest guest = new Guest(tier);
        List<Instance> instances = new ArrayList<>();
        guest.linker.func("env", "ask", Asking.class, (caller, depth) -> {
            int before = id(caller);
            if (depth > 0) {
                instances.get(depth & 1).func("run").call(depth - 1);
            }
            assertThat(id(caller)).isEqualTo(before);
            return before;
        });
        instances.add(guest.instance(ASKING.replace("ID", "3")));
        instances.add(guest.instance(ASKING.replace("ID", "4")));
        for (int round = 0; round < 3; round++) {
            assertThat(instances.get(0).func("run").call(9)).containsExactly(33);
            assertThat(instances.get(1).func("run").call(10)).containsExactly(44);
        }
    }

    private static int id(Caller<String> caller) {
        return (int) caller.instance().orElseThrow().global("id").get();
    }

    // ---- exceptions and suspension

    private static final String PAUSING = """
            (import "env" "pause" (func $pause (param i32 i64 externref) (result i64)))
            (import "env" "plain" (func $plain (param i32) (result i32)))
            (tag $tag (export "tag") (param i32))
            (func $inner (param i32 externref) (result i64)
              (i64.add (call $pause (local.get 0) (i64.const 5) (local.get 1)) (i64.const 1)))
            (func (export "run") (param i32 externref) (result i64)
              (i64.mul (call $inner (local.get 0) (local.get 1)) (i64.const 2)))
            (func $tail (export "tail") (param i32 externref) (result i64)
              (return_call $pause (local.get 0) (i64.const 5) (local.get 1)))
            (func $toTail (export "toTail") (param i32 externref) (result i64)
              (return_call $tail (local.get 0) (local.get 1)))
            (func (export "viaTail") (param i32 externref) (result i64)
              (i64.mul (call $toTail (local.get 0) (local.get 1)) (i64.const 3)))
            (func (export "twice") (param i32 externref) (result i64)
              (i64.add (call $inner (local.get 0) (local.get 1)) (call $inner (local.get 0) (local.get 1))))
            (func (export "catch") (param i32) (result i32)
              (block $caught (result i32)
                (try_table (result i32) (catch $tag $caught) (call $plain (local.get 0)))
                (return (i32.add (i32.const 1_000))))
              (i32.add (i32.const 2_000)))
            """;

    @FunctionalInterface
    interface Pausing {
        long apply(Caller<String> caller, int a, long b, Object c);
    }

    private static Linker<String> pausing(Linker<String> linker) {
        return linker.func("env", "pause", Pausing.class, (caller, a, b, c) -> {
            if (a > 0) {
                throw caller.suspend(a + " " + b + " " + c);
            }
            return a + b;
        }).func("env", "plain", IntUnaryOperator.class, n -> n);
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void aCallPausesAndGoesOn(Tier tier) {
        Guest guest = new Guest(tier);
        pausing(guest.linker);
        Instance instance = guest.instance(PAUSING);
        for (int round = 1; round < 4; round++) {
            CallOutcome outcome = instance.func("run").callResumable(round, "object");
            assertThat(outcome).isInstanceOf(HostSuspended.class);
            assertThat(((HostSuspended) outcome).payload()).isEqualTo(round + " 5 object");
            CallOutcome.Finished finished = (CallOutcome.Finished) ((HostSuspended) outcome).resume(41L);
            assertThat(finished.values().get(0).i64()).isEqualTo(84);
            assertThat(instance.func("run").call(0, null)).containsExactly(12L);
            assertThat(instance.func("tail").call(0, null)).containsExactly(5L);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void aCallPausesTwice(Tier tier) {
        Guest guest = new Guest(tier);
        pausing(guest.linker);
        CallOutcome outcome = guest.instance(PAUSING).func("twice").callResumable(1, null);
        outcome = ((HostSuspended) outcome).resume(10L);
        outcome = ((HostSuspended) outcome).resume(20L);
        assertThat(((CallOutcome.Finished) outcome).values().get(0).i64()).isEqualTo(10 + 1 + 20 + 1);
    }

    /** A host function that the outermost function has tail-called stands for the whole call: its results are the call's. */
    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void aTailCallOfTheHostPauses(Tier tier) {
        Guest guest = new Guest(tier);
        pausing(guest.linker);
        Instance instance = guest.instance(PAUSING);
        for (String function : List.of("tail", "toTail")) {
            HostSuspended whole = (HostSuspended) instance.func(function).callResumable(1, null);
            assertThat(((CallOutcome.Finished) whole.resume(14L)).values().get(0).i64()).isEqualTo(14);
        }
        HostSuspended paused = (HostSuspended) instance.func("viaTail").callResumable(1, null);
        assertThat(((CallOutcome.Finished) paused.resume(14L)).values().get(0).i64()).isEqualTo(42);
    }

    @Test
    void aTrapOfAHostFunctionHasTheSameBacktrace() {
        assertThat(backtraces(Tier.COMPILED)).isEqualTo(backtraces(Tier.INTERPRETER)).hasSize(4);
    }

    private static List<List<WasmFrame>> backtraces(Tier tier) {
        Guest guest = new Guest(tier);
        guest.linker.func("env", "pause", Pausing.class, (caller, a, b, c) -> {
            throw new Trap(TrapCode.UNREACHABLE);
        }).func("env", "plain", IntUnaryOperator.class, n -> n);
        Instance instance = guest.instance(PAUSING);
        List<List<WasmFrame>> backtraces = new ArrayList<>();
        for (String function : List.of("run", "tail", "toTail", "viaTail")) {
            assertThatThrownBy(() -> instance.func(function).call(1, null))
                    .isInstanceOfSatisfying(Trap.class, trap -> backtraces.add(trap.frames()));
        }
        return backtraces;
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void aPausedCallMovesToAnotherStore(Tier tier) throws Exception {
        Guest guest = new Guest(tier);
        pausing(guest.linker);
        Module module = guest.module(PAUSING);
        HostSuspended paused = (HostSuspended) guest.linker.instantiate(guest.store, module).func("run")
                .callResumable(3, "object");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Snapshot.of(paused, ReferenceCodec.VALUES).write(bytes);
        Store<String> other = new Store<>(guest.engine, "other");
        Snapshot.Restored restored = Snapshot.read(new ByteArrayInputStream(bytes.toByteArray()))
                .restore(other, guest.linker, ReferenceCodec.VALUES, module);
        CallOutcome.Finished finished =
                (CallOutcome.Finished) ((HostSuspended) restored.call().orElseThrow()).resume(10L);
        assertThat(finished.values().get(0).i64()).isEqualTo(22);
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void exceptionsOfTheHost(Tier tier) {
        Guest guest = new Guest(tier);
        Tag[] tag = new Tag[1];
        RuntimeException own = new IllegalStateException("own");
        guest.linker.func("env", "pause", Pausing.class, (caller, a, b, c) -> 0);
        guest.linker.func("env", "plain", IntUnaryOperator.class, n -> {
            switch (n) {
                case 1 :
                    throw new WasmThrown(tag[0], 34);
                case 2 :
                    throw own;
                case 3 :
                    throw new AssertionError("error");
                default :
                    return n;
            }
        });
        Instance instance = guest.instance(PAUSING);
        tag[0] = (Tag) instance.export("tag").orElseThrow();
        Func run = instance.func("catch");
        for (int round = 0; round < 3; round++) {
            assertThat(run.call(1)).containsExactly(2_034);
            assertThatThrownBy(() -> run.call(2)).isSameAs(own);
            assertThatThrownBy(() -> run.call(3)).isInstanceOf(AssertionError.class).hasMessage("error");
            assertThat(run.call(0)).containsExactly(1_000);
            CallOutcome outcome = run.callResumable(2);
            assertThat(((HostFailed) outcome).cause()).isSameAs(own);
            assertThat(((CallOutcome.Finished) ((HostFailed) outcome).resume(7)).values().get(0).i32()).isEqualTo(1_007);
            outcome = run.callResumable(2);
            assertThat(((CallOutcome.Finished) ((HostFailed) outcome).resumeThrowing(new WasmThrown(tag[0], 8)))
                    .values().get(0).i32()).isEqualTo(2_008);
        }
    }

    // ---- ways to call

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void throughTablesReferencesAndTailCalls(Tier tier) {
        Guest guest = new Guest(tier);
        guest.linker.func("env", "minus", IntBinaryOperator.class, (a, b) -> a - b);
        Instance instance = guest.instance("""
                (type $binary (func (param i32 i32) (result i32)))
                (import "env" "minus" (func $minus (type $binary)))
                (table funcref (elem $minus))
                (elem declare func $minus)
                (func (export "indirect") (param i32 i32) (result i32)
                  (call_indirect (type $binary) (local.get 0) (local.get 1) (i32.const 0)))
                (func (export "reference") (param i32 i32) (result i32)
                  (call_ref $binary (local.get 0) (local.get 1) (ref.func $minus)))
                (func $tail (export "tail") (param i32 i32) (result i32)
                  (return_call $minus (local.get 0) (local.get 1)))
                (func (export "viaTail") (param i32 i32) (result i32)
                  (i32.mul (call $tail (local.get 0) (local.get 1)) (i32.const 3)))
                """);
        assertThat(instance.func("indirect").call(9, 2)).containsExactly(7);
        assertThat(instance.func("reference").call(9, 2)).containsExactly(7);
        assertThat(instance.func("tail").call(9, 2)).containsExactly(7);
        assertThat(instance.func("viaTail").call(9, 2)).containsExactly(21);
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void storesShareWhatALinkerDefines(Tier tier) {
        Guest guest = new Guest(tier);
        guest.linker.func("env", "same", UnaryOperator.class, (Object object) -> object);
        guest.linker.func("env", "ask", Asking.class, (caller, n) -> caller.data().length() + n);
        Module module = guest.module("""
                (import "env" "same" (func $same (param externref) (result externref)))
                (import "env" "ask" (func $ask (param i32) (result i32)))
                (func (export "same") (param externref) (result externref) (call $same (local.get 0)))
                (func (export "ask") (param i32) (result i32) (call $ask (local.get 0)))
                """);
        for (String data : List.of("a", "bb", "ccc")) {
            Instance instance = guest.linker.instantiate(new Store<>(guest.engine, data), module);
            assertThat(instance.func("same").call(data)).containsExactly(data);
            assertThat(instance.func("ask").call(100)).containsExactly(100 + data.length());
        }
    }

    // ---- hooks that come and go

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETER", "COMPILED"})
    void aHookMayBeSetWhileCodeRuns(Tier tier) {
        Guest guest = new Guest(tier);
        List<CallHook.Crossing> seen = new ArrayList<>();
        guest.linker.func("env", "set", IntUnaryOperator.class, n -> {
            guest.store.callHook(n == 0 ? null : (data, crossing) -> seen.add(crossing));
            return n;
        });
        guest.linker.func("env", "plus", IntUnaryOperator.class, n -> n + 1);
        Func run = guest.instance("""
                (import "env" "set" (func $set (param i32) (result i32)))
                (import "env" "plus" (func $plus (param i32) (result i32)))
                (func (export "run") (result i32)
                  (call $plus (call $set (call $plus (call $set (i32.const 1))))))
                """).func("run");
        // The one that sets a hook is not told of; of the one that changes it the call is, and the return by the new one.
        assertThat(run.call()).containsExactly(3);
        assertThat(seen).containsExactly(CallHook.Crossing.CALLING_HOST, CallHook.Crossing.RETURNING_FROM_HOST,
                CallHook.Crossing.CALLING_HOST, CallHook.Crossing.RETURNING_FROM_HOST, CallHook.Crossing.CALLING_HOST,
                CallHook.Crossing.RETURNING_FROM_HOST);
        guest.store.callHook(null);
        assertThatThrownBy(() -> guest.instance("(func (export \"run\") unreachable)").func("run").call())
                .isInstanceOf(Trap.class);
    }
}

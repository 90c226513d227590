package dev.vespula.conformance;

import static dev.vespula.conformance.TextProgram.call;
import static dev.vespula.types.ValType.EXNREF;
import static dev.vespula.types.ValType.I32;
import static dev.vespula.types.ValType.I64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vespula.CallOutcome;
import dev.vespula.Config;
import dev.vespula.Func;
import dev.vespula.HostFunction;
import dev.vespula.HostSuspended;
import dev.vespula.Instance;
import dev.vespula.OutOfFuel;
import dev.vespula.Tag;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.Val;
import dev.vespula.WasmFrame;
import dev.vespula.WasmThrown;
import dev.vespula.types.FuncType;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Exceptions between Wasm and Java: thrown, caught and passed on by host functions, and those that nobody catches. */
class ThrownInJavaTest {
    private final TextProgram program = new TextProgram();
    private final Tag tag = program.tag("t", I32);

    private static final String IMPORTS = """
            (import "env" "t" (tag $t (param i32)))
            (import "env" "host" (func $host (param i32) (result i32)))
            """;

    private void host(HostFunction<Void> function) {
        program.linker.func("env", "host", FuncType.of(I32).returning(I32), function);
    }

    @Test
    void whatNobodyCatchesReachesJavaWithItsValuesAndBacktrace() {
        Instance instance = program.instance("""
                (tag $t (export "t") (param i32 externref i64))
                (func $thrower (param externref) (throw $t (i32.const 1) (local.get 0) (i64.const 2)))
                (func $middle (param externref) (call $thrower (local.get 0)))
                (func $run (export "run") (param externref) (call $middle (local.get 0)))""");
        WasmThrown thrown = catchThrowableOfType(WasmThrown.class, () -> call(instance, "run", "x"));
        assertThat(thrown.tag()).isSameAs(instance.tag("t"));
        assertThat(thrown.is(instance.tag("t"))).isTrue();
        assertThat(thrown.is(tag)).isFalse();
        assertThat(thrown.values()).containsExactly(Val.i32(1), Val.extern("x"), Val.i64(2));
        assertThat(thrown.frames()).extracting(WasmFrame::functionName).containsExactly("thrower", "middle", "run");
        assertThat(thrown.frames()).allMatch(frame -> frame.codeOffset() > 0);
        assertThat(thrown).hasMessage("wasm exception [i32:1, externref:x, i64:2]");
        assertThat(thrown.getStackTrace()).extracting(StackTraceElement::getMethodName).containsExactly("thrower", "middle",
                "run");
    }

    @Test
    void aHostFunctionThrowsForWasmToCatch() {
        host((caller, args) -> {
            throw new WasmThrown(tag, args.i32(0) + 1);
        });
        Instance instance = program.instance(IMPORTS + """
                (func $deep (param i32) (result i32) (call $host (local.get 0)))
                (func (export "direct") (param i32) (result i32)
                  (block $h (result i32) (try_table (result i32) (catch $t $h) (call $host (local.get 0)))))
                (func (export "deep") (param i32) (result i32)
                  (block $h (result i32) (try_table (result i32) (catch $t $h) (call $deep (local.get 0)))))
                (func (export "tail") (param i32) (result i32)
                  (block $h (result i32) (try_table (result i32) (catch $t $h) (return_call $host (local.get 0)))))
                (func (export "legacy") (param i32) (result i32)
                  (try (result i32) (do (call $host (local.get 0))) (catch $t)))""");
        assertThat(call(instance, "direct", 1)).isEqualTo(2);
        assertThat(call(instance, "deep", 2)).isEqualTo(3);
        assertThat(call(instance, "legacy", 3)).isEqualTo(4);
        WasmThrown thrown = catchThrowableOfType(WasmThrown.class, () -> call(instance, "tail", 4));
        assertThat(thrown.values()).containsExactly(Val.i32(5));
    }

    @Test
    void whatAHostFunctionThrewKeepsItsIdentity() {
        List<WasmThrown> made = new ArrayList<>();
        host((caller, args) -> {
            made.add(new WasmThrown(tag, args.i32(0)));
            throw made.get(0);
        });
        Instance instance = program.instance(IMPORTS + """
                (func (export "f") (param i32) (result exnref)
                  (block $h (result exnref)
                    (try_table (catch_all_ref $h) (drop (call $host (local.get 0))))
                    (unreachable)))
                (func $throw (export "throw") (param exnref) (throw_ref (local.get 0)))
                (func (export "same") (param exnref exnref) (result i32)
                  (block $h (result i32 exnref)
                    (try_table (catch_ref $t $h) (throw_ref (local.get 0)))
                    (unreachable))
                  (drop))""");
        Object caught = call(instance, "f", 5);
        assertThat(caught).isSameAs(made.get(0));
        assertThat(call(instance, "same", caught, null)).isEqualTo(5);
        WasmThrown again = catchThrowableOfType(WasmThrown.class, () -> call(instance, "throw", caught));
        assertThat(again).isEqualTo(caught).hasSameHashCodeAs(caught);
        assertThat(again).isNotEqualTo(new WasmThrown(tag, 5));
        assertThat(again.frames()).extracting(WasmFrame::functionName).containsExactly("throw");
        assertThat(((WasmThrown) caught).frames()).isEmpty();
    }

    @Test
    void aHostFunctionCatchesByTag() {
        Tag other = program.tag("other", I64);
        host((caller, args) -> {
            try {
                caller.func("throw").call(args.i32(0));
                args.result(0, 0);
            } catch (WasmThrown thrown) {
                if (!thrown.is(tag)) {
                    throw thrown;
                }
                args.result(0, thrown.values().get(0).i32() + 1000);
            }
        });
        Instance instance = program.instance(IMPORTS + """
                (import "env" "other" (tag $other (param i64)))
                (func $throw (export "throw") (param i32)
                  (if (i32.eqz (local.get 0)) (then (throw $other (i64.const 7))))
                  (throw $t (local.get 0)))
                (func $run (export "run") (param i32) (result i32) (call $host (local.get 0)))""");
        assertThat(call(instance, "run", 5)).isEqualTo(1005);
        WasmThrown thrown = catchThrowableOfType(WasmThrown.class, () -> call(instance, "run", 0));
        assertThat(thrown.tag()).isSameAs(other);
        assertThat(thrown.frames()).extracting(WasmFrame::functionName).containsExactly("throw", "run");
    }

    @Test
    void exceptionsPassThroughHostFramesToOuterActivations() {
        host((caller, args) -> {
            int depth = args.i32(0);
            args.result(0, caller.func(depth == 0 ? "throw" : "run").call(depth - 1)[0]);
        });
        Instance instance = program.instance(IMPORTS + """
                (global $g (export "g") (mut i32) (i32.const 0)) (memory (export "m") 1)
                (func (export "throw") (param i32) (result i32)
                  (drop (memory.grow (i32.const 1)))
                  (throw $t (i32.const 77)))
                (func $run (export "run") (param i32) (result i32) (local externref i32)
                  (block $h (result i32 exnref)
                    (try_table (result i32 exnref) (catch_ref $t $h)
                      (call $host (local.get 0)) (ref.null exn)))
                  (global.set $g (i32.add (global.get $g) (i32.const 1)))
                  (i32.store (i32.sub (i32.mul (memory.size) (i32.const 65536)) (i32.const 4)) (i32.const 9))
                  (if (param i32 exnref) (result i32) (i32.lt_u (global.get $g) (i32.const 4))
                    (then (throw_ref)) (else (drop))))""");
        WasmThrown thrown = catchThrowableOfType(WasmThrown.class, () -> call(instance, "run", 2));
        assertThat(thrown.values()).containsExactly(Val.i32(77));
        assertThat(instance.global("g").get()).isEqualTo(3);
        assertThat(instance.memory("m").pages()).isEqualTo(2);
        assertThat(call(instance, "run", 5)).isEqualTo(77);
    }

    @Test
    void otherExceptionsOfTheHostAreNotCaught() {
        host((caller, args) -> {
            throw new IllegalStateException("mine");
        });
        Instance instance = program.instance(IMPORTS + """
                (func (export "f") (param i32)
                  (block $h (try_table (catch_all $h) (drop (call $host (local.get 0))))))""");
        assertThatThrownBy(() -> call(instance, "f", 1)).isInstanceOf(IllegalStateException.class).hasMessage("mine");
    }

    @Test
    void anExceptionOfAnotherStoreIsNotCaught() {
        TextProgram foreign = new TextProgram();
        Tag theirs = foreign.tag("t", I32);
        host((caller, args) -> {
            throw new WasmThrown(theirs, 1);
        });
        Instance instance = program.instance(IMPORTS + """
                (func (export "f") (param i32)
                  (block $h (try_table (catch_all $h) (drop (call $host (local.get 0))))))
                (func (export "take") (param exnref))""");
        WasmThrown thrown = catchThrowableOfType(WasmThrown.class, () -> call(instance, "f", 1));
        assertThat(thrown.tag()).isSameAs(theirs);
        assertThatThrownBy(() -> call(instance, "take", thrown)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another store");
        assertThatThrownBy(() -> call(instance, "take", "text")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected exnref, not String");
    }

    @Test
    void valuesMustFitTheTag() {
        assertThatThrownBy(() -> new WasmThrown(tag)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("carries 1 values but was given 0");
        assertThatThrownBy(() -> new WasmThrown(tag, 1L)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("value 0: expected Integer");
    }

    @Test
    void startFunctionsThrowToo() {
        assertThatThrownBy(() -> program.instance("""
                (tag $t (param i32)) (func $main (throw $t (i32.const 3))) (start $main)"""))
                .isInstanceOfSatisfying(WasmThrown.class,
                        thrown -> assertThat(thrown.values()).containsExactly(Val.i32(3)));
    }

    @Test
    void typedFunctionsThrowAndCatch() {
        program.linker.func("env", "typed", IntConsumer.class, value -> {
            throw new WasmThrown(tag, value);
        });
        Instance instance = program.instance("""
                (import "env" "t" (tag $t (param i32))) (import "env" "typed" (func $host (param i32)))
                (func (export "f") (param i32) (result i32)
                  (block $h (result i32)
                    (try_table (catch $t $h) (call $host (local.get 0)))
                    (unreachable)))
                (func (export "g") (param i32) (throw $t (local.get 0)))""");
        Typed typed = instance.exports(Typed.class);
        assertThat(typed.f(8)).isEqualTo(8);
        assertThat(catchThrowableOfType(WasmThrown.class, () -> typed.g(9)).values()).containsExactly(Val.i32(9));
    }

    interface Typed {
        int f(int value);

        void g(int value);
    }

    @Test
    void referencesToExceptionsGoBothWays() {
        Func unwrap = Func.wrap(program.store, Unwrap.class, thrown -> thrown == null ? -1 : thrown.values().get(0).i32());
        assertThat(unwrap.type()).isEqualTo(FuncType.of(EXNREF).returning(I32));
        program.linker.define("env", "unwrap", unwrap);
        Instance instance = program.instance("""
                (import "env" "t" (tag $t (param i32))) (import "env" "unwrap" (func $unwrap (param exnref) (result i32)))
                (global (export "kept") (mut exnref) (ref.null exn))
                (table (export "table") 1 exnref)
                (func (export "f") (param i32) (result i32)
                  (block $h (result exnref) (try_table (catch_all_ref $h) (throw $t (local.get 0))) (unreachable))
                  (global.set 0)
                  (table.set (i32.const 0) (global.get 0))
                  (call $unwrap (global.get 0)))
                (func (export "null") (result i32) (call $unwrap (ref.null exn)))""");
        assertThat(call(instance, "f", 6)).isEqualTo(6);
        assertThat(call(instance, "null")).isEqualTo(-1);
        assertThat(instance.global("kept").get()).isInstanceOf(WasmThrown.class).isSameAs(instance.table("table").get(0));
    }

    interface Unwrap {
        int apply(WasmThrown exception);
    }

    @Test
    void inAResumableCallAnExceptionUnwindsAndSuspendsNothing() {
        host((caller, args) -> {
            throw new WasmThrown(tag, args.i32(0));
        });
        Instance instance = program.instance(IMPORTS + """
                (func (export "caught") (param i32) (result i32)
                  (block $h (result i32) (try_table (result i32) (catch $t $h) (call $host (local.get 0)))))
                (func $through (export "through") (param i32) (result i32) (call $host (local.get 0)))""");
        CallOutcome outcome = instance.func("caught").callResumable(4);
        assertThat(((CallOutcome.Finished) outcome).values()).containsExactly(Val.i32(4));
        WasmThrown thrown = catchThrowableOfType(WasmThrown.class, () -> instance.func("through").callResumable(5));
        assertThat(thrown.frames()).extracting(WasmFrame::functionName).containsExactly("through");
        assertThat(call(instance, "caught", 6)).isEqualTo(6);
    }

    @Test
    void handlersAreStillThereAfterASuspension() {
        host((caller, args) -> {
            throw caller.suspend("wait");
        });
        Instance instance = program.instance(IMPORTS + """
                (func $ask (param i32) (throw $t (call $host (local.get 0))))
                (func (export "f") (param i32) (result i32)
                  (block $h (result i32)
                    (try_table (catch $t $h) (call $ask (local.get 0)))
                    (unreachable)))""");
        HostSuspended suspended = (HostSuspended) instance.func("f").callResumable(4);
        assertThat(((CallOutcome.Finished) suspended.resume(11)).values()).containsExactly(Val.i32(11));
    }

    @Test
    void aSuspendedHostFunctionMayEndWithAnException() {
        host((caller, args) -> {
            throw caller.suspend("wait");
        });
        Instance instance = program.instance(IMPORTS + """
                (func $ask (param i32) (result i32) (i32.add (call $host (local.get 0)) (i32.const 1)))
                (func (export "caught") (param i32) (result i32)
                  (block $h (result i32) (try_table (result i32) (catch $t $h) (call $ask (local.get 0)))))
                (func $through (export "through") (param i32) (result i32) (call $ask (local.get 0)))
                (func $tail (param i32) (result i32)
                  (block $h (result i32) (try_table (result i32) (catch $t $h) (return_call $host (local.get 0)))))
                (func (export "tail") (param i32) (result i32) (call $tail (local.get 0)))""");
        HostSuspended suspended = (HostSuspended) instance.func("caught").callResumable(4);
        assertThatThrownBy(() -> suspended.resumeThrowing(new WasmThrown(new TextProgram().tag("t", I32), 1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("another store");
        CallOutcome outcome = suspended.resumeThrowing(new WasmThrown(tag, 11));
        assertThat(((CallOutcome.Finished) outcome).values()).containsExactly(Val.i32(11));
        assertThatThrownBy(() -> suspended.resumeThrowing(new WasmThrown(tag, 1))).isInstanceOf(IllegalStateException.class);

        HostSuspended again = (HostSuspended) instance.func("through").callResumable(4);
        WasmThrown thrown = catchThrowableOfType(WasmThrown.class, () -> again.resumeThrowing(new WasmThrown(tag, 12)));
        assertThat(thrown.values()).containsExactly(Val.i32(12));
        assertThat(thrown.frames()).extracting(WasmFrame::functionName).containsExactly("ask", "through");

        HostSuspended tail = (HostSuspended) instance.func("tail").callResumable(4);
        assertThatThrownBy(() -> tail.resumeThrowing(new WasmThrown(tag, 13))).isInstanceOf(WasmThrown.class);
    }

    @Test
    void whatAnAsynchronousFunctionFailsWithIsThrownIfItIsAnException() {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        program.linker.asyncFunc("env", "host", FuncType.of(I32).returning(I32), (caller, args) -> answer);
        Instance instance = program.instance(IMPORTS + """
                (func (export "f") (param i32) (result i32)
                  (block $h (result i32) (try_table (result i32) (catch $t $h) (call $host (local.get 0)))))""");
        CompletableFuture<Object[]> result = instance.func("f").callAsync(1);
        answer.completeExceptionally(new WasmThrown(tag, 33));
        assertThat(result.join()).containsExactly(33);
    }

    @Test
    void fuelMayRunOutAnywhere() {
        TextProgram metered = new TextProgram(new Config().withFuel(Config.FuelMetering.ON));
        Instance instance = metered.instance("""
                (tag $t (param i32))
                (func $down (param i32)
                  (if (local.get 0)
                    (then (call $down (i32.sub (local.get 0) (i32.const 1))))
                    (else (throw $t (i32.const 3)))))
                (func (export "f") (param i32) (result i32)
                  (try (result i32)
                    (do
                      (block $h (result i32 exnref)
                        (try_table (catch_ref $t $h) (call $down (local.get 0)))
                        (unreachable))
                      (throw_ref))
                    (catch $t (i32.const 2) (i32.mul))))""");
        metered.store.setFuel(0);
        CallOutcome outcome = instance.func("f").callResumable(5);
        int pauses = 0;
        while (outcome instanceof OutOfFuel paused) {
            metered.store.setFuel(paused.requiredFuel());
            outcome = paused.resume();
            pauses++;
        }
        assertThat(((CallOutcome.Finished) outcome).values()).containsExactly(Val.i32(6));
        assertThat(pauses).isGreaterThan(10);
    }

    @Test
    void aTrapOfTheHostIsNotCaughtEither() {
        host((caller, args) -> {
            throw new Trap(TrapCode.UNREACHABLE);
        });
        Instance instance = program.instance(IMPORTS + """
                (func (export "f") (param i32)
                  (block $h (try_table (catch_all $h) (drop (call $host (local.get 0))))))""");
        assertThatThrownBy(() -> call(instance, "f", 1)).isInstanceOf(Trap.class);
    }

    @Test
    void referencesInSlotsLeftBehindAreForgotten() throws InterruptedException {
        Instance instance = program.instance("""
                (tag $t)
                (func $hold (param i32 externref) (local externref externref)
                  (local.set 2 (local.get 1))
                  (if (local.get 0) (then (call $hold (i32.sub (local.get 0) (i32.const 1)) (local.get 2))) (else (throw $t))))
                (func (export "f") (param externref) (result i32)
                  (block $h (try_table (catch $t $h) (call $hold (i32.const 20) (local.get 0))))
                  (i32.const 1))""");
        Object[] mine = {new Object()};
        var reference = new WeakReference<>(mine[0]);
        assertThat(call(instance, "f", mine[0])).isEqualTo(1);
        mine[0] = null;
        while (reference.get() != null) {
            System.gc();
            Thread.sleep(1);
        }
    }
}

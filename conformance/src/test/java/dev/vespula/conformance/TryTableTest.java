package dev.vespula.conformance;

import static dev.vespula.conformance.TextProgram.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vespula.Config;
import dev.vespula.Instance;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.V128;
import dev.vespula.Val;
import dev.vespula.WasmFrame;
import dev.vespula.WasmThrown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code try_table} catches, where it goes on, and what it finds there. */
class TryTableTest {
    private final TextProgram program = new TextProgram();

    @ParameterizedTest
    @CsvSource({"0,1", "1,2", "2,3", "3,-1"})
    void theFirstClauseThatFitsIsTaken(int which, int expected) {
        Instance instance = program.instance("""
                (tag $a) (tag $b) (tag $c)
                (func $throw (param i32)
                  (block (block (block (block (br_table 0 1 2 3 (local.get 0)))
                    (throw $a)) (throw $b)) (throw $c)))
                (func (export "f") (param i32) (result i32)
                  (block $all
                    (block $b
                      (block $a
                        (try_table (catch $a $a) (catch $b $b) (catch_all $all) (catch $c $a) (call $throw (local.get 0)))
                        (return (i32.const -1)))
                      (return (i32.const 1)))
                    (return (i32.const 2)))
                  (i32.const 3))""");
        assertThat(call(instance, "f", which)).isEqualTo(expected);
    }

    @Test
    void innerHandlersComeFirstAndOuterOnesGetTheRest() {
        Instance instance = program.instance("""
                (tag $a (param i32)) (tag $b (param i32))
                (func (export "f") (param i32) (result i32)
                  (block $outer (result i32)
                    (try_table (result i32) (catch $b $outer) (catch $a $outer)
                      (i32.add (i32.const 100)
                        (block $inner (result i32)
                          (try_table (result i32) (catch $a $inner)
                            (if (local.get 0) (then (throw $a (i32.const 1))))
                            (throw $b (i32.const 2))))))))""");
        assertThat(call(instance, "f", 1)).isEqualTo(101);
        assertThat(call(instance, "f", 0)).isEqualTo(2);
    }

    @Test
    void valuesOfEveryTypeArrive() {
        Instance instance = program.instance("""
                (tag $t (param i32 f32 v128 i64 externref f64 v128 funcref i32))
                (func $throw (export "throw") (param $x externref)
                  (throw $t (i32.const -5) (f32.const -nan:0x200001) (v128.const i64x2 1 -2) (i64.const 0x123456789abcdef)
                    (local.get $x) (f64.const nan:0x4000000000001) (v128.const i64x2 3 4) (ref.func $throw) (i32.const 7)))
                (func (export "f") (param externref)
                    (result i32 f32 v128 i64 externref f64 v128 funcref i32)
                  (block $h (result i32 f32 v128 i64 externref f64 v128 funcref i32)
                    (try_table (catch $t $h) (call $throw (local.get 0)))
                    (unreachable)))""");
        Object mine = new Object();
        var values = instance.func("f").callVals(Val.extern(mine));
        assertThat(values.get(0).i32()).isEqualTo(-5);
        assertThat(values.get(1).f32Bits()).isEqualTo(0xFFA00001);
        assertThat(values.get(2).v128()).isEqualTo(new V128(1, -2));
        assertThat(values.get(3).i64()).isEqualTo(0x123456789abcdefL);
        assertThat(values.get(4).ref()).isSameAs(mine);
        assertThat(values.get(5).f64Bits()).isEqualTo(0x7ff4000000000001L);
        assertThat(values.get(6).v128()).isEqualTo(new V128(3, 4));
        assertThat(values.get(7).ref()).isSameAs(instance.func("throw"));
        assertThat(values.get(8).i32()).isEqualTo(7);
    }

    @Test
    void aHandlerMayBeALoopTheFunctionItselfOrFarOutside() {
        Instance instance = program.instance("""
                (tag $t (param i32 i32))
                (func (export "loop") (param $n i32) (result i32)
                  (i32.const 0) (local.get $n)
                  (loop $again (param i32 i32) (result i32)
                    (local.set $n) (drop)
                    (if (result i32) (local.get $n)
                      (then
                        (try_table (result i32) (catch $t $again)
                          (throw $t (i32.const 5) (i32.sub (local.get $n) (i32.const 1)))))
                      (else (i32.const 42)))))
                (func (export "function") (param i32 i32) (result i32 i32)
                  (i32.const 1) (i32.const 2) (i32.const 3)
                  (try_table (catch $t 0) (throw $t (local.get 1) (local.get 0)))
                  (unreachable))
                (func (export "reference") (param i32 i32) (result i32 i32 exnref)
                  (try_table (catch_ref $t 0) (throw $t (local.get 1) (local.get 0)))
                  (unreachable))
                (func (export "far") (param i32) (result i32)
                  (block $far (result i32 i32)
                    (i32.const 77)
                    (block (param i32) (loop (param i32)
                      (try_table (param i32) (catch $t $far)
                        (if (param i32) (local.get 0) (then (throw $t (local.get 0) (i32.const 9))) (else (drop))))))
                    (i32.const 1) (i32.const 2))
                  (i32.sub))""");
        assertThat(call(instance, "loop", 1000)).isEqualTo(42);
        assertThat(instance.func("function").call(1, 2)).containsExactly(2, 1);
        assertThat(instance.func("reference").call(1, 2)).startsWith(2, 1).hasSize(3);
        assertThat(call(instance, "far", 30)).isEqualTo(21);
        assertThat(call(instance, "far", 0)).isEqualTo(-1);
    }

    @Test
    void aTableWithoutExceptionsIsABlock() {
        Instance instance = program.instance("""
                (tag $t)
                (func (export "f") (param i32 i64) (result i64 i32)
                  (block $none
                  (local.get 0) (local.get 1)
                  (try_table $try (param i32 i64) (result i64 i32) (catch $t $none)
                    (local.set 1) (local.set 0)
                    (br_if $try (local.get 1) (i32.add (local.get 0) (i32.const 1)) (local.get 0))
                    (drop) (drop) (i64.const 8) (i32.const 9))
                  (return))
                  (unreachable))
                (func (export "none") (result i32) (try_table (result i32) (i32.const 3)))""");
        assertThat(instance.func("f").call(5, 6L)).containsExactly(6L, 6);
        assertThat(instance.func("f").call(0, 6L)).containsExactly(8L, 9);
        assertThat(call(instance, "none")).isEqualTo(3);
    }

    @Test
    void onlyTheBodyIsTried() {
        Instance instance = program.instance("""
                (tag $t (param i32))
                (func (export "after") (result i32)
                  (block $h (result i32)
                    (try_table (catch $t $h) (nop))
                    (throw $t (i32.const 1))))
                (func (export "handler") (result i32)
                  (block $h (result i32)
                    (try_table (catch $t $h) (throw $t (i32.const 1)))
                    (unreachable))
                  (throw $t (i32.add (i32.const 1))))
                (func (export "left") (param i32) (result i32)
                  (block $h (result i32)
                    (block $out
                      (try_table (catch $t $h) (br_if $out (local.get 0)) (throw $t (i32.const 5))))
                    (throw $t (i32.const 6))))""");
        assertThat(thrownBy(instance, "after").values()).containsExactly(Val.i32(1));
        assertThat(thrownBy(instance, "handler").values()).containsExactly(Val.i32(2));
        assertThat(thrownBy(instance, "left", 1).values()).containsExactly(Val.i32(6));
        assertThat(call(instance, "left", 0)).isEqualTo(5);
    }

    @Test
    void localsAndOperandsAreAsTheyWereAtTheThrow() {
        Instance instance = program.instance("""
                (tag $t (param i32))
                (global $g (mut i32) (i32.const 5))
                (memory 1)
                (func $change (param i32) (result i32)
                  (global.set $g (i32.const 50)) (i32.store (i32.const 0) (i32.const 60))
                  (if (local.get 0) (then (throw $t (i32.const 1))))
                  (i32.const 2))
                (func (export "f") (param $x i32) (result i32 i32 i32 i32 i32) (local $y i32)
                  (i32.store (i32.const 0) (i32.const 6))
                  ;; waiting on the stack when the body changes what they read
                  (local.get $x) (global.get $g) (i32.load (i32.const 0))
                  (block $h (result i32)
                    (try_table (catch $t $h)
                      (local.set $y (i32.const 10))
                      (local.set $x (i32.add (local.get $x) (i32.const 1)))
                      (local.get $y)
                      (local.set $y (i32.const 11))
                      (drop (i32.add (local.get $y) (call $change (local.get $x))))
                      (local.set $y (i32.const 12))
                      (drop))
                    (i32.const 3))
                  (i32.add (local.get $x))
                  (local.get $y))""");
        assertThat(instance.func("f").call(7)).containsExactly(7, 5, 6, 9, 11);
        assertThat(instance.func("f").call(-1)).containsExactly(-1, 50, 6, 3, 12);
    }

    @Test
    void exceptionsOfOneTagAreDifferentObjects() {
        Instance instance = program.instance("""
                (tag $t (param i32))
                (func $caught (param i32) (result exnref) (local exnref)
                  (block $h (result i32 exnref)
                    (try_table (catch_ref $t $h) (throw $t (local.get 0)))
                    (unreachable))
                  (local.set 1) (drop) (local.get 1))
                (func $value (param exnref) (result i32)
                  (block $h (result i32)
                    (try_table (catch $t $h) (throw_ref (local.get 0)))
                    (unreachable)))
                (func (export "f") (result i32) (local $a exnref) (local $b exnref)
                  (local.set $a (call $caught (i32.const 1)))
                  (local.set $b (call $caught (i32.const 2)))
                  (i32.add (i32.mul (call $value (local.get $a)) (i32.const 10)) (call $value (local.get $b)))
                  (i32.add (i32.mul (call $value (local.get $a)) (i32.const 1000))))""");
        assertThat(call(instance, "f")).isEqualTo(1012);
    }

    @Test
    void aReferenceCanBeThrownAgainAndIsTheSame() {
        Instance instance = program.instance("""
                (tag $t (param i64))
                (func (export "f") (result exnref exnref) (local $first exnref)
                  (block $all (result exnref)
                    (try_table (catch_all_ref $all)
                      (block $ref (result i64 exnref)
                        (try_table (catch_ref $t $ref) (throw $t (i64.const 5)))
                        (unreachable))
                      (local.set $first) (drop)
                      (throw_ref (local.get $first)))
                    (unreachable))
                  (local.get $first))""");
        Object[] both = instance.func("f").call();
        assertThat(both[0]).isInstanceOf(WasmThrown.class).isSameAs(both[1]);
        assertThat(((WasmThrown) both[0]).values()).containsExactly(Val.i64(5));
    }

    @Test
    void trapsAreNotCaught() {
        Instance instance = program.instance("""
                (func $runaway (call $runaway))
                (func (export "unreachable") (block $h (try_table (catch_all $h) (unreachable))))
                (func (export "divide") (param i32)
                  (block $h (try_table (catch_all $h) (drop (i32.div_s (i32.const 1) (local.get 0))))))
                (func (export "null") (block $h (try_table (catch_all $h) (throw_ref (ref.null exn)))))
                (func (export "overflow") (block $h (try_table (catch_all $h) (call $runaway))))""");
        assertThat(trapOf(instance, "unreachable")).isEqualTo(TrapCode.UNREACHABLE);
        assertThat(trapOf(instance, "divide", 0)).isEqualTo(TrapCode.INTEGER_DIVIDE_BY_ZERO);
        assertThat(trapOf(instance, "null")).isEqualTo(TrapCode.NULL_REFERENCE);
        assertThat(trapOf(instance, "overflow")).isEqualTo(TrapCode.STACK_OVERFLOW);
    }

    @Test
    void whatIsEvaluatedBeforeAThrowTrapsBeforeIt() {
        Instance instance = program.instance("""
                (tag $t (param i32)) (memory 1)
                (func (export "f") (param i32) (result i32)
                  (block $h (result i32)
                    (try_table (result i32) (catch $t $h)
                      (i32.load (local.get 0))
                      (throw $t (i32.const 1)))))""");
        assertThat(call(instance, "f", 0)).isEqualTo(1);
        assertThat(trapOf(instance, "f", -1)).isEqualTo(TrapCode.MEMORY_OUT_OF_BOUNDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 9000})
    void framesAreLeftUpToTheHandler(int depth) {
        Instance instance = program.instance("""
                (tag $t (param i32 externref))
                (func $down (param i32 externref) (result i32) (local externref i64)
                  (local.set 2 (local.get 1))
                  (if (result i32) (local.get 0)
                    (then (i32.add (call $down (i32.sub (local.get 0) (i32.const 1)) (local.get 2)) (i32.const 1)))
                    (else (throw $t (i32.const 42) (local.get 2)))))
                (func (export "f") (param i32 externref) (result i32 i32 externref) (local $kept i32)
                  (local.set $kept (i32.const 99))
                  (block $h (result i32 externref)
                    (try_table (catch $t $h) (drop (call $down (local.get 0) (local.get 1))))
                    (unreachable))
                  (local.set 1) (local.get $kept) (local.get 1))""");
        for (int again = 0; again < 3; again++) {
            assertThat(instance.func("f").call(depth, "x")).containsExactly(42, 99, "x");
        }
    }

    @Test
    void aTailCallLeavesTheHandlersOfItsFrame() {
        Instance instance = program.instance("""
                (type $v (func)) (tag $t)
                (table funcref (elem $throw))
                (func $throw (throw $t))
                (func $again (param i32)
                  (if (local.get 0) (then (return_call $again (i32.sub (local.get 0) (i32.const 1)))))
                  (return_call $throw))
                (func $direct (block $h (try_table (catch_all $h) (return_call $throw))))
                (func $indirect (block $h (try_table (catch_all $h) (return_call_indirect (type $v) (i32.const 0)))))
                (func $reference (block $h (try_table (catch_all $h) (return_call_ref $v (ref.func $throw)))))
                (func $caught (param funcref) (result i32)
                  (block $h (try_table (catch $t $h) (call $direct)) (return (i32.const 0)))
                  (block $h (try_table (catch $t $h) (call $indirect)) (return (i32.const 0)))
                  (block $h (try_table (catch $t $h) (call $reference)) (return (i32.const 0)))
                  (block $h (try_table (catch $t $h) (call $again (i32.const 100000))) (return (i32.const 0)))
                  (i32.const 1))
                (func (export "caught") (result i32) (call $caught (ref.null func)))
                (func (export "direct") (call $direct))
                (func $outer (export "again") (call $again (i32.const 7)))
                (elem declare func $throw)""");
        assertThat(call(instance, "caught")).isEqualTo(1);
        assertThat(thrownBy(instance, "direct").values()).isEmpty();
        assertThat(thrownBy(instance, "again").frames()).extracting(WasmFrame::functionName).containsExactly("throw", "outer");
    }

    @Test
    void everyKindOfCallIsCovered() {
        Instance instance = program.instance("""
                (type $v (func (param i32))) (tag $t (param i32))
                (table funcref (elem $throw))
                (func $throw (param i32) (throw $t (local.get 0)))
                (func (export "f") (result i32) (local $sum i32)
                  (block $h (result i32) (try_table (catch $t $h) (call $throw (i32.const 1))) (unreachable))
                  (local.set $sum (i32.add (local.get $sum)))
                  (block $h (result i32)
                    (try_table (catch $t $h) (call_indirect (type $v) (i32.const 20) (i32.const 0))) (unreachable))
                  (local.set $sum (i32.add (local.get $sum)))
                  (block $h (result i32)
                    (try_table (catch $t $h) (call_ref $v (i32.const 300) (ref.func $throw))) (unreachable))
                  (i32.add (local.get $sum)))
                (elem declare func $throw)""");
        assertThat(call(instance, "f")).isEqualTo(321);
    }

    @Test
    void exceptionsCrossInstances() {
        program.instance("thrower", """
                (tag (export "t") (param i32)) (global $g (mut i32) (i32.const 1000)) (memory 5)
                (func (export "throw") (param i32) (throw 0 (i32.add (local.get 0) (global.get $g))))
                (func (export "through") (param funcref)
                  (drop (memory.grow (i32.const 1)))
                  (call_indirect (i32.const 0)))
                (table (export "table") 1 funcref)""");
        Instance instance = program.instance("""
                (import "thrower" "t" (tag $t (param i32)))
                (import "thrower" "throw" (func $throw (param i32)))
                (import "thrower" "through" (func $through (param funcref)))
                (import "thrower" "table" (table 1 funcref))
                (elem (i32.const 0) $mine)
                (global $g (mut i32) (i32.const 5)) (memory 1)
                (func $mine (throw $t (global.get $g)))
                (func (export "direct") (result i32 i32 i32)
                  (block $h (result i32) (try_table (catch $t $h) (call $throw (i32.const 7))) (unreachable))
                  (global.get $g) (memory.size))
                (func (export "through") (result i32 i32 i32)
                  (block $h (result i32) (try_table (catch $t $h) (call $through (ref.null func))) (unreachable))
                  (i32.store (i32.const 65532) (i32.const 3))
                  (global.get $g) (memory.size))""");
        assertThat(instance.func("direct").call()).containsExactly(1007, 5, 1);
        assertThat(instance.func("through").call()).containsExactly(5, 5, 1);
    }

    @Test
    void tagsOfTwoInstancesOfOneModuleAreDifferent() {
        String fields = """
                (tag $t (export "t")) (func (export "throw") (throw $t))
                (func $same (export "same") (param funcref) (result i32) (i32.const 0))""";
        program.instance("one", fields);
        program.instance("two", fields);
        Instance instance = program.instance("""
                (import "one" "t" (tag $one)) (import "two" "t" (tag $two))
                (import "two" "throw" (func $throw))
                (func (export "f") (result i32)
                  (block $two (block $one
                    (try_table (catch $one $one) (catch $two $two) (call $throw)) (return (i32.const 0)))
                    (return (i32.const 1)))
                  (i32.const 2))""");
        assertThat(call(instance, "f")).isEqualTo(2);
    }

    @Test
    void fuelIsThatOfTheUnitsEntered() {
        TextProgram metered = new TextProgram(new Config().withFuel(Config.FuelMetering.ON));
        Instance instance = metered.instance("""
                (tag $t (param i32))
                (func $throw (param i32) (throw $t (local.get 0)))
                (func (export "f") (result i32)
                  (block $h (result i32) (try_table (catch $t $h) (call $throw (i32.const 1))) (i32.const 2))
                  (i32.const 5)
                  (i32.add))""");
        metered.store.setFuel(1000);
        assertThat(call(instance, "f")).isEqualTo(6);
        long first = 1000 - metered.store.fuel();
        metered.store.setFuel(1000);
        assertThat(call(instance, "f")).isEqualTo(6);
        // f: entry, try_table, two constants, call, the constant behind it, add; throw: entry, local.get, throw.
        assertThat(1000 - metered.store.fuel()).isEqualTo(7 + 3);
        assertThat(first).isGreaterThanOrEqualTo(10);
    }

    private static WasmThrown thrownBy(Instance instance, String function, Object... arguments) {
        return catchThrowableOfType(WasmThrown.class, () -> call(instance, function, arguments));
    }

    private static TrapCode trapOf(Instance instance, String function, Object... arguments) {
        return catchThrowableOfType(Trap.class, () -> call(instance, function, arguments)).code();
    }
}

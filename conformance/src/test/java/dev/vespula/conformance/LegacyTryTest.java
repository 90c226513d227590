package dev.vespula.conformance;

import static dev.vespula.conformance.TextProgram.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vespula.Config;
import dev.vespula.Instance;
import dev.vespula.V128;
import dev.vespula.Val;
import dev.vespula.WasmThrown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The legacy form: {@code try}, {@code catch}, {@code catch_all}, {@code delegate}, {@code rethrow}. */
class LegacyTryTest {
    private final TextProgram program = new TextProgram();

    @ParameterizedTest
    @CsvSource({"0,10", "1,21", "2,3", "3,4"})
    void armsAreTriedInOrder(int which, int expected) {
        Instance instance = program.instance("""
                (tag $a (param i32)) (tag $b (param i32 i64)) (tag $c)
                (func $throw (param i32)
                  (block (block (block (block (br_table 0 1 2 3 (local.get 0)))
                    (throw $a (i32.const 10))) (throw $b (i32.const 20) (i64.const 1))) (throw $c)))
                (func (export "f") (param i32) (result i32)
                  (try (result i32)
                    (do (call $throw (local.get 0)) (i32.const 4))
                    (catch $a)
                    (catch $b (i32.wrap_i64) (i32.add))
                    (catch_all (i32.const 3))))""");
        assertThat(call(instance, "f", which)).isEqualTo(expected);
    }

    @Test
    void resultsOfArmsOfEveryTypeStandWhereThoseOfTheBodyDo() {
        Instance instance = program.instance("""
                (tag $t (param v128 i32 externref v128))
                (func (export "f") (param i32 externref) (result i32 v128 i32 externref v128 i32)
                  (local $a v128) (local $d v128)
                  (i32.const -1)
                  (try (param i32) (result i32 v128 i32 externref v128)
                    (do
                      (if (i32.eq (local.get 0) (i32.const 1))
                        (then (throw $t (v128.const i64x2 1 2) (i32.const 3) (local.get 1) (v128.const i64x2 4 5))))
                      (v128.const i64x2 6 7) (i32.const 8) (ref.null extern) (v128.const i64x2 9 10))
                    (catch $t
                      (local.set $d) (local.set 1) (local.set 0) (local.set $a)
                      (i32.const -2) (local.get $a) (local.get 0) (local.get 1) (local.get $d)))
                  (i32.const -3))""");
        assertThat(instance.func("f").call(0, "x"))
                .containsExactly(-1, new V128(6, 7), 8, null, new V128(9, 10), -3);
        assertThat(instance.func("f").call(1, "x"))
                .containsExactly(-2, new V128(1, 2), 3, "x", new V128(4, 5), -3);
    }

    @Test
    void valuesOfAnArmMayBecomeItsResultsUntouched() {
        Instance instance = program.instance("""
                (tag $t (param v128 i64 v128))
                (func (export "f") (result v128 i64 v128)
                  (try (result v128 i64 v128)
                    (do (throw $t (v128.const i64x2 1 2) (i64.const 3) (v128.const i64x2 4 5)))
                    (catch $t)))
                (func (export "branch") (param i32) (result v128 i64 v128)
                  (try $try (result v128 i64 v128)
                    (do (throw $t (v128.const i64x2 1 2) (i64.const 3) (v128.const i64x2 4 5)))
                    (catch $t
                      (br_if $try (local.get 0))
                      (drop) (i64.const 1) (i64.add) (v128.const i64x2 6 7))))""");
        assertThat(instance.func("f").call()).containsExactly(new V128(1, 2), 3L, new V128(4, 5));
        assertThat(instance.func("branch").call(1)).containsExactly(new V128(1, 2), 3L, new V128(4, 5));
        assertThat(instance.func("branch").call(0)).containsExactly(new V128(1, 2), 4L, new V128(6, 7));
    }

    @Test
    void rethrowThrowsWhatTheArmNamedHasCaught() {
        Instance instance = program.instance("""
                (tag $a (param i32)) (tag $b (param i32))
                (func $inner (param i32)
                  (try $outer
                    (do (throw $a (i32.const 1)))
                    (catch $a
                      (drop)
                      (try $second
                        (do (throw $b (i32.const 2)))
                        (catch_all
                          (block (loop
                            (if (local.get 0) (then (rethrow $outer)) (else (rethrow $second))))))))))
                (func (export "f") (param i32) (result i32)
                  (try (result i32)
                    (do (call $inner (local.get 0)) (i32.const 0))
                    (catch $a (i32.const 100) (i32.add))
                    (catch $b (i32.const 200) (i32.add))))""");
        assertThat(call(instance, "f", 1)).isEqualTo(101);
        assertThat(call(instance, "f", 0)).isEqualTo(202);
    }

    @Test
    void whatAnArmThrowsIsNotCaughtByItsOwnTry() {
        Instance instance = program.instance("""
                (tag $t (param i32))
                (func (export "f") (result i32)
                  (try (result i32)
                    (do
                      (try (result i32)
                        (do (throw $t (i32.const 1)))
                        (catch $t (drop) (throw $t (i32.const 2)))
                        (catch_all (i32.const 3))))
                    (catch $t (i32.const 10) (i32.mul))))
                (func (export "again") (result i32)
                  (try (result i32)
                    (do (try (result i32) (do (throw $t (i32.const 1))) (catch_all (rethrow 0))))
                    (catch $t (i32.const 10) (i32.mul))))""");
        assertThat(call(instance, "f")).isEqualTo(20);
        assertThat(call(instance, "again")).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"0,11", "$a,11", "$first,11", "$b,22", "$second,22"})
    void delegateHandsToTheTryAroundTheLabel(String label, int expected) {
        Instance instance = program.instance("""
                (tag $t (param i32))
                (func (export "f") (result i32)
                  (try $second (result i32)
                    (do
                      (block $b (result i32)
                        (try $first (result i32)
                          (do
                            (block $a (result i32)
                              (try (result i32)
                                (do (try (result i32) (do (throw $t (i32.const 1))) (delegate %s)))
                                (delegate $a))))
                          (catch $t (i32.const 10) (i32.add)))))
                    (catch $t (i32.const 21) (i32.add))))""".formatted(label));
        assertThat(call(instance, "f")).isEqualTo(expected);
    }

    @Test
    void delegateSkipsTheTriesBetween() {
        Instance instance = program.instance("""
                (tag $t)
                (func $caller (param i32)
                  (try
                    (do (try (do (if (local.get 0) (then (throw $t)))) (delegate 1)))
                    (catch_all (unreachable))))
                (func (export "f") (param i32) (result i32)
                  (try (result i32) (do (call $caller (local.get 0)) (i32.const 0)) (catch $t (i32.const 1))))
                (func (export "inArm") (result i32)
                  (try $outer (result i32)
                    (do
                      (try $label (result i32)
                        (do (throw $t))
                        (catch_all
                          (try (result i32) (do (throw $t)) (delegate $label)))))
                    (catch $t (i32.const 5))))""");
        assertThat(call(instance, "f", 0)).isEqualTo(0);
        assertThat(call(instance, "f", 1)).isEqualTo(1);
        // The label's own arms do not cover what is thrown in one of them.
        assertThat(call(instance, "inArm")).isEqualTo(5);
    }

    @Test
    void aTryWithoutArmsCatchesNothing() {
        Instance instance = program.instance("""
                (tag $t)
                (func (export "f") (param i32) (result i32)
                  (try (result i32) (do (if (local.get 0) (then (throw $t))) (i32.const 6))))""");
        assertThat(call(instance, "f", 0)).isEqualTo(6);
        assertThat(catchThrowableOfType(WasmThrown.class, () -> call(instance, "f", 1)).frames()).hasSize(1);
    }

    @Test
    void whereNoPathEndsAnArmNothingFollows() {
        Instance instance = program.instance("""
                (tag $t (param i32))
                (func (export "f") (param i32) (result i32)
                  (try
                    (do (throw $t (i32.const 3)))
                    (catch $t (return))
                    (catch_all (rethrow 0)))
                  (unreachable))
                (func (export "g") (param i32) (result i32)
                  (block $out (result i32)
                    (try
                      (do (throw $t (i32.const 3)))
                      (catch $t (br $out)))
                    (i32.const 8)))
                (func (export "dead") (result i32)
                  (return (i32.const 1))
                  (try (do (throw $t (i32.const 3))) (catch $t (drop)) (catch_all (rethrow 0)))
                  (try (do (nop)) (delegate 0))
                  (i32.const 2))""");
        assertThat(call(instance, "f", 0)).isEqualTo(3);
        assertThat(call(instance, "g", 0)).isEqualTo(3);
        assertThat(call(instance, "dead")).isEqualTo(1);
    }

    @Test
    void bothFormsWorkTogether() {
        Instance instance = program.instance("""
                (tag $t (param i32))
                (func (export "f") (result i32)
                  (block $h (result i32)
                    (try_table (result i32) (catch $t $h)
                      (try (result i32)
                        (do
                          (block $inner (result i32 exnref)
                            (try_table (catch_ref $t $inner) (throw $t (i32.const 1)))
                            (unreachable))
                          (throw_ref))
                        (catch $t (drop) (rethrow 0))))
                    (i32.const 100)
                    (i32.add)))""");
        assertThat(call(instance, "f")).isEqualTo(1);
    }

    @Test
    void anArmIsAUnitOfFuelAsElseIs() {
        TextProgram metered = new TextProgram(new Config().withFuel(Config.FuelMetering.ON));
        Instance instance = metered.instance("""
                (tag $t)
                (func (export "f") (param i32) (result i32)
                  (try (result i32)
                    (do (if (local.get 0) (then (throw $t))) (i32.const 6))
                    (catch $t (i32.const 1) (i32.const 2) (i32.add))
                    (catch_all (i32.const 2)))
                  (i32.const 1)
                  (i32.add))""");
        metered.store.setFuel(1000);
        call(instance, "f", 0);
        long before = metered.store.fuel();
        assertThat(call(instance, "f", 0)).isEqualTo(7);
        // entry, try, local.get, if, i32.const; i32.const and add behind
        assertThat(before - metered.store.fuel()).isEqualTo(7);
        before = metered.store.fuel();
        assertThat(call(instance, "f", 1)).isEqualTo(4);
        // and the unit of the if with its throw, the unit of the arm with its three operators
        assertThat(before - metered.store.fuel()).isEqualTo(7 + 2 + 4);
    }

    @Test
    void valuesOfWhatIsRethrownReachJava() {
        Instance instance = program.instance("""
                (tag $t (param i32 f64))
                (func $f (export "f")
                  (try (do (throw $t (i32.const 3) (f64.const 1.5))) (catch_all (rethrow 0))))""");
        WasmThrown thrown = catchThrowableOfType(WasmThrown.class, () -> call(instance, "f"));
        assertThat(thrown.values()).containsExactly(Val.i32(3), Val.f64(1.5));
        assertThat(thrown.frames()).extracting("functionName").containsExactly("f");
    }
}

package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.Module;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.WasmThrown;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Exceptions that pass frames of all kinds: compiled, interpreted, split into parts, of the host and of other instances, with
 * handlers of both generations of the proposal.
 */
class ExceptionsTest {
    private static final int FUNCTIONS = 12;
    /** More of them are worth while after changes of how exceptions travel. */
    private static final int PROGRAMS = Stress.choose(32, 100);

    /** Writes random functions that call one another, throw and catch. */
    private static final class Generator {
        private final Random random;
        private int labels;
        private boolean isForeign;

        Generator(int seed) {
            random = new Random(seed);
        }

        private String less() {
            return "(i32.sub (local.get $n) (i32.const " + (1 + random.nextInt(3)) + "))";
        }

        private String call() {
            int callee = random.nextInt(FUNCTIONS);
            return switch (random.nextInt(6)) {
                case 0 -> "(call_indirect (type $t) " + less() + " (i32.const " + callee + "))";
                case 1 -> "(call $bounce (i32.const " + callee + ") " + less() + ")";
                case 2 -> "(call $foreign " + less() + ")";
                default -> isForeign ? "(call_indirect (type $t) " + less() + " (i32.const " + callee + "))"
                        : "(call $f" + callee + " " + less() + ")";
            };
        }

        /** An expression of type i32. */
        private String expression(int depth) {
            if (depth == 0) {
                return random.nextInt(3) == 0 ? "(i32.const " + random.nextInt(100) + ")" : call();
            }
            String label = "$h" + labels++;
            String inner = expression(depth - 1);
            return switch (random.nextInt(13)) {
                case 0 -> "(i32.add " + inner + " " + expression(depth - 1) + ")";
                case 1 -> "(block " + label + " (result i32) (try_table (result i32) (catch $a " + label + ") " + inner + "))";
                case 2 -> "(i32.add (i32.wrap_i64 (block " + label + " (result i32 i64) (try_table (result i32) (catch $b "
                        + label
                        + ") " + inner + ") (i64.const 3))))";
                case 3 -> "(block (result i32) (local.set $e (block " + label + " (result exnref) (try_table (catch_all_ref "
                        + label
                        + ") (local.set $x " + inner + ")) (ref.null exn))) (if (ref.is_null (local.get $e)) (then (nop)) "
                        + "(else (if (i32.and (local.get $n) (i32.const 1)) (then (throw_ref (local.get $e)))))) (local.get $x))";
                case 4 -> "(block (result i32) (block " + label + " (try_table (catch_all " + label + ") (local.set $x " + inner
                        + "))) (local.get $x))";
                case 5 -> "(try (result i32) (do " + inner + ") (catch $a) (catch $b (drop)))";
                case 6 -> "(try (result i32) (do " + inner
                        + ") (catch $b (drop) (i32.const 5) (i32.add)) (catch_all (rethrow 0)))";
                case 7 -> "(try (result i32) (do (try (result i32) (do " + inner + ") (delegate 0))) (catch $a (i32.const 7) "
                        + "(i32.add)) (catch_all (i32.const 11)))";
                case 8 -> "(block (result i32) (if (i32.eq (i32.and (local.get $n) (i32.const 3)) (i32.const "
                        + random.nextInt(4) + ")) (then (throw $a " + inner + "))) " + expression(depth - 1) + ")";
                case 9 -> "(block (result i32) (if (i32.eq (i32.and (local.get $n) (i32.const 3)) (i32.const "
                        + random.nextInt(4) + ")) (then (throw $b " + inner + " (i64.const 2)))) " + expression(depth - 1)
                        + ")";
                case 10 -> "(block (result i32) (if (i32.eq (i32.and (local.get $n) (i32.const 7)) (i32.const "
                        + random.nextInt(8) + ")) (then (return_call" + (isForeign ? "_indirect (type $t) " + less()
                                + " (i32.const " + random.nextInt(FUNCTIONS) + ")" : " $f" + random.nextInt(FUNCTIONS) + " "
                                        + less())
                        + "))) " + inner + ")";
                case 11 -> "(block (result i32) (local.set $k (i32.const 3)) (local.set $x (i32.const 0)) (loop " + label
                        + " (local.set $x (i32.add (local.get $x) (local.get $k))) (br_if " + label
                        + " (local.tee $k (i32.sub (local.get $k) (i32.const 1))))) (i32.add (local.get $x) " + inner + "))";
                default -> "(i32.xor (local.get $n) " + inner + ")";
            };
        }

        String function(String name, String filler) {
            return "(func " + name + " (type $t) (param $n i32) (result i32) (local $x i32) (local $k i32) (local $y i64)"
                    + " (local $e exnref) " + filler + "(if (i32.le_s (local.get $n) (i32.const 0)) (then (return (i32.const "
                    + random.nextInt(50) + ")))) " + expression(4) + ")\n";
        }

        String module(String filler) {
            StringBuilder text = new StringBuilder("""
                    (type $t (func (param i32) (result i32)))
                    (import "o" "a" (tag $a (param i32))) (import "o" "b" (tag $b (param i32 i64)))
                    (import "o" "table" (table 32 funcref)) (import "o" "foreign" (func $foreign (type $t)))
                    (import "h" "bounce" (func $bounce (param i32 i32) (result i32)))
                    (elem (i32.const 0)""");
            for (int k = 0; k < FUNCTIONS; k++) {
                text.append(" $f").append(k);
            }
            text.append(")\n");
            for (int k = 0; k < FUNCTIONS; k++) {
                text.append(function("$f" + k + " (export \"f" + k + "\")", k % 5 == 4 ? filler : ""));
            }
            return text.toString();
        }

        String other() {
            isForeign = true;
            String text = """
                    (type $t (func (param i32) (result i32)))
                    (import "h" "bounce" (func $bounce (param i32 i32) (result i32)))
                    (tag $a (export "a") (param i32)) (tag $b (export "b") (param i32 i64))
                    (table (export "table") 32 funcref)
                    """ + function("$foreign (export \"foreign\")", "");
            isForeign = false;
            return text;
        }
    }

    private static void compare(int seed, String filler) throws Exception {
        Generator generator = new Generator(seed);
        byte[] other = Program.binary(generator.other());
        byte[] main = Program.binary(generator.module(filler));
        // What has no bound ends by fuel or by depth, and the same in all ways.
        Config config = new Config().withMaxRecursionDepth(300);
        for (Config one : new Config[] {config.withFuel(Config.FuelMetering.ON), config}) {
            String record = Agreement.in(one, program -> {
                Func[] functions = new Func[FUNCTIONS];
                program.linker.func("h", "bounce", FuncType.of(ValType.I32, ValType.I32).returning(ValType.I32),
                        (caller, args) -> {
                            int callee = args.i32(0);
                            int argument = args.i32(1);
                            try {
                                args.result(0, (int) functions[callee].call(argument)[0]);
                            } catch (WasmThrown thrown) {
                                if (argument % 3 == 0) {
                                    throw thrown;
                                }
                                if (argument % 3 == 1) {
                                    throw new WasmThrown(thrown.tag(), thrown.values().toArray());
                                }
                                args.result(0, -1);
                            }
                        });
                program.linker.instance("o", program.linker.instantiate(program.store, Module.of(program.engine, other)));
                Instance instance = program.linker.instantiate(program.store, Module.of(program.engine, main));
                for (int k = 0; k < FUNCTIONS; k++) {
                    functions[k] = instance.func("f" + k);
                }
                for (int n = 0; n < 9; n++) {
                    for (int k = 0; k < FUNCTIONS; k += 1 + n / 3) {
                        if (program.engine.config().isMetered()) {
                            program.store.setFuel(20_000);
                        }
                        program.call(instance, "f" + k, n);
                    }
                }
            });
            assertThat(record).contains("f0[8]");
        }
    }

    @Test
    void randomProgramsThrowAndCatchTheSame() throws Exception {
        for (int seed = 0; seed < PROGRAMS; seed++) {
            compare(seed, "");
        }
    }

    @Test
    void soDoSplitFunctions() throws Exception {
        String filler = "(local.set $y (i64.add (i64.mul (local.get $y) (i64.const 77777777777)) (i64.const 99999999999)))\n";
        for (int seed = 1_000; seed < 1_000 + PROGRAMS / 8; seed++) {
            compare(seed, filler.repeat(600));
        }
    }

    @Test
    void trapsAreNotCaught() throws Exception {
        Agreement.of(program -> {
            program.linker.func("h", "trap", FuncType.of(), (caller, args) -> {
                throw new Trap(TrapCode.UNREACHABLE, "by the host");
            });
            Instance instance = program.instance("""
                    (import "h" "trap" (func $trap))
                    (func $f (param i32) (if (local.get 0) (then (call $f (i32.sub (local.get 0) (i32.const 1)))) (else (unreachable))))
                    (func (export "own") (param i32) (result i32)
                      (block $h (try_table (catch_all $h) (call $f (local.get 0)) (return (i32.const 1)))) (i32.const 2))
                    (func (export "host") (param i32) (result i32)
                      (try (result i32) (do (call $trap) (i32.const 1)) (catch_all (i32.const 2))))""");
            for (int n = 0; n < 4; n++) {
                program.call(instance, "own", n);
                program.call(instance, "host", n);
            }
        });
    }

    /** The handler is far away from what throws, in another part of its function. */
    @Test
    void handlersInOtherParts() throws Exception {
        String filler = "(local.set $y (i64.add (i64.mul (local.get $y) (i64.const 77777777777)) (i64.const 99999999999)))\n"
                .repeat(500);
        Agreement.of(program -> {
            Instance instance = program.instance("""
                    (tag $a (param i32 f64 externref)) (memory 1)
                    (func $throws (param i32 externref) (result i32)
                      (if (i32.and (local.get 0) (i32.const 1))
                        (then (throw $a (local.get 0) (f64.convert_i32_s (local.get 0)) (local.get 1))))
                      (local.get 0))
                    (func (export "run") (param $n i32) (param $r externref) (result i64) (local $y i64) (local $z f64) (local $k i32)
                      (local $b i32) (local $i i32) (local $d f64)
                      (local.set $k (i32.const 5))
                      (loop $again
                        (block $h (result i32 f64 externref)
                          FILLER
                          (try_table (catch $a $h)
                            (i32.store (i32.const 4) (call $throws (local.get $n) (local.get $r)))
                            FILLER
                            (i32.store (i32.const 8) (call $throws (i32.add (local.get $n) (local.get $k)) (local.get $r))))
                          FILLER
                          (i32.const 7) (f64.const 1.5) (ref.null extern))
                        ref.is_null local.set $b local.set $d local.set $i
                        (local.set $y (i64.add (local.get $y) (i64.extend_i32_u (local.get $b))))
                        (local.set $z (f64.add (local.get $z) (local.get $d)))
                        (local.set $y (i64.add (local.get $y) (i64.mul (i64.extend_i32_u (local.get $i)) (i64.load (i32.const 8)))))
                        (br_if $again (local.tee $k (i32.sub (local.get $k) (i32.const 1)))))
                      (i64.xor (local.get $y) (i64.reinterpret_f64 (local.get $z))))""".replace("FILLER", filler));
            for (int n = 0; n < 6; n++) {
                program.call(instance, "run", n, n % 2 == 0 ? null : "r");
            }
        });
    }
}

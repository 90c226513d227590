package dev.vespula.compiler;

import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Functions with few and many results of which one is a reference although no parameter is: the room for it must be there
 * however the function is called.
 */
class ManyResultsTest {
    private static final String[] CALLS = {"call $f", "call $host", "(call_indirect (type $t) (i32.const 0))",
        "(call_indirect (type $t) (i32.const 1))", "(call_ref $t (ref.func $f))", "call $tail", "call $tailHost",
        "call $tailTable", "call $chain", "call $throws"};

    private static String module(int count, int place) {
        String results = IntStream.range(0, count).mapToObj(k -> k == place ? "externref" : k % 3 == 1 ? "f64" : "i32")
                .collect(Collectors.joining(" "));
        String values = IntStream.range(0, count).mapToObj(k -> k == place ? "(ref.null extern)"
                : k % 3 == 1 ? "(f64.const " + k + ".5)" : "(i32.const " + (k + 7) + ")").collect(Collectors.joining(" "));
        String callers = IntStream.range(0, CALLS.length).mapToObj(k -> "(func (export \"all" + k + "\") (result " + results
                + ") " + CALLS[k] + ")"
                + "(func $drop" + k + " (export \"drop" + k + "\") (result i32) " + CALLS[k] + " drop".repeat(count - 1)
                + (place == 0 ? " ref.is_null)" : ")")
                + "(func (export \"loop" + k + "\") (param $n i32) (result i32) (local $sum i32) (loop $l (local.set $sum "
                + "(i32.add (local.get $sum) (call $drop" + k + "))) (br_if $l (local.tee $n (i32.sub (local.get $n) "
                + "(i32.const 1))))) (local.get $sum))").collect(Collectors.joining("\n"));
        return "(type $t (func (result " + results + "))) (import \"h\" \"f\" (func $host (type $t)))"
                + "(table funcref (elem $f $host)) (elem declare func $f) (tag $e (param " + results + "))"
                + "(func $f (type $t) " + values + ") (func $tail (type $t) return_call $f)"
                + "(func $tailHost (type $t) return_call $host)"
                + "(func $tailTable (type $t) (return_call_indirect (type $t) (i32.const 0)))"
                + "(func $chain (type $t) return_call $tailHost) (func $thrower (param i32) (if (local.get 0) (then "
                + values + " throw $e)))"
                + "(func $throws (type $t) (block $b (result " + results + ") (try_table (catch $e $b) "
                + "(call $thrower (i32.const 1))) unreachable))" + callers;
    }

    @ParameterizedTest
    @CsvSource({"2,1", "15,3", "16,0", "16,15", "17,16", "17,0", "33,20", "40,2", "200,150"})
    void oneOfThemIsAReference(int count, int place) throws Exception {
        FuncType type = FuncType.of().returning(IntStream.range(0, count)
                .mapToObj(k -> k == place ? ValType.EXTERNREF : k % 3 == 1 ? ValType.F64 : ValType.I32).toArray(
                        ValType[]::new));
        byte[] binary = Program.binary(module(count, place));
        Agreement.of(program -> {
            Module module = Module.of(program.engine, binary);
            for (int again = 0; again < 3; again++) {
                Store<Void> store = new Store<>(program.engine);
                if (program.engine.config().isMetered()) {
                    store.setFuel(Program.AMPLE_FUEL);
                }
                Linker<Void> linker = new Linker<>(program.engine);
                linker.func("h", "f", type, (caller, args) -> {
                    for (int k = 0; k < count; k++) {
                        if (k == place) {
                            args.result(k, "host");
                        } else if (k % 3 == 1) {
                            args.result(k, k + 0.25);
                        } else {
                            args.result(k, 3 * k);
                        }
                    }
                });
                Instance instance = linker.instantiate(store, module);
                for (int k = 0; k < CALLS.length; k++) {
                    program.call(instance, "drop" + k);
                    program.call(instance, "loop" + k, 50);
                    String all = "all" + k;
                    program.note(all, () -> Arrays.toString(instance.func(all).call()));
                }
            }
        });
    }
}

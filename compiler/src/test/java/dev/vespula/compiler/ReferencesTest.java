package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.CallOutcome;
import dev.vespula.Config;
import dev.vespula.HostSuspended;
import dev.vespula.Instance;
import dev.vespula.Tag;
import dev.vespula.WasmThrown;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Objects that Wasm has let go of can be collected: nothing on the stacks holds them. */
class ReferencesTest {
    private static final String FILLER =
            "(local.set $y (i64.add (i64.mul (local.get $y) (i64.const 77777777777)) (i64.const 99999999999)))\n".repeat(600);

    private final List<WeakReference<Object>> made = new ArrayList<>();

    /** Defines "make", "use", "both" and "check" of "h"; the last says how many objects are still there. */
    private void hosts(Program program) {
        made.clear();
        program.linker.func("h", "make", FuncType.of().returning(ValType.EXTERNREF), (caller, args) -> {
            Object object = new byte[100_000];
            made.add(new WeakReference<>(object));
            args.result(0, object);
        });
        program.linker.func("h", "use", FuncType.of(ValType.EXTERNREF), (caller, args) -> assertThat(args.ref(0)).isInstanceOf(
                byte[].class));
        program.linker.func("h", "same", FuncType.of(ValType.I32, ValType.EXTERNREF).returning(ValType.I32, ValType.EXTERNREF),
                (caller, args) -> {
                    Object object = args.ref(1);
                    int number = args.i32(0);
                    args.result(0, number);
                    args.result(1, object);
                });
        program.linker.func("h", "check", FuncType.of().returning(ValType.I32), (caller, args) -> args.result(0, alive()));
    }

    /** How many of the objects that were made cannot be collected. */
    private int alive() {
        int alive = made.size();
        for (int attempt = 0; attempt < 10 && alive > 0; attempt++) {
            System.gc();
            alive = (int) made.stream().filter(one -> one.get() != null).count();
        }
        return alive;
    }

    private static final String IMPORTS = """
            (import "h" "make" (func $make (result externref))) (import "h" "use" (func $use (param externref)))
            (import "h" "same" (func $same (param i32 externref) (result i32 externref)))
            (import "h" "check" (func $check (result i32)))
            """;
    private static final String TABLE = """
            (type $t (func (param externref i32) (result i32)))
            (table 2 funcref) (elem (i32.const 0) $leaf $tail) (elem declare func $leaf)
            """;

    /** Functions that hold an object for a while. */
    private static String holders(String filler) {
        return IMPORTS + TABLE + """
            (func $leaf (type $t) (local $y i64) FILLER (call $use (local.get 0)) (local.get 1))
            (func $tail (type $t) (return_call $leaf (local.get 0) (i32.const 5)))
            (func $many (param externref externref externref i64 externref) (result externref i32 externref)
              (local.get 0) (i32.const 3) (local.get 4))
            (func $hold (export "hold") (local $r externref) (local $y i64)
              FILLER
              (local.set $r (call $make))
              (call $use (local.get $r))
              (call $same (i32.const 1) (local.get $r)) drop drop
              (drop (call $leaf (local.get $r) (i32.const 1)))
              (drop (call $tail (local.get $r) (i32.const 1)))
              (drop (call_indirect (type $t) (local.get $r) (i32.const 1) (i32.const 0)))
              (drop (call_indirect (type $t) (local.get $r) (i32.const 1) (i32.const 1)))
              (drop (call_ref $t (call $make) (i32.const 1) (ref.func $leaf)))
              (call $many (call $make) (call $make) (call $make) (i64.const 1) (call $make)) drop drop drop)
            (func $trap (local $r externref) (local.set $r (call $make)) (call $use (local.get $r)) (unreachable))
            (func $callsTrap (export "trap") (call $trap))
            (func (export "run") (result i32) (local $k i32)
              (local.set $k (i32.const 20))
              (loop $l (call $hold) (br_if $l (local.tee $k (i32.sub (local.get $k) (i32.const 1)))))
              (call $check))
            """.replace("FILLER", filler);
    }

    @Test
    void framesThatReturnedHoldNothing() throws Exception {
        for (String filler : List.of("", FILLER)) {
            Agreement.of(program -> {
                hosts(program);
                Instance instance = program.instance(holders(filler));
                for (int round = 0; round < 3; round++) {
                    program.call(instance, "run");
                    program.call(instance, "hold");
                    program.note("left", this::alive);
                    program.call(instance, "trap");
                    program.note("left", this::alive);
                }
                assertThat(program.record()).contains("run[]: [0]").doesNotContain("left: 1");
            });
        }
    }

    @Test
    void handlersLetGoOfTheFramesAbove() throws Exception {
        for (String filler : List.of("", FILLER)) {
            Agreement.of(program -> {
                hosts(program);
                Tag tag = Tag.of(program.store, FuncType.of(ValType.EXTERNREF));
                program.linker.define("h", "tag", tag);
                program.linker.func("h", "throw", FuncType.of(ValType.EXTERNREF), (caller, args) -> {
                    throw new WasmThrown(tag, args.ref(0));
                });
                Instance instance = program.instance(IMPORTS + """
                        (import "h" "tag" (tag $tag (param externref)))
                        (import "h" "throw" (func $throw (param externref)))
                        """ + TABLE + """
                        (func $leaf (type $t) (call $use (local.get 0)) (local.get 1))
                        (func $tail (type $t) (return_call $leaf (local.get 0) (i32.const 5)))
                        (func $own (param externref i32) (if (local.get 1) (then (call $own (local.get 0) (i32.sub (local.get 1)
                          (i32.const 1)))) (else (throw $tag (local.get 0)))))
                        (func $hosts (param externref i32) (if (local.get 1) (then (call $hosts (local.get 0) (i32.sub (local.get 1)
                          (i32.const 1)))) (else (call $throw (local.get 0)))))
                        (func $step (local $y i64)
                          (block $h (result externref) (try_table (catch $tag $h) (call $own (call $make) (i32.const 5))) (ref.null extern))
                          drop
                          FILLER
                          (block $h (result externref) (try_table (catch $tag $h) (call $hosts (call $make) (i32.const 5))) (ref.null extern))
                          drop
                          (block $h (try_table (catch_all $h) (throw $tag (call $make)))))
                        (func (export "run") (result i32) (local $k i32)
                          (local.set $k (i32.const 30))
                          (loop $l (call $step) (br_if $l (local.tee $k (i32.sub (local.get $k) (i32.const 1)))))
                          (call $check))""".replace("FILLER", filler));
                for (int round = 0; round < 3; round++) {
                    program.call(instance, "run");
                    program.note("left", this::alive);
                }
                assertThat(program.record()).contains("run[]: [0]").doesNotContain("left: 1");
            });
        }
    }

    @Test
    void suspendedCallsThatAreGivenUpHoldNothing() throws Exception {
        Agreement.in(new Config(), program -> {
            hosts(program);
            program.linker.func("h", "pause", FuncType.of(ValType.EXTERNREF), (caller, args) -> {
                throw caller.suspend(null);
            });
            Instance instance = program.instance("""
                    (import "h" "make" (func $make (result externref))) (import "h" "pause" (func $pause (param externref)))
                    (func $inner (param externref) (local $r externref) (local.set $r (call $make)) (call $pause (local.get $r))
                      (call $pause (local.get 0)))
                    (func (export "run") (call $inner (call $make)) (call $inner (call $make)))""");
            program.note("given up", () -> {
                CallOutcome outcome = instance.func("run").callResumable();
                ((HostSuspended) outcome).close();
                return alive();
            });
            program.note("finished", () -> {
                CallOutcome outcome = instance.func("run").callResumable();
                while (outcome instanceof HostSuspended paused) {
                    outcome = paused.resume();
                }
                return alive();
            });
            assertThat(program.record()).isEqualTo("given up: 0\nfinished: 0\n");
        });
    }
}

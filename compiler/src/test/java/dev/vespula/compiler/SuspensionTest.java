package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.CallOutcome;
import dev.vespula.Config;
import dev.vespula.HostSuspended;
import dev.vespula.Instance;
import dev.vespula.OutOfFuel;
import dev.vespula.Snapshot;
import dev.vespula.SuspendedCall;
import dev.vespula.Tag;
import dev.vespula.WasmThrown;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Calls that host functions suspend go on in all ways as if nothing had happened. */
class SuspensionTest {
    private static final FuncType UNARY = FuncType.of(ValType.I32).returning(ValType.I32);

    /** Defines "h" "twice", which suspends every time. */
    private static void suspending(Program program) {
        program.linker.func("h", "twice", UNARY, (caller, args) -> {
            throw caller.suspend(args.i32(0));
        });
    }

    /** Calls a function; answers each suspension with twice its payload, and pays for each charge of fuel. */
    private static String answered(Program program, Instance instance, String function, Object... arguments) {
        StringBuilder events = new StringBuilder();
        if (program.engine.config().isMetered()) {
            program.store.setFuel(0);
        }
        CallOutcome outcome = instance.func(function).callResumable(arguments);
        while (!(outcome instanceof CallOutcome.Finished)) {
            if (outcome instanceof OutOfFuel paused) {
                events.append(paused.requiredFuel()).append(' ');
                program.store.setFuel(paused.requiredFuel());
                outcome = paused.resume();
            } else {
                HostSuspended paused = (HostSuspended) outcome;
                events.append('?').append(paused.payload()).append(' ');
                outcome = paused.resume(2 * (Integer) paused.payload());
            }
        }
        return events.append(((CallOutcome.Finished) outcome).values()).toString();
    }

    @Test
    void everyHostCallSuspends() throws Exception {
        String record = Agreement.of(program -> {
            suspending(program);
            Instance instance = Everything.link(program);
            for (int n = 1; n < 15; n++) {
                int argument = n;
                program.note("run " + n, () -> answered(program, instance, "run", argument, "x"));
            }
        });
        assertThat(record).contains("?14 ?13 ?12 ?11 ");
    }

    /** Host functions called in all ways, tail calls among them, from frames of both kinds. */
    private static final String CALLERS = """
            (type $t (func (param i32) (result i32)))
            (import "h" "twice" (func $twice (type $t)))
            (import "h" "values" (func $values (param i32 externref) (result i64 externref i32)))
            (table $table 4 funcref) (elem (i32.const 0) $twice $tail $tailIndirect $tailRef) (elem declare func $twice)
            (func $plain (export "plain") (param i32) (result i32) (i32.add (i32.const 1) (call $twice (local.get 0))))
            (func $tail (export "tail") (param i32) (result i32) (return_call $twice (i32.add (local.get 0) (i32.const 3))))
            (func $tailIndirect (export "tailIndirect") (param i32) (result i32) (local i64 i64 externref)
              (return_call_indirect $table (type $t) (local.get 0) (i32.const 0)))
            (func $tailRef (export "tailRef") (param i32) (result i32)
              (return_call_ref $t (i32.add (local.get 0) (i32.const 5)) (ref.func $twice)))
            (func $tailTail (export "tailTail") (param i32) (result i32) (return_call $tail (local.get 0)))
            (func (export "callsTail") (param i32) (result i32) (i32.add (i32.const 1) (call $tail (local.get 0))))
            (func (export "callsTailTail") (param i32) (result i32) (local $x i64)
              (local.set $x (i64.const 5))
              (i32.add (i32.wrap_i64 (local.get $x)) (call $tailTail (local.get 0))))
            (func (export "callsIndirect") (param i32) (result i32) (local $k i32) (local $sum i32)
              (loop $l
                (local.set $sum (i32.add (local.get $sum)
                  (call_indirect $table (type $t) (local.get 0) (i32.and (local.get $k) (i32.const 3)))))
                (br_if $l (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 1))) (i32.const 50))))
              (local.get $sum))
            (func (export "manyValues") (param i32 externref) (result i32) (local $r externref) (local $x i64)
              (call $values (local.get 0) (local.get 1)) drop (local.set $r) (local.set $x)
              (i32.add (i32.wrap_i64 (local.get $x)) (ref.is_null (local.get $r))))
            (func (export "tailValues") (param i32 externref) (result i64 externref i32)
              (return_call $values (local.get 0) (local.get 1)))
            (func $deep (export "deep") (param $n i32) (result i32)
              (if (result i32) (i32.eqz (local.get $n)) (then (call $tailTail (i32.const 1)))
                (else (i32.add (call $deep (i32.sub (local.get $n) (i32.const 1))) (call $tailRef (local.get $n))))))
            """;

    @Test
    void hostFunctionsAreSuspendedInEveryKindOfCall() throws Exception {
        Agreement.of(program -> {
            suspending(program);
            program.linker.func("h", "values", FuncType.of(ValType.I32, ValType.EXTERNREF)
                    .returning(ValType.I64, ValType.EXTERNREF, ValType.I32), (caller, args) -> {
                        throw caller.suspend(args.i32(0));
                    });
            Instance instance = program.instance(CALLERS);
            for (int round = 0; round < 3; round++) {
                for (String name : new String[] {"plain", "tail", "tailIndirect", "tailRef", "tailTail", "callsTail",
                    "callsTailTail", "callsIndirect", "deep"}) {
                    program.note(name, () -> answered(program, instance, name, 7));
                    program.call(instance, name, 8);
                }
                for (String name : new String[] {"manyValues", "tailValues"}) {
                    program.note(name, () -> {
                        if (program.engine.config().isMetered()) {
                            program.store.setFuel(1_000);
                        }
                        CallOutcome outcome = instance.func(name).callResumable(3, "x");
                        if (outcome instanceof HostSuspended paused) {
                            outcome = paused.resume(100L, "y", 9);
                        }
                        return ((CallOutcome.Finished) outcome).values();
                    });
                }
            }
        });
    }

    /** A tail call goes on in another instance; the frames below it must find their own again. */
    @Test
    void tailCallsIntoOtherInstancesAreContinued() throws Exception {
        Agreement.of(program -> {
            suspending(program);
            Instance first = program.instance("a", """
                    (type $t (func (param i32) (result i32)))
                    (import "h" "twice" (func $twice (type $t)))
                    (table (export "table") 4 funcref) (global $id (mut i32) (i32.const 1000))
                    (memory 1) (data (i32.const 0) "abcd")
                    (func (export "leaf") (param i32) (result i32)
                      (i32.add (i32.load8_u (i32.const 1)) (i32.add (global.get $id) (call $twice (local.get 0)))))
                    (func $hop (export "hop") (param i32) (result i32)
                      (return_call_indirect (type $t) (local.get 0) (i32.const 0)))
                    (func $keep (export "keep") (param $n i32) (result i32) (local $k i32)
                      (loop $l (br_if $l (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 1))) (i32.const 30))))
                      (i32.add (global.get $id) (i32.add (i32.load8_u (i32.const 0)) (call $hop (local.get $n)))))
                    (func (export "run") (param $n i32) (result i32)
                      (if (result i32) (i32.eqz (local.get $n)) (then (i32.const 0))
                        (else (i32.add (global.get $id)
                          (i32.add (call $keep (local.get $n))
                            (call_indirect (type $t) (i32.sub (local.get $n) (i32.const 1)) (i32.const 1)))))))""");
            Instance second = program.instance("""
                    (type $t (func (param i32) (result i32)))
                    (import "a" "table" (table 4 funcref)) (import "a" "leaf" (func $leaf (type $t)))
                    (import "a" "run" (func $run (type $t))) (import "a" "hop" (func $hop (type $t)))
                    (global $id (mut i32) (i32.const 7)) (memory 1) (data (i32.const 0) "xyz")
                    (func $plain (param i32) (result i32)
                      (i32.add (global.get $id) (i32.add (i32.load8_u (i32.const 2)) (call $leaf (local.get 0)))))
                    (func $entry (param i32) (result i32)
                      (if (i32.and (local.get 0) (i32.const 1)) (then (return_call $leaf (local.get 0))))
                      (return_call $plain (local.get 0)))
                    (func $back (param i32) (result i32)
                      (i32.add (global.get $id) (i32.add (call $run (local.get 0)) (i32.load8_u (i32.const 0)))))
                    (elem (i32.const 0) $entry $back)""");
            assertThat(second.exports()).isEmpty();
            for (int n = 1; n < 12; n++) {
                int argument = n;
                program.note("run " + n, () -> answered(program, first, "run", argument));
                program.note("hop " + n, () -> answered(program, first, "hop", argument));
            }
        });
    }

    @Test
    void suspendedHostFunctionsMayThrow() throws Exception {
        Agreement.of(program -> {
            suspending(program);
            Tag tag = Tag.of(program.store, FuncType.of(ValType.I32));
            program.linker.define("h", "tag", tag);
            Instance instance = program.instance("""
                    (import "h" "tag" (tag $tag (param i32)))
                    (import "h" "twice" (func $twice (param i32) (result i32)))
                    (func $tail (param i32) (result i32) (return_call $twice (local.get 0)))
                    (func $inner (param $n i32) (result i32)
                      (block $h (result i32)
                        (try_table (catch $tag $h) (return (i32.add (i32.const 1) (call $tail (local.get $n)))))
                        (unreachable)))
                    (func $outer (export "outer") (param $n i32) (result i32) (local $sum i32)
                      (loop $l
                        (local.set $sum (i32.add (local.get $sum) (call $inner (local.get $n))))
                        (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                      (local.get $sum))
                    (func (export "uncaught") (param $n i32) (result i32) (i32.add (i32.const 1) (call $tail (local.get $n))))
                    (func (export "inTail") (param $n i32) (result i32)
                      (try_table (return_call $tail (local.get $n))) (unreachable))""");
            for (String function : new String[] {"outer", "uncaught", "inTail"}) {
                for (int round = 0; round < 3; round++) {
                    program.note(function, () -> {
                        if (program.engine.config().isMetered()) {
                            program.store.setFuel(10_000);
                        }
                        CallOutcome outcome = instance.func(function).callResumable(8);
                        int count = 0;
                        while (outcome instanceof HostSuspended paused) {
                            outcome = count++ % 2 == 0 ? paused.resumeThrowing(new WasmThrown(tag, 100 + count))
                                    : paused.resume(5);
                        }
                        return ((CallOutcome.Finished) outcome).values();
                    });
                }
            }
        });
    }

    /** Each tail call of a host function, re-exported ones and calls through several instances, waits for its stage. */
    @Test
    void asynchronousHostFunctionsAreCalledInEveryWay() throws Exception {
        for (Way way : Way.values()) {
            for (Config.FuelMetering metering : Config.FuelMetering.values()) {
                Program program = new Program(way, new Config().withFuel(metering));
                program.linker.asyncFunc("h", "twice", UNARY, (caller, args) -> {
                    int asked = args.i32(0);
                    return CompletableFuture.supplyAsync(() -> 2 * asked);
                });
                Instance instance = program.instance("a", """
                        (type $t (func (param i32) (result i32)))
                        (import "h" "twice" (func $twice (type $t)))
                        (table $table 2 funcref) (elem (i32.const 0) $twice $tail) (elem declare func $twice $tail)
                        (export "twice" (func $twice))
                        (func $tail (export "tail") (param i32) (result i32) (return_call $twice (local.get 0)))
                        (func (export "tailIndirect") (param i32) (result i32)
                          (return_call_indirect $table (type $t) (local.get 0) (i32.const 0)))
                        (func (export "tailRef") (param i32) (result i32)
                          (return_call_ref $t (local.get 0) (ref.func $twice)))
                        (func (export "tailTail") (param i32) (result i32)
                          (return_call_indirect $table (type $t) (local.get 0) (i32.const 1)))""");
                Instance other = program.instance("""
                        (import "a" "tailRef" (func $f (param i32) (result i32)))
                        (import "a" "twice" (func $twice (param i32) (result i32)))
                        (func (export "tail") (param i32) (result i32) (return_call $f (local.get 0)))
                        (func (export "tailIndirect") (param i32) (result i32) (return_call $twice (local.get 0)))
                        (export "twice" (func $twice)) (export "tailRef" (func $f))
                        (func (export "tailTail") (param i32) (result i32) (local i64 f64 i64)
                          (i32.sub (call $f (call $f (local.get 0))) (call $twice (local.get 0))))""");
                for (int round = 0; round < 3; round++) {
                    for (String name : new String[] {"twice", "tail", "tailIndirect", "tailRef", "tailTail"}) {
                        for (Instance each : new Instance[] {instance, other}) {
                            assertThat(each.func(name).callAsync(21).get())
                                    .as("%s, fuel %s, %s", way, metering, name).containsExactly(42);
                        }
                    }
                }
            }
        }
    }

    @Test
    void failuresOfHostFunctionsPassAsThemselves() throws Exception {
        Agreement.in(new Config(), program -> {
            program.linker.func("h", "twice", UNARY, (caller, args) -> {
                if (args.i32(0) == 3) {
                    throw new UnsupportedOperationException("three");
                }
                args.result(0, 2 * args.i32(0));
            });
            program.linker.func("h", "values", FuncType.of(ValType.I32, ValType.EXTERNREF)
                    .returning(ValType.I64, ValType.EXTERNREF, ValType.I32), (caller, args) -> {
                        throw new OutOfMemoryError("of the host");
                    });
            Instance instance = program.instance(CALLERS);
            for (String name : new String[] {"plain", "tailIndirect", "callsIndirect", "deep"}) {
                for (int n = 1; n < 5; n++) {
                    program.call(instance, name, n);
                }
            }
            program.note("error", () -> {
                try {
                    return instance.func("manyValues").call(1, "x");
                } catch (OutOfMemoryError e) {
                    return e.getMessage();
                }
            });
            program.call(instance, "plain", 4);
        });
    }

    /** At every suspension the call is saved, and continued by the next way of executing. */
    @Test
    void suspendedCallsMoveBetweenWays() throws Exception {
        Way[] turns = {Way.COMPILED, Way.INTERPRETED, Way.MIXED, Way.COMPILED, Way.COMPILED, Way.MIXED_LATER, Way.INTERPRETED};
        for (Config config : new Config[] {new Config(), new Config().withFuel(Config.FuelMetering.ON)}) {
            for (String function : new String[] {"plain", "tail", "tailIndirect", "tailRef", "tailTail", "callsTail",
                "callsTailTail",
                "callsIndirect", "deep"}) {
                Program still = withHosts(Way.INTERPRETED, config, new int[1]);
                suspending(still);
                String expected = answered(still, still.instance(CALLERS), function, 9);
                assertThat(moved(config, turns, function, 9)).as(function).isEqualTo(expected);
            }
        }
    }

    /** A program whose host functions suspend without a payload; what they were asked is in the array. */
    private static Program withHosts(Way way, Config config, int[] asked) {
        Program program = new Program(way, config);
        program.linker.allowShadowing();
        program.linker.func("h", "twice", UNARY, (caller, args) -> {
            asked[0] = args.i32(0);
            throw caller.suspend(null);
        });
        program.linker.func("h", "values", FuncType.of(ValType.I32, ValType.EXTERNREF)
                .returning(ValType.I64, ValType.EXTERNREF, ValType.I32), (caller, args) -> {
                    throw caller.suspend(null);
                });
        return program;
    }

    /** As {@link #answered}, moving at every suspension. */
    private static String moved(Config config, Way[] turns, String function, Object... arguments) throws Exception {
        int turn = 0;
        int[] asked = new int[1];
        Program program = withHosts(turns[turn++], config, asked);
        if (config.isMetered()) {
            program.store.setFuel(0);
        }
        StringBuilder events = new StringBuilder();
        CallOutcome outcome = program.instance(CALLERS).func(function).callResumable(arguments);
        while (outcome instanceof SuspendedCall suspended) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Snapshot.of(suspended).write(bytes);
            program = withHosts(turns[turn++ % turns.length], config, asked);
            if (config.isMetered()) {
                // Then it gets what is in the snapshot.
                program.store.setFuel(0);
            }
            SuspendedCall restored = Snapshot.read(new ByteArrayInputStream(bytes.toByteArray()))
                    .restore(program.store, program.linker, program.module(CALLERS)).call().orElseThrow();
            if (restored instanceof OutOfFuel paused) {
                events.append(paused.requiredFuel()).append(' ');
                program.store.setFuel(paused.requiredFuel());
                outcome = paused.resume();
            } else {
                events.append('?').append(asked[0]).append(' ');
                outcome = ((HostSuspended) restored).resume(2 * asked[0]);
            }
        }
        return events.append(((CallOutcome.Finished) outcome).values()).toString();
    }
}

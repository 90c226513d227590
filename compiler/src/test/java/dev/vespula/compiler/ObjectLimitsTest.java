package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vespula.ByteBudget;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.StoreLimits;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits of the bytes of all objects, wherever a program keeps them. */
class ObjectLimitsTest {
    private static final long LIMIT = 1 << 20;
    /** A struct with a reference and three numbers. */
    private static final int NODE_BYTES = 16 + 4 + 3 * 8;
    private static final String FIELDS = """
            (type $n (struct (field (ref null $n)) (field i64 i64 i64)))
            (type $b (array (mut i8)))
            (type $r (array (mut anyref)))
            (import "env" "call" (func $host))
            (import "env" "nest" (func $nest (param i32)))
            (import "env" "nestTail" (func $nestTail (param i32)))
            (tag $t (param i64 i64))
            (global $keep (mut (ref null $n)) (ref.null $n))
            (table $anys 1 anyref)
            (table $thrown 0 exnref)
            (func (export "clear") (global.set $keep (ref.null $n)) (table.set $anys (i32.const 0) (ref.null any)))
            (func (export "inGlobal") (param i32)
              (loop $l
                (global.set $keep (struct.new $n (global.get $keep) (i64.const 1) (i64.const 2) (i64.const 3)))
                (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
            (func (export "inLocal") (param i32) (result i64) (local $list (ref null $n))
              (loop $l
                (local.set $list (struct.new $n (local.get $list) (i64.const 1) (i64.const 2) (i64.const 3)))
                (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
              (struct.get $n 2 (local.get $list)))
            (func $inFrames (export "inFrames") (param i32) (result i64) (local $mine (ref null $n))
              (local.set $mine (struct.new $n (ref.null $n) (i64.extend_i32_u (local.get 0)) (i64.const 2) (i64.const 3)))
              (if (result i64) (i32.eqz (local.get 0)) (then (i64.const 0))
                (else (i64.add (call $inFrames (i32.sub (local.get 0) (i32.const 1)))
                  (struct.get $n 1 (local.get $mine))))))
            (func (export "garbage") (param i32) (result i64) (local $last (ref null $n)) (local $sum i64)
              (loop $l
                (local.set $last (struct.new $n (ref.null $n) (i64.extend_i32_u (local.get 0)) (i64.const 2) (i64.const 3)))
                (local.set $sum (i64.add (local.get $sum) (struct.get $n 1 (local.get $last))))
                (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
              (local.get $sum))
            (func (export "arrays") (param i32)
              (loop $l
                (table.set $anys (i32.const 0)
                  (array.new_fixed $r 2 (table.get $anys (i32.const 0)) (array.new $b (i32.const 7) (i32.const 1000))))
                (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
            (func (export "array") (param i32) (result i32) (array.len (array.new_default $b (local.get 0))))
            (func (export "exceptions") (param i32)
              (loop $l
                (drop (table.grow $thrown
                  (block $h (result exnref) (try_table (catch_all_ref $h) (throw $t (i64.const 1) (i64.const 2))) (unreachable))
                  (i32.const 1)))
                (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
            (func (export "throughHost") (param i32) (local $mine (ref null $n))
              (local.set $mine (struct.new $n (ref.null $n) (i64.const 1) (i64.const 2) (i64.const 3)))
              (loop $l
                (call $host)
                (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
              (drop (struct.get $n 1 (local.get $mine))))
            (func $nested (export "nested") (param i32) (local $mine (ref null $b))
              (if (i32.eqz (local.get 0)) (then (return)))
              (local.set $mine (array.new_default $b (i32.const 20000)))
              (call $nest (i32.sub (local.get 0) (i32.const 1)))
              (array.set $b (local.get $mine) (i32.const 5) (i32.const 1)))
            (func (export "nestedByTailCall") (param i32) (local $mine (ref null $b))
              (if (i32.eqz (local.get 0)) (then (return)))
              (call $nested (i32.const 0))
              (local.set $mine (array.new_default $b (i32.const 20000)))
              (call $tail (local.get 0))
              (array.set $b (local.get $mine) (i32.const 5) (i32.const 1)))
            (func $tail (param i32) (return_call $nestTail (i32.sub (local.get 0) (i32.const 1))))
            """;

    private static Instance instance(Program program) {
        Instance[] made = new Instance[1];
        program.linker.func("env", "call", FuncType.of(), (caller, args) -> made[0].func("garbage").call(100));
        program.linker.func("env", "nest", IntConsumer.class, n -> made[0].func("nested").call(n));
        program.linker.func("env", "nestTail", FuncType.of(ValType.I32),
                (caller, args) -> made[0].func("nestedByTailCall").call(args.i32(0)));
        made[0] = program.instance(FIELDS);
        return made[0];
    }

    private static TrapCode trap(Runnable action) {
        return catchThrowableOfType(Trap.class, action::run).code();
    }

    @Test
    void whatIsKeptIsLimitedWhereverItIsKept() throws Exception {
        String record = Agreement.of(program -> {
            Instance instance = instance(program);
            program.store.limiter(StoreLimits.unlimited().withObjectBytes(LIMIT));
            int most = (int) (LIMIT / NODE_BYTES);
            for (String name : new String[] {"inGlobal", "inLocal"}) {
                instance.func("clear").call();
                instance.func(name).call(most / 2);
                instance.func("clear").call();
                instance.func(name).call(most * 7 / 8);
                instance.func("clear").call();
                program.note(name, () -> trap(() -> instance.func(name).call(most + 1)));
                program.note(name, () -> trap(() -> instance.func(name).call(100_000_000)));
            }
            instance.func("clear").call();
            program.call(instance, "inFrames", 5_000);
            instance.func("arrays").call(800);
            instance.func("clear").call();
            program.note("arrays", () -> trap(() -> instance.func("arrays").call(10_000_000)));
            instance.func("clear").call();
            program.call(instance, "array", 900_000);
            program.note("array", () -> trap(() -> instance.func("array").call((int) LIMIT)));
            program.note("array", () -> trap(() -> instance.func("array").call(-1)));
            program.call(instance, "exceptions", 1_000);
            program.note("exceptions", () -> trap(() -> instance.func("exceptions").call(10_000_000)));
        });
        assertThat(record.lines().filter(line -> line.contains("GROWTH_OPERATION_LIMITED"))).hasSize(8);
    }

    @Test
    void whatIsNotKeptDoesNotCount() throws Exception {
        Agreement.of(program -> {
            Instance instance = instance(program);
            program.store.limiter(StoreLimits.unlimited().withObjectBytes(LIMIT));
            instance.func("inGlobal").call((int) (LIMIT / NODE_BYTES / 2));
            program.call(instance, "garbage", 500_000);
            program.call(instance, "throughHost", 2_000);
            program.call(instance, "inFrames", 2_000);
        });
    }

    @Test
    void aLimitThatComesLaterCountsWhatIsThere() throws Exception {
        Agreement.of(program -> {
            Instance instance = instance(program);
            int most = (int) (LIMIT / NODE_BYTES);
            instance.func("inGlobal").call(2 * most);
            program.store.limiter(StoreLimits.unlimited().withObjectBytes(LIMIT));
            program.note("garbage", () -> trap(() -> instance.func("garbage").call(1)));
            program.store.limiter(StoreLimits.unlimited().withObjectBytes(3 * LIMIT));
            program.call(instance, "inGlobal", most / 2);
            program.note("too many", () -> trap(() -> instance.func("inGlobal").call(most)));
            program.store.limiter(null);
            instance.func("inGlobal").call(3 * most);
            program.store.limiter(StoreLimits.unlimited().withTotalBytes(6 * LIMIT));
            program.note("in all", () -> trap(() -> instance.func("garbage").call(1)));
            instance.func("clear").call();
            program.call(instance, "garbage", 1_000);
        });
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void storesShareBytesOfObjects(Way way) {
        Config config = new Config();
        for (Feature feature : Feature.values()) {
            config = config.with(feature);
        }
        Engine engine = way.engine(config);
        Module module = Module.of(engine, Program.binary(FIELDS));
        Linker<Void> linker = new Linker<Void>(engine).defineUnknownImportsAsTraps(module);
        ByteBudget budget = ByteBudget.of(LIMIT);
        int most = (int) (LIMIT / NODE_BYTES);
        Store<Void> first = new Store<>(engine);
        Store<Void> second = new Store<>(engine);
        Instance one = linker.instantiate(first, module);
        Instance two = linker.instantiate(second, module);
        for (Store<Void> store : List.of(first, second)) {
            store.shareBytes(budget);
        }
        one.func("inGlobal").call(most / 2);
        assertThat(trap(() -> two.func("inGlobal").call(most * 3 / 4))).isEqualTo(TrapCode.GROWTH_OPERATION_LIMITED);
        two.func("clear").call();
        two.func("garbage").call(most);
        first.shareBytes(null);
        second.shareBytes(null);
        assertThat(budget.left()).isEqualTo(LIMIT);
    }

    /** Also without a limit: a guest that fills the heap ends, and other stores go on. */
    @Test
    void aFullHeapEndsTheGuestOnly() throws Exception {
        for (Way way : List.of(Way.INTERPRETED, Way.COMPILED, Way.MIXED)) {
            assertThat(ChildJvm.run(FullHeap.class, List.of("-Xmx64m"), way.name()))
                    .contains("OUT_OF_SYSTEM_MEMORY", "host fine", "other store [15]");
        }
    }

    /** What frames hold below a host function that calls back is counted, too. */
    @Test
    void framesBelowHostFunctionsHideNothing() {
        for (Way way : Way.values()) {
            for (String function : List.of("nested", "nestedByTailCall")) {
                Program program = new Program(way, new Config());
                Instance instance = instance(program);
                program.store.limiter(StoreLimits.unlimited().withObjectBytes(LIMIT));
                int most = (int) (LIMIT / 20_000);
                for (int round = 0; round < 20; round++) {
                    instance.func(function).call(most / 2);
                    assertThat(trap(() -> instance.func(function).call(2 * most))).as(way + " " + function)
                            .isEqualTo(TrapCode.GROWTH_OPERATION_LIMITED);
                }
            }
        }
    }
}

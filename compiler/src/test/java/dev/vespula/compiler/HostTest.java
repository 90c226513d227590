package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Caller;
import dev.vespula.Config;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Memory;
import dev.vespula.ResourceLimiter;
import dev.vespula.SharedMemory;
import dev.vespula.Store;
import dev.vespula.Table;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.types.FuncType;
import dev.vespula.types.Limits;
import dev.vespula.types.MemoryType;
import dev.vespula.types.ValType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What the host sees and does while compiled code runs. */
class HostTest {
    private static final FuncType UNARY = FuncType.of(ValType.I32).returning(ValType.I32);

    @Test
    void hooksAreToldTheSame() throws Exception {
        String record = Agreement.of(program -> {
            List<Object> crossings = new ArrayList<>();
            program.store.callHook((data, crossing) -> crossings.add(crossing));
            Instance instance = Everything.instance(program);
            for (int n = 1; n < 8; n++) {
                program.call(instance, "run", n, null);
                program.note("crossings", crossings::toString);
            }
        });
        assertThat(record).contains("CALLING_HOST, RETURNING_FROM_HOST");
    }

    /** Whatever a slot held before would be the guest's. */
    @Test
    void everyResultMustBeSetHoweverManyThereAre() throws Exception {
        for (int count : new int[] {2, 63, 64, 65, 128, 129, 300}) {
            ValType[] results = new ValType[count];
            Arrays.fill(results, ValType.I32);
            int[] missing = {0};
            String record = Agreement.of(program -> {
                program.linker.func("env", "many", FuncType.of().returning(results), (caller, args) -> {
                    for (int k = 0; k < count; k++) {
                        if (k != missing[0]) {
                            args.result(k, k);
                        }
                    }
                });
                String types = "(result" + " i32".repeat(count) + ")";
                Instance instance = program.instance("(import \"env\" \"many\" (func $many " + types + "))"
                        + "(func (export \"run\") " + types + " (call $many))");
                for (int k : new int[] {-1, 0, 1, count / 2, count - 1}) {
                    missing[0] = k;
                    program.call(instance, "run");
                }
            });
            assertThat(record.lines().filter(line -> line.contains("run[]: ["))).hasSize(1);
            assertThat(record).contains("returned without setting result 0", "returned without setting result " + (count - 1));
        }
    }

    @Test
    void hooksMayThrow() throws Exception {
        Agreement.of(program -> {
            int[] countdown = {0};
            program.store.callHook((data, crossing) -> {
                if (countdown[0]-- == 0) {
                    throw new IllegalStateException("no more: " + crossing);
                }
            });
            countdown[0] = 1_000_000;
            Instance instance = Everything.instance(program);
            for (int n = 0; n < 25; n++) {
                countdown[0] = n;
                program.call(instance, "run", 5, null);
            }
        });
    }

    private static final class Recorder implements ResourceLimiter {
        private final StringBuilder asked = new StringBuilder();
        private final int refuse;
        private int count;

        Recorder(int refuse) {
            this.refuse = refuse;
        }

        private boolean ask(String what) {
            asked.append(what).append("; ");
            if (++count % 7 == 6 && refuse == 2) {
                throw new Trap(TrapCode.GROWTH_OPERATION_LIMITED);
            }
            return refuse == 0 || count % 5 != 0;
        }

        @Override
        public boolean memoryGrowing(long current, long desired, long maximum) {
            return ask("memory " + current + " " + desired + " " + maximum);
        }

        @Override
        public boolean tableGrowing(long current, long desired, long maximum) {
            return ask("table " + current + " " + desired + " " + maximum);
        }

        @Override
        public boolean arrayAllocating(long bytes) {
            return ask("array " + bytes);
        }

        @Override
        public void memoryGrowFailed(String reason) {
            asked.append("failed ").append(reason).append("; ");
        }

        @Override
        public void tableGrowFailed(String reason) {
            asked.append("failed ").append(reason).append("; ");
        }
    }

    @Test
    void limitersAreAskedTheSame() throws Exception {
        String text = """
                (type $a (array (mut i32))) (type $b (array (mut i8))) (type $f (array funcref))
                (memory $m 1 20) (memory $n i64 0 9) (table $t 2 40 funcref) (table $e i64 0 10 externref)
                (data $d "0123456789") (elem $fs func $self) (func $self)
                (func (export "run") (param $k i32) (result i32) (local $sum i32) (local $i i32)
                  (loop $l
                    (local.set $sum (i32.add (local.get $sum) (memory.grow $m (i32.const 1))))
                    (local.set $sum (i32.add (local.get $sum) (i32.wrap_i64 (memory.grow $n (i64.const 2)))))
                    (local.set $sum (i32.add (local.get $sum) (table.grow $t (ref.func $self) (i32.const 3))))
                    (local.set $sum (i32.add (local.get $sum) (i32.wrap_i64 (table.grow $e (ref.null extern) (i64.const 1)))))
                    (local.set $sum (i32.add (local.get $sum) (array.len (array.new_default $a (local.get $i)))))
                    (local.set $sum (i32.add (local.get $sum) (array.len (array.new $b (i32.const 1) (local.get $i)))))
                    (local.set $sum (i32.add (local.get $sum) (array.len (array.new_fixed $a 2 (i32.const 1) (i32.const 2)))))
                    (local.set $sum (i32.add (local.get $sum) (array.len (array.new_data $b $d (i32.const 1) (i32.const 2)))))
                    (local.set $sum (i32.add (local.get $sum) (array.len (array.new_elem $f $fs (i32.const 0) (i32.const 1)))))
                    (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $k))))
                  (local.get $sum))
                (func (export "order") (param $k i32) (result i32)
                  (array.len (array.new_fixed $a 2 (i32.div_u (i32.const 1) (local.get $k)) (i32.const 2))))
                (func (export "order2") (param $k i32) (result i32)
                  (array.len (array.new $a (i32.const 1) (i32.load (local.get $k)))))
                """;
        for (int refuse = 0; refuse < 3; refuse++) {
            int how = refuse;
            String record = Agreement.of(program -> {
                Instance instance = program.instance(text);
                for (int k = 1; k < 12; k++) {
                    Recorder recorder = new Recorder(how);
                    program.store.limiter(recorder);
                    program.call(instance, "run", k);
                    program.call(instance, "order", 0);
                    program.call(instance, "order", k);
                    program.call(instance, "order2", -1);
                    program.note("asked", recorder.asked::toString);
                }
            });
            assertThat(record).contains("memory 65536 131072 1310720; ");
        }
    }

    @Test
    void theHostLetsMemoriesAndTablesGrowDuringCalls() throws Exception {
        Agreement.of(program -> {
            Instance[] made = new Instance[1];
            program.linker.func("h", "grow", UNARY, (caller, args) -> {
                int argument = args.i32(0);
                Memory memory = made[0].memory("mem");
                Table table = made[0].table("table");
                long old = memory.grow(1);
                memory.writeInt(memory.size() - 8, argument + 1000);
                memory.writeInt(16, argument);
                table.grow(1, made[0].func("two"));
                args.result(0, (int) old + (int) table.size());
            });
            made[0] = program.instance("""
                    (type $t (func (param i32) (result i32)))
                    (import "h" "grow" (func $grow (type $t)))
                    (memory (export "mem") 1 30) (table (export "table") 1 funcref)
                    (func $two (export "two") (param i32) (result i32) (i32.add (local.get 0) (i32.const 2)))
                    (func $nested (param i32) (result i32) (i32.store (i32.const 32) (i32.const 77)) (call $grow (local.get 0)))
                    (func (export "run") (param $n i32) (result i32) (local $sum i32)
                      (i32.store (i32.const 24) (i32.const 5))
                      (loop $l
                        (local.set $sum (i32.add (local.get $sum) (call $nested (local.get $n))))
                        (local.set $sum (i32.add (local.get $sum)
                          (i32.load (i32.sub (i32.mul (memory.size) (i32.const 65536)) (i32.const 8)))))
                        (local.set $sum (i32.add (local.get $sum) (i32.add (i32.load (i32.const 16)) (i32.load (i32.const 32)))))
                        (local.set $sum (i32.add (local.get $sum)
                          (call_indirect (type $t) (local.get $n) (i32.sub (table.size) (i32.const 1)))))
                        (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                      (i32.add (local.get $sum) (i32.load (i32.const 24))))
                    (func (export "beyond") (param i32) (result i32)
                      (drop (call $grow (local.get 0))) (i32.load (i32.mul (memory.size) (i32.const 65536))))""");
            program.call(made[0], "run", 9);
            program.call(made[0], "beyond", 1);
            program.call(made[0], "run", 9);
            program.call(made[0], "run", 9);
            program.note("content", () -> made[0].memory("mem").readInt(16) + " " + made[0].memory("mem").pages());
        });
    }

    @Test
    void theHostCallsBack() throws Exception {
        Agreement.of(program -> {
            program.linker.func("h", "again", UNARY, (caller, args) -> {
                int argument = args.i32(0);
                args.result(0, argument <= 0 ? 1 : (int) again(caller, argument));
            });
            Instance instance = program.instance("""
                    (import "h" "again" (func $again (param i32) (result i32)))
                    (global $depth (export "depth") (mut i32) (i32.const 0)) (memory (export "mem") 1)
                    (func $step (param i32) (result i32) (i32.add (call $again (i32.sub (local.get 0) (i32.const 1))) (i32.const 1)))
                    (func (export "a") (param $n i32) (result i32) (local $k i32) (local $sum i32)
                      (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
                      (local.set $k (i32.const 2))
                      (loop $l
                        (i32.store (i32.const 8) (i32.add (i32.load (i32.const 8)) (i32.const 1)))
                        (local.set $sum (i32.add (local.get $sum) (call $step (local.get $n))))
                        (br_if $l (local.tee $k (i32.sub (local.get $k) (i32.const 1)))))
                      (i32.add (local.get $sum) (global.get $depth)))
                    (func (export "b") (param $n i32) (result i32)
                      (if (i32.eq (local.get $n) (i32.const 2)) (then (unreachable)))
                      (return_call $again (i32.sub (local.get $n) (i32.const 1))))""");
            for (int n = 0; n < 8; n++) {
                program.call(instance, "a", n);
                program.call(instance, "b", n);
            }
            program.note("depth", () -> instance.global("depth").get() + " " + instance.memory("mem").readInt(8));
        });
    }

    private static Object again(Caller<Void> caller, int argument) {
        Func function = caller.func(argument % 3 == 0 ? "b" : "a");
        try {
            return function.call(argument)[0];
        } catch (Trap trap) {
            if (argument % 2 == 0) {
                throw trap;
            }
            return -5;
        }
    }

    @Test
    void globalsAndElementsChangedByTheHostAreSeen() throws Exception {
        Agreement.of(program -> {
            Instance[] made = new Instance[1];
            program.linker.func("h", "change", FuncType.of(), (caller, args) -> {
                made[0].global("g").set((int) made[0].global("g").get() * 2);
                made[0].global("v").set((long) made[0].global("v").get() + 3);
                made[0].table("t").set(0, made[0].func((int) made[0].global("g").get() % 3 == 0 ? "x" : "y"));
            });
            made[0] = program.instance("""
                    (type $t (func (result i32)))
                    (import "h" "change" (func $change))
                    (global $g (export "g") (mut i32) (i32.const 1)) (global $v (export "v") (mut i64) (i64.const 1))
                    (table (export "t") 1 funcref)
                    (func (export "x") (result i32) (i32.const 10)) (func $y (export "y") (result i32) (i32.const 20))
                    (func (export "run") (param $n i32) (result i64) (local $sum i64)
                      (loop $l
                        (global.set $g (i32.add (global.get $g) (i32.const 1)))
                        (call $change)
                        (local.set $sum (i64.add (local.get $sum) (i64.add (global.get $v) (i64.extend_i32_s (global.get $g)))))
                        (local.set $sum (i64.add (local.get $sum) (i64.extend_i32_s (call_indirect (type $t) (i32.const 0)))))
                        (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                      (local.get $sum))""");
            program.call(made[0], "run", 10);
            program.call(made[0], "run", 15);
        });
    }

    /** Another thread lets a shared memory grow and writes to it while compiled code polls it. */
    @Test
    void sharedMemoriesGrowUnderCompiledCode() throws Exception {
        for (Way way : Way.values()) {
            Program program = new Program(way, new Config());
            CountDownLatch isRunning = new CountDownLatch(1);
            program.linker.func("h", "running", Runnable.class, isRunning::countDown);
            SharedMemory shared = SharedMemory.of(MemoryType.shared(Limits.range(1, 10)));
            program.linker.define("h", "mem", shared);
            Instance instance = program.instance("""
                    (import "h" "mem" (memory 1 10 shared))
                    (import "h" "running" (func $running))
                    (func (export "wait") (result i32) (local $n i32)
                      (call $running)
                      (loop $l (local.set $n (i32.add (local.get $n) (i32.const 1)))
                        (br_if $l (i32.eqz (i32.atomic.load (i32.const 8)))))
                      (i32.load (i32.sub (i32.mul (memory.size) (i32.const 65536)) (i32.const 4))))""");
            Thread writer = new Thread(() -> {
                try {
                    isRunning.await();
                } catch (InterruptedException e) {
                    return;
                }
                Store<Void> store = new Store<>(program.engine);
                Linker<Void> linker = new Linker<>(program.engine);
                linker.define("h", "mem", shared);
                linker.instantiate(store, program.module("""
                        (import "h" "mem" (memory 1 10 shared))
                        (func (export "go") (drop (memory.grow (i32.const 4)))
                          (i32.store (i32.const 327676) (i32.const 4711)) (i32.atomic.store (i32.const 8) (i32.const 1)))"""))
                        .func("go").call();
            });
            writer.start();
            assertThat(instance.func("wait").call()).as(way.name()).containsExactly(4711);
            writer.join();
        }
    }
}

package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.ByteBudget;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Memory;
import dev.vespula.Module;
import dev.vespula.ResourceLimiter;
import dev.vespula.SharedMemory;
import dev.vespula.Store;
import dev.vespula.StoreLimits;
import dev.vespula.Table;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.types.Limits;
import dev.vespula.types.MemoryType;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Limiters that use the store which they are asked for, and limits of sums. */
class LimiterTest {
    private static final int PAGE = 65_536;
    private static final String FIELDS = """
            (type $a (array (mut i8)))
            (memory (export "memory") 1 100) (memory $other (export "other") 0 10) (table (export "table") 1 100 funcref)
            (func (export "grow") (param i32) (result i32) (i32.store8 (i32.const 9) (i32.const 7)) (memory.grow (local.get 0)))
            (func (export "growTable") (param i32) (result i32)
              (i32.store8 (i32.const 9) (i32.const 8))
              (table.grow (ref.null func) (local.get 0))
              (i32.store8 (i32.const 9) (i32.const 9)))
            (func (export "array") (param i32) (result i32)
              (i32.store8 (i32.const 9) (i32.const 10))
              (array.len (array.new_default $a (local.get 0)))
              (i32.store8 (i32.const 9) (i32.const 11)))
            (func (export "peek") (result i32) (i32.load8_u (i32.const 9)))
            (func (export "sizes") (result i32 i32 i32) (memory.size) (memory.size $other) (table.size))
            """;

    /** Does something whenever it is asked, but not while it does. */
    private static final class Meddler implements ResourceLimiter {
        Callable<?> action = () -> null;

        private boolean meddle() {
            try {
                action.call();
                return true;
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public boolean memoryGrowing(long current, long desired, long maximum) {
            return meddle();
        }

        @Override
        public boolean tableGrowing(long current, long desired, long maximum) {
            return meddle();
        }

        @Override
        public boolean arrayAllocating(long bytes) {
            return meddle();
        }
    }

    @Test
    void nothingGrowsWhileTheLimiterIsAsked() throws Exception {
        String record = Agreement.of(program -> {
            Meddler meddler = new Meddler();
            program.store.limiter(meddler);
            Instance instance = program.instance(FIELDS);
            Memory memory = instance.memory("memory");
            Table table = instance.table("table");
            List<Callable<?>> actions = List.of(() -> memory.grow(5), () -> instance.memory("other").grow(1), () -> table.grow(
                    5, null),
                    () -> instance.func("grow").call(5), () -> instance.func("growTable").call(5), () -> program.instance(
                            FIELDS),
                    () -> instance.func("array").call(5), () -> instance.func("peek").call(), () -> memory.grow(0));
            for (Callable<?> action : actions) {
                meddler.action = action;
                for (String name : new String[] {"grow", "growTable", "array"}) {
                    program.call(instance, name, 1);
                    program.call(instance, "sizes");
                    program.call(instance, "peek");
                }
                program.note("by the host", () -> memory.grow(1) + " " + table.grow(1, null));
                program.call(instance, "sizes");
            }
        });
        assertThat(record).contains("while its limiter is asked, nothing in a store can grow or be made");
        // Only what looks was allowed: each time it grew by one page and one element, and once more by the host.
        assertThat(record.strip().lines().reduce((a, b) -> b).orElseThrow()).contains("sizes[]: [3, 0, 3]");
    }

    @Test
    void growthOfASharedMemoryInSeveralThreadsIsAddedUp() throws Exception {
        Engine engine = Engine.of(new Config());
        SharedMemory memory = SharedMemory.of(MemoryType.shared(Limits.range(1, 1_000)));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        ByteBudget budget = ByteBudget.of(700L * PAGE);
        List<Future<Integer>> grown = threads.invokeAll(Collections.nCopies(4, () -> {
            Store<Void> store = new Store<>(engine);
            store.shareBytes(budget);
            int count = 0;
            long last = 0;
            for (int k = 0; k < 200; k++) {
                long before = memory.in(store).grow(1);
                if (before >= 0) {
                    assertThat(before).isGreaterThan(last);
                    last = before;
                    count++;
                }
            }
            return count;
        }));
        int sum = 0;
        for (Future<Integer> one : grown) {
            sum += one.get();
        }
        threads.shutdown();
        assertThat(sum).isEqualTo(700);
        assertThat(memory.pages()).isEqualTo(701);
        assertThat(budget.left()).isZero();
    }

    @Test
    void theSumOfAllBytesIsLimited() throws Exception {
        Agreement.of(program -> {
            program.store.limiter(StoreLimits.unlimited().withTotalBytes(5 * PAGE + 40));
            Instance instance = program.instance(FIELDS);
            program.call(instance, "grow", 5);
            program.call(instance, "grow", 3);
            assertThat(instance.memory("memory").pages()).isEqualTo(4);
            program.note("other", () -> instance.memory("other").grow(2) + " " + instance.memory("other").grow(1));
            program.call(instance, "growTable", 10);
            program.call(instance, "growTable", 9);
            assertThat(instance.table("table").size()).isEqualTo(10);
            program.note("one more", () -> program.instance("(memory 1)"));
            program.note("shared", () -> program.instance("(memory 1 1 shared)"));
            program.note("table", () -> program.instance("(table 1 funcref)"));
            program.instance("(memory 0) (table 0 funcref)");
        });
    }

    @Test
    void storesWithACommonBudget() {
        Engine engine = Engine.of(new Config());
        Module module = Module.of(engine, Program.binary(
                "(memory (export \"memory\") 1) (table 1 funcref)"
                        + "(func (export \"grow\") (param i32) (result i32) (memory.grow (local.get 0)))"));
        ByteBudget budget = ByteBudget.of(3 * PAGE + 100);
        Store<Void> first = new Store<>(engine);
        Instance one = new Linker<Void>(engine).instantiate(first, module);
        first.shareBytes(budget);
        assertThat(budget.left()).isEqualTo(2 * PAGE + 96);
        Store<Void> second = new Store<>(engine);
        second.shareBytes(budget);
        Instance two = new Linker<Void>(engine).instantiate(second, module);
        assertThat(two.memory("memory").grow(1)).isEqualTo(1);
        assertThat(one.func("grow").call(1)).containsExactly(-1);
        Store<Void> third = new Store<>(engine);
        third.shareBytes(budget);
        assertThatThrownBy(() -> new Linker<Void>(engine).instantiate(third, module))
                .isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(
                        TrapCode.GROWTH_OPERATION_LIMITED));
        second.shareBytes(null);
        assertThat(one.func("grow").call(1)).containsExactly(1);
        assertThat(budget.left()).isEqualTo(PAGE + 96);
    }
}

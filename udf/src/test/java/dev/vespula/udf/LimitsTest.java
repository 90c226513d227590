package dev.vespula.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Engine;
import dev.vespula.Tier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fuel and memory. */
class LimitsTest {
    @Test
    void aRowHasItsFuel() {
        WasmUdfs udfs = WasmUdfs.of(Guests.NUMBERS).limits(l -> l.fuelPerRow(1_000).fuelPerTask(1_000_000));
        try (UdfTask task = udfs.newTask()) {
            RowCall work = task.rowCall("work");
            work.callI32(10);
            assertThatThrownBy(() -> work.callI32(1_000_000)).isInstanceOfSatisfying(UdfException.class, e -> {
                assertThat(e.kind()).isEqualTo(UdfErrorKind.FUEL_PER_ROW);
                assertThat(e.row()).isEqualTo(1);
                assertThat(e.function()).isEqualTo("work");
            }).hasMessage("function work, row 1: needs more than 1000 units of fuel (fuelPerRow)");
            work.callI32(10);
            assertThat(work.rows()).isEqualTo(3);
        }
    }

    @Test
    void aTaskHasItsFuel() {
        for (long perRow : new long[] {UdfLimits.UNLIMITED, 2_000}) {
            WasmUdfs udfs = WasmUdfs.of(Guests.NUMBERS).limits(l -> l.fuelPerRow(perRow).fuelPerTask(10_000)).onError(
                    OnError.NULL);
            try (UdfTask task = udfs.newTask()) {
                RowCall work = task.rowCall("work");
                long before = 0;
                while (true) {
                    try {
                        work.callI32(100);
                    } catch (UdfException e) {
                        assertThat(e.kind()).isEqualTo(UdfErrorKind.FUEL_PER_TASK);
                        assertThat(e).hasMessageContaining("10000").hasMessageContaining("fuelPerTask").hasMessageContaining(
                                "work");
                        break;
                    }
                    before = task.fuelUsed();
                }
                assertThat(before).isBetween(9_000L, 10_000L);
                assertThat(task.fuelUsed()).isLessThanOrEqualTo(10_000).isGreaterThanOrEqualTo(before);
                assertThat(work.rows()).isGreaterThan(10);
            }
        }
    }

    @Test
    void memoryIsLimitedAndTheMessageSaysSo() {
        byte[] module = Guests.text("""
                (module (memory 1)
                  (func (export "grow") (param i32) (result i32)
                    (if (i32.eq (memory.grow (local.get 0)) (i32.const -1)) (then (unreachable)))
                    (memory.size)))
                """);
        WasmUdfs udfs = WasmUdfs.of(module).limits(l -> l.memory(1 << 20));
        try (UdfTask task = udfs.newTask()) {
            assertThat(task.rowCall("grow").callI32(15)).isEqualTo(16);
            assertThatThrownBy(() -> task.rowCall("grow").callI32(1)).isInstanceOfSatisfying(UdfException.class,
                    e -> assertThat(e.kind())
                            .isEqualTo(UdfErrorKind.LIMIT)).hasMessageContaining("1048576 bytes of memory");
            assertThat(task.rowCall("grow").callI32(1)).as("another instance").isEqualTo(2);
        }
        WasmUdfs tooSmall = udfs.limits(l -> l.memory(100));
        try (UdfTask task = tooSmall.newTask()) {
            assertThatThrownBy(() -> task.rowCall("grow")).isInstanceOfSatisfying(UdfException.class, e -> assertThat(e.kind())
                    .isEqualTo(
                            UdfErrorKind.MODULE));
        }
    }

    @Test
    void longValuesAreRefused() {
        WasmUdfs udfs = Guests.strings().limits(l -> l.bytesPerValue(10));
        try (UdfTask task = udfs.newTask()) {
            assertThat(task.rowCall("upper").call("0123456789")).isEqualTo("0123456789");
            assertThatThrownBy(() -> task.rowCall("upper").call("0123456789a")).isInstanceOfSatisfying(UdfException.class,
                    e -> assertThat(
                            e.kind()).isEqualTo(UdfErrorKind.LIMIT)).hasMessageContaining("bytesPerValue");
        }
    }

    /** The same rows cost the same: in every tier, in every task, whatever ran before, row by row and in all. */
    @Test
    void fuelOfRowsIsTheSameInAllTiersAndTasks() {
        List<List<Long>> runs = new ArrayList<>();
        for (Tier tier : List.of(Tier.INTERPRETER, Tier.COMPILED, Tier.AUTO)) {
            Engine engine = Engine.of(WasmUdfs.config().withTier(tier));
            WasmUdfs numbers = WasmUdfs.of(engine, Guests.NUMBERS).limits(l -> l.fuelPerRow(1_000_000));
            WasmUdfs strings = WasmUdfs.of(engine, Guests.STRINGS).declare(Guests.STRING_SIGNATURES).limits(l -> l.fuelPerRow(
                    1_000_000));
            for (int attempt = 0; attempt < 3; attempt++) {
                runs.add(fuel(numbers, strings));
            }
            // Without a limit of rows, fuel is counted in another way.
            runs.add(fuel(numbers.limits(l -> UdfLimits.standard()), strings.limits(l -> UdfLimits.standard())));
            runs.add(fuel(numbers.reuse(InstanceReuse.BETWEEN_TASKS), strings.reuse(InstanceReuse.BETWEEN_TASKS)));
        }
        assertThat(runs).allSatisfy(run -> assertThat(run).isEqualTo(runs.get(0)));
        assertThat(runs.get(0)).hasSize(302).doesNotContain(0L);
    }

    private static List<Long> fuel(WasmUdfs numbers, WasmUdfs strings) {
        List<Long> fuel = new ArrayList<>();
        try (UdfTask task = numbers.newTask(); UdfTask other = strings.newTask()) {
            RowCall gcd = task.rowCall("gcd");
            RowCall work = task.rowCall("work");
            RowCall upper = other.rowCall("upper");
            for (int row = 0; row < 100; row++) {
                long before = task.fuelUsed();
                gcd.callI64(row * 1_234_567L, row * row + 1);
                fuel.add(task.fuelUsed() - before);
                before = task.fuelUsed();
                work.callI32(row % 10 * 100 + 1);
                fuel.add(task.fuelUsed() - before);
                before = other.fuelUsed();
                upper.call("x".repeat(row * 50));
                fuel.add(other.fuelUsed() - before);
            }
            fuel.add(gcd.fuelUsed());
            fuel.add(work.fuelUsed());
            assertThat(gcd.fuelUsed() + work.fuelUsed()).isEqualTo(task.fuelUsed());
            assertThat(upper.fuelUsed()).isEqualTo(other.fuelUsed());
        }
        return fuel;
    }

    @Test
    void fuelIsExactAfterTraps() {
        List<Long> used = new ArrayList<>();
        for (long perRow : new long[] {500, UdfLimits.UNLIMITED, 500, UdfLimits.UNLIMITED}) {
            WasmUdfs udfs = WasmUdfs.of(Guests.NUMBERS).limits(l -> l.fuelPerRow(perRow)).onError(OnError.NULL);
            try (UdfTask task = udfs.newTask()) {
                RowCall div = task.rowCall("div");
                for (int row = 0; row < 50; row++) {
                    div.callI32(100, row % 5);
                    assertThat(div.wasNull()).isEqualTo(row % 5 == 0);
                }
                used.add(task.fuelUsed());
                assertThat(div.fuelUsed()).isEqualTo(task.fuelUsed());
            }
        }
        assertThat(used).containsOnly(used.get(0));
    }

    @Test
    void anEngineThatDoesNotCountHasOtherLimitsOnly() {
        WasmUdfs udfs = WasmUdfs.of(Engine.create(), Guests.NUMBERS);
        try (UdfTask task = udfs.newTask()) {
            assertThat(task.rowCall("gcd").callI64(4, 6)).isEqualTo(2);
            assertThat(task.fuelUsed()).isZero();
        }
        assertThatThrownBy(() -> udfs.limits(l -> l.fuelPerRow(10))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "fuel");
        assertThatThrownBy(() -> udfs.limits(l -> l.fuelPerTask(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}

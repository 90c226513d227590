package dev.vespula.spark;

import static dev.vespula.spark.Sessions.SPARK;
import static dev.vespula.spark.Sessions.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

/** Fuel is counted once for each partition, however often it was computed. */
class FuelTest {
    private static FuelUse use(int stage, long query, int partition, long task, String function, long units) {
        return new FuelUse(stage, query, partition, task, function, units);
    }

    @Test
    void theSameQueryUsesTheSame() {
        WasmFunctions hostile = WasmFunctions.register(SPARK, "fuel", Guests.hostile());
        rows("SELECT max(fuel.work(id)), max(fuel.calls(id)) FROM range(0, 1000, 1, 4)");
        Map<String, Long> once = hostile.fuel().byFunction();
        assertThat(once).containsOnlyKeys("work", "calls");
        assertThat(once.get("work")).isGreaterThan(500_000);
        rows("SELECT max(fuel.work(id)), max(fuel.calls(id)) FROM range(0, 1000, 1, 4)");
        assertThat(hostile.fuel().byFunction()).isEqualTo(Map.of("work", 2 * once.get("work"), "calls", 2 * once.get("calls")));
        hostile.fuel().reset();
        assertThat(hostile.fuel().byFunction()).isEmpty();
        assertThat(hostile.fuel().isZero()).isTrue();
    }

    /** Fuel per row or not, the same number. */
    @Test
    void limitsDoNotChangeWhatIsUsed() {
        WasmFunctions free = WasmFunctions.register(SPARK, "free", Guests.hostile());
        WasmFunctions limited = WasmFunctions.register(SPARK, "limited", Guests.hostile().limits(limits -> limits.fuelPerRow(
                1_000_000)));
        rows("SELECT max(free.work(id)), max(limited.work(id)) FROM range(0, 1000, 1, 4)");
        assertThat(limited.fuel().byFunction()).isEqualTo(free.fuel().byFunction());
    }

    @Test
    void aTaskThatWasTriedTwiceCountsOnce() {
        WasmFunctions hostile = WasmFunctions.register(SPARK, "retried", Guests.hostile());
        SPARK.udf().register("failsOnce", (UDF1<Long, Boolean>) id -> {
            if (id % 250 == 249 && TaskContext.get().attemptNumber() == 0) {
                throw new IllegalStateException("the first attempt");
            }
            return true;
        }, DataTypes.BooleanType);
        rows("SELECT max(retried.work(id)) FROM range(0, 1000, 1, 4)");
        long once = hostile.fuel().byFunction().get("work");
        hostile.fuel().reset();
        rows("SELECT max(w) FROM (SELECT retried.work(id) AS w, id FROM range(0, 1000, 1, 4)) WHERE failsOnce(id)");
        assertThat(hostile.fuel().byFunction()).isEqualTo(Map.of("work", once));
    }

    /** As two attempts that both end well give it, where Spark speculates or computes a stage again. */
    @Test
    void ofTwoAttemptsOneCounts() {
        WasmFuel fuel = new WasmFuel();
        fuel.merge(of(use(1, 7, 0, 10, "f", 100)));
        fuel.merge(of(use(1, 7, 0, 12, "f", 100)));
        fuel.merge(of(use(1, 7, 1, 11, "f", 50)));
        fuel.merge(of(use(1, 7, 0, 10, "g", 1)));
        fuel.merge(of(use(2, 8, 0, 13, "f", 3)));
        assertThat(fuel.value()).isEqualTo(Map.of("f", 153L, "g", 1L));
        assertThat(fuel.ofQuery(7)).isEqualTo(Map.of("f", 150L, "g", 1L));
        assertThat(fuel.ofQuery(9)).isEmpty();
        assertThat(fuel.copy().value()).isEqualTo(fuel.value());
        assertThat(fuel.copyAndReset().isZero()).isTrue();
    }

    @Test
    void oldStagesAreSummedUp() {
        WasmFuel fuel = new WasmFuel();
        for (int stage = 0; stage < 1000; stage++) {
            fuel.add(use(stage, stage, 0, stage, "f", 1));
        }
        assertThat(fuel.byFunction()).isEqualTo(Map.of("f", 1000L));
        assertThat(fuel.ofQuery(0)).isEmpty();
        assertThat(fuel.ofQuery(999)).isEqualTo(Map.of("f", 1L));
    }

    private static WasmFuel of(FuelUse use) {
        WasmFuel fuel = new WasmFuel();
        fuel.add(use);
        return fuel;
    }
}

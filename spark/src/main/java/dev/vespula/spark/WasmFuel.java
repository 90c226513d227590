package dev.vespula.spark;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.apache.spark.util.AccumulatorV2;

/**
 * Units of fuel that functions of a module have used, summed up on the driver as tasks end. What a retried or speculative task reports
 * counts once for its stage and partition: all attempts use the same. Fuel of failed tasks, and of rows that the driver itself computes
 * while it plans, is not in it. Thread-safe.
 *
 * <pre>{@code
 * WasmFunctions geo = WasmFunctions.register(spark, "geo", udfs);
 * spark.sql("SELECT max(geo.gcd(a, b)) FROM pairs").collect();
 * long units = geo.fuel().byFunction().get("gcd");
 * }</pre>
 *
 * <p>Spark shows it in the tables of a stage, as it does all accumulators with names.
 */
public final class WasmFuel extends AccumulatorV2<FuelUse, Map<String, Long>> {
    private static final long serialVersionUID = 1;
    /** Stages that are kept apart; what comes of attempts of older ones could be counted twice. Bounds what a long session keeps. */
    private static final int STAGES = 256;

    /** By stage, in the order of their first task. */
    private final LinkedHashMap<Integer, Stage> stages = new LinkedHashMap<>();
    private final TreeMap<String, Long> older = new TreeMap<>();

    /** What partitions of a stage have used, by partition. */
    private record Stage(long query, Map<Integer, Attempt> partitions) implements Serializable {}

    /** What one attempt has used, by function. */
    private record Attempt(long task, Map<String, Long> functions) implements Serializable {}

    /** Nothing yet. Register it with a SparkContext; {@link WasmFunctions} has done that with its own. */
    public WasmFuel() {}

    /** Units by function, for all queries. */
    public synchronized Map<String, Long> byFunction() {
        Map<String, Long> sums = sums(query -> true);
        older.forEach((function, units) -> sums.merge(function, units, Long::sum));
        return sums;
    }

    /**
     * Units by function for one query.
     *
     * @param executionId as Spark's UI and its listeners have it; of the last 256 stages
     */
    public synchronized Map<String, Long> ofQuery(long executionId) {
        return sums(query -> query == executionId);
    }

    private Map<String, Long> sums(LongPredicate wanted) {
        Map<String, Long> sums = new TreeMap<>();
        for (Stage stage : stages.values()) {
            if (wanted.test(stage.query)) {
                addTo(sums, stage);
            }
        }
        return sums;
    }

    private static void addTo(Map<String, Long> sums, Stage stage) {
        for (Attempt attempt : stage.partitions.values()) {
            attempt.functions.forEach((function, units) -> sums.merge(function, units, Long::sum));
        }
    }

    /** As {@link #byFunction}. */
    @Override
    public Map<String, Long> value() {
        return byFunction();
    }

    @Override
    public synchronized boolean isZero() {
        return stages.isEmpty() && older.isEmpty();
    }

    @Override
    public synchronized void reset() {
        stages.clear();
        older.clear();
    }

    @Override
    public synchronized WasmFuel copy() {
        WasmFuel copy = new WasmFuel();
        copy.merge(this);
        return copy;
    }

    /** Nothing: no copy is made to be emptied. */
    @Override
    public WasmFuel copyAndReset() {
        return new WasmFuel();
    }

    /** What a task has used; called by tasks. */
    @Override
    public synchronized void add(FuelUse use) {
        add(use.stage(), use.query(), use.partition(), use.task(), use.function(), use.units());
    }

    @Override
    public void merge(AccumulatorV2<FuelUse, Map<String, Long>> other) {
        WasmFuel from = (WasmFuel) other;
        Map<Integer, Stage> theirs;
        Map<String, Long> theirOlder;
        synchronized (from) {
            theirs = new LinkedHashMap<>(from.stages);
            theirOlder = new TreeMap<>(from.older);
        }
        synchronized (this) {
            theirs.forEach((id, stage) -> stage.partitions.forEach((partition, attempt) -> attempt.functions.forEach(
                    (function, units) -> add(id, stage.query, partition, attempt.task, function, units))));
            theirOlder.forEach((function, units) -> older.merge(function, units, Long::sum));
        }
    }

    private void add(int stageId, long query, int partition, long task, String function, long units) {
        Map<Integer, Attempt> partitions = stages.computeIfAbsent(stageId, id -> new Stage(query, new HashMap<>())).partitions;
        Attempt known = partitions.get(partition);
        if (known == null || known.task > task) {
            known = new Attempt(task, new HashMap<>());
            partitions.put(partition, known);
        }
        if (known.task == task) {
            known.functions.merge(function, units, Long::sum);
        }
        if (stages.size() > STAGES) {
            Iterator<Stage> oldest = stages.values().iterator();
            addTo(older, oldest.next());
            oldest.remove();
        }
    }
}

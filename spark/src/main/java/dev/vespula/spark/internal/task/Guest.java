package dev.vespula.spark.internal.task;

import dev.vespula.udf.AggregateCall;
import dev.vespula.udf.RowArguments;
import dev.vespula.udf.RowCall;
import dev.vespula.udf.TableCall;
import dev.vespula.udf.UdfTask;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** An instance of a module, for one thread of a task: all functions of the module that the task uses share it. */
public final class Guest {
    private final Thread thread = Thread.currentThread();
    private final UdfTask task;
    private final Map<String, RowArguments<?>> calls = new HashMap<>();

    Guest(UdfTask task) {
        this.task = task;
    }

    /** Whether it is for the thread that asks. */
    public boolean isOfThisThread() {
        return thread == Thread.currentThread();
    }

    /** A scalar function. */
    public RowCall scalar(String function) {
        return call(function, task::rowCall);
    }

    /** A table function. */
    public TableCall table(String function) {
        return call(function, task::tableCall);
    }

    /** An aggregate function. */
    public AggregateCall aggregate(String function) {
        return call(function, task::aggregate);
    }

    @SuppressWarnings("unchecked") // a function is of one kind
    private <C extends RowArguments<C>> C call(String function, Function<String, C> opening) {
        RowArguments<?> known = calls.get(function);
        if (known == null) {
            known = opening.apply(function);
            calls.put(function, known);
        }
        return (C) known;
    }

    void fuelUsed(BiConsumer<String, Long> counted) {
        calls.forEach((function, call) -> counted.accept(function, call.fuelUsed()));
    }

    /** Ends it, in its own thread; from another, what runs is stopped, and what is left goes with the object. */
    void end() {
        if (isOfThisThread()) {
            task.close();
        } else {
            task.interrupt();
        }
    }
}

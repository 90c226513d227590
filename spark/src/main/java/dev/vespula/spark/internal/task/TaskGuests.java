package dev.vespula.spark.internal.task;

import dev.vespula.spark.FuelUse;
import dev.vespula.spark.WasmFuel;
import dev.vespula.spark.internal.module.ModuleOrigin;
import dev.vespula.udf.UdfTask;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * The guests of a task of Spark. A thread has its own: Spark computes what goes to a Python worker or a script in another thread of the
 * same task.
 */
final class TaskGuests {
    private static final Map<TaskContext, TaskGuests> RUNNING = new ConcurrentHashMap<>();

    private final TaskContext context;
    private final Map<Key, Counted> guests = new ConcurrentHashMap<>();
    private volatile boolean isOver;

    private record Key(Thread thread, ModuleOrigin module, long fuel) {}

    private record Counted(Guest guest, WasmFuel fuel) {}

    private TaskGuests(TaskContext context) {
        this.context = context;
    }

    static Guest guest(FunctionUse use) {
        TaskContext context = TaskContext.get();
        if (context == null) {
            // On the driver, which computes constants and small tables. Nothing tells when that ends: the guest goes with who asked.
            return new Guest(use.module().udfs().newTask());
        }
        TaskGuests known = RUNNING.get(context);
        if (known == null) {
            known = begin(context);
        }
        return known.of(use);
    }

    private static TaskGuests begin(TaskContext context) {
        TaskGuests begun = new TaskGuests(context);
        @Nullable
        TaskGuests other = RUNNING.putIfAbsent(context, begun);
        if (other != null) {
            return other;
        }
        // Called at once if the task is over.
        context.addTaskCompletionListener((TaskCompletionListener) ended -> begun.end());
        return begun;
    }

    private Guest of(FunctionUse use) {
        Key key = new Key(Thread.currentThread(), use.module(), use.fuel().id());
        return guests.computeIfAbsent(key, wanted -> open(use)).guest;
    }

    private Counted open(FunctionUse use) {
        UdfTask task = use.module().udfs().newTask();
        // Spark interrupts threads only if the job's group was made so, and tells before 4.2 nobody else.
        task.interruptWhen(() -> isOver || context.isInterrupted());
        return new Counted(new Guest(task), use.fuel());
    }

    private void end() {
        RUNNING.remove(context);
        isOver = true;
        String query = context.getLocalProperty("spark.sql.execution.id");
        long id = query == null ? -1 : Long.parseLong(query);
        for (Counted counted : guests.values()) {
            counted.guest.fuelUsed((function, units) -> counted.fuel.add(new FuelUse(context.stageId(), id, context
                    .partitionId(),
                    context.taskAttemptId(), function, units)));
            counted.guest.end();
        }
    }
}

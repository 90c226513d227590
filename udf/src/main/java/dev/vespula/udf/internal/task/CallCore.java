package dev.vespula.udf.internal.task;

import dev.vespula.udf.Signature;

/** What the calls of one function in one task count. */
public final class CallCore {
    private final TaskCore task;
    private final Signature function;
    private int generation = -1;
    long fuelUsed;
    private long rows;

    public CallCore(TaskCore task, Signature function) {
        this.task = task;
        this.function = function;
    }

    public Signature function() {
        return function;
    }

    public TaskCore task() {
        return task;
    }

    /** Whether there is another instance than at the last call; asked before each. */
    public boolean isStale() {
        return generation != task.generation;
    }

    /** The instance that the calls are for from now on. */
    public Guest bind() {
        Guest guest = task.guest(function.name());
        generation = task.generation;
        return guest;
    }

    public void begin(int count) {
        task.begin(this, count);
    }

    public void end(int count) {
        task.end(this);
        rows += count;
    }

    /** Throws, or returns if the row may fail: its result is null then. */
    public void failed(Throwable thrown, int count) {
        long row = rows;
        rows += count;
        task.failed(this, row, thrown);
    }

    /** A function that was called for a block says that it failed at one of its rows. Throws, unless that may be. */
    public void rowFailed(int index, String message) {
        task.rowFailed(this, rows + index, message);
    }

    /** What is thrown where no failure may pass. */
    public RuntimeException fatal(Throwable thrown, int count) {
        long row = rows;
        rows += count;
        return task.fatal(this, row, thrown);
    }

    public void unpaid(Runnable work) {
        task.unpaid(work);
    }

    public long rows() {
        return rows;
    }

    /** A row whose result is known without the guest. */
    public void skip() {
        rows++;
    }

    public long fuelUsed() {
        task.settle();
        return fuelUsed;
    }
}

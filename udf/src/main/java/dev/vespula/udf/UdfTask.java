package dev.vespula.udf;

import dev.vespula.udf.internal.task.CallCore;
import dev.vespula.udf.internal.task.CancelPoller;
import dev.vespula.udf.internal.task.TaskCore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A task: some rows that one thread gives to functions of a module, in an instance that is the task's alone. Make one for each task of
 * the data engine and close it when that ends. A task and all that was made by it are for one thread at a time; {@link #interrupt} may
 * be called by any.
 *
 * <p>Two tasks that do the same calls in the same order use the same fuel, whatever ran before or runs beside them, unless instances
 * {@linkplain InstanceReuse#BETWEEN_TASKS go from task to task}.
 *
 * <p>After a trap the instance is replaced by a new one: what functions had kept in their memory is gone.
 */
public final class UdfTask implements AutoCloseable {
    private final WasmUdfs udfs;
    private final TaskCore core;
    private @Nullable Runnable watching;

    UdfTask(WasmUdfs udfs, TaskCore core) {
        this.udfs = udfs;
        this.core = core;
    }

    /** The functions. */
    public WasmUdfs udfs() {
        return udfs;
    }

    /**
     * A scalar function, to be called for rows. Makes the instance if there is none yet.
     *
     * @throws UdfException with {@link UdfErrorKind#UNKNOWN_FUNCTION} if there is no such scalar function, with
     *                      {@link UdfErrorKind#MODULE} if the module cannot be instantiated
     */
    public RowCall rowCall(String function) {
        return new RowCall(new CallCore(core, signature(function, FunctionKind.SCALAR)));
    }

    /** A scalar function, to be called for blocks of rows. As {@link #rowCall}. */
    public BlockCall blockCall(String function) {
        return new BlockCall(new CallCore(core, signature(function, FunctionKind.SCALAR)));
    }

    /** A table function. As {@link #rowCall}. */
    public TableCall tableCall(String function) {
        return new TableCall(new CallCore(core, signature(function, FunctionKind.TABLE)));
    }

    /** An aggregate function. As {@link #rowCall}. */
    public AggregateCall aggregate(String function) {
        return new AggregateCall(new CallCore(core, signature(function, FunctionKind.AGGREGATE)));
    }

    private Signature signature(String function, FunctionKind kind) {
        Signature signature = udfs.function(function).signature();
        if (signature.kind() != kind) {
            throw new UdfException(UdfErrorKind.UNKNOWN_FUNCTION, function, "is of kind " + signature.kind() + ", not " + kind);
        }
        return signature;
    }

    /** Who gets the rows at which functions fail, with {@link OnError#SIDE_OUTPUT}. */
    public UdfTask sideOutput(Consumer<? super RowError> listener) {
        core.sideOutput(listener);
        return this;
    }

    /** Units of fuel that all calls of the task have used; 0 if the engine does not count. */
    public long fuelUsed() {
        return core.fuelUsed();
    }

    /**
     * Asks the task to stop: the call under way, or the next one, fails with {@link UdfErrorKind#INTERRUPTED}, and so do all that
     * come after it. Interrupting the thread stops the call under way, too.
     */
    public void interrupt() {
        core.interrupt();
    }

    /**
     * Interrupts the task as soon as a condition holds, for data engines that have a flag to look at and nobody to tell. One thread
     * of the process looks at all such conditions, every 20 ms; it ends when there are none. The condition must not block.
     */
    public UdfTask interruptWhen(BooleanSupplier condition) {
        stopWatching();
        watching = CancelPoller.watch(condition, this::interrupt);
        return this;
    }

    private void stopWatching() {
        if (watching != null) {
            watching.run();
            watching = null;
        }
    }

    /** Ends the task. Further calls are {@link IllegalStateException}s. */
    @Override
    public void close() {
        stopWatching();
        core.close();
    }
}

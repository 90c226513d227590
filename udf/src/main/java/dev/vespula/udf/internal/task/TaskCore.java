package dev.vespula.udf.internal.task;

import dev.vespula.AllocationException;
import dev.vespula.LimitException;
import dev.vespula.LinkException;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.WasmException;
import dev.vespula.udf.InstanceReuse;
import dev.vespula.udf.OnError;
import dev.vespula.udf.RowError;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfException;
import dev.vespula.udf.UdfLimits;
import java.util.function.Consumer;

/**
 * A task: an instance, replaced after it trapped, and the fuel that is left. One thread at a time; {@link #interrupt} is for all.
 */
public final class TaskCore {
    private final InstancePool pool;
    private final UdfLimits limits;
    private final OnError onError;
    private final InstanceReuse reuse;
    private final Metering metering;
    private final Object interrupting = new Object();
    private PooledInstance instance;
    /** The store of an instance that is being made. */
    private Store<Void> begun;
    /** Counts instances: calls of an earlier one bind anew. */
    int generation;
    private long fuelLeft;
    private long allowance;
    /** Whether the task's fuel, and not that of rows, is what ends first. */
    private boolean isLastFuel;
    private CallCore active;
    private boolean isInterrupted;
    private boolean isClosed;
    private Consumer<? super RowError> sideOutput;

    public TaskCore(InstancePool pool, UdfLimits limits, OnError onError, InstanceReuse reuse) {
        this.pool = pool;
        this.limits = limits;
        this.onError = onError;
        this.reuse = reuse;
        this.metering = !pool.engine().config().isMetered()
                ? Metering.NONE
                : limits.fuelPerRow() == UdfLimits.UNLIMITED ? Metering.TASK : Metering.ROW;
        this.fuelLeft = limits.fuelPerTask();
    }

    public UdfLimits limits() {
        return limits;
    }

    public void sideOutput(Consumer<? super RowError> listener) {
        sideOutput = listener;
    }

    /** The instance, made if there is none. */
    Guest guest(String function) {
        if (isClosed) {
            throw new IllegalStateException("the task is closed");
        }
        synchronized (interrupting) {
            if (isInterrupted) {
                throw new UdfException(UdfErrorKind.INTERRUPTED, function, "the task was interrupted");
            }
        }
        if (instance == null) {
            PooledInstance taken = take(function);
            if (metering != Metering.NONE) {
                taken.store().setFuel(fuelLeft);
            }
            synchronized (interrupting) {
                instance = taken;
                begun = null;
                if (isInterrupted) {
                    taken.store().interrupt();
                }
            }
            generation++;
        }
        return instance.guest();
    }

    private PooledInstance take(String function) {
        try {
            return pool.take(limits, reuse, this::beginning);
        } catch (LinkException | LimitException e) {
            throw new UdfException(UdfErrorKind.MODULE, function, -1, "no instance of the module: " + e.getMessage(), e);
        } catch (WasmException e) {
            if (e instanceof Trap trap && trap.code() == TrapCode.INTERRUPTED) {
                throw new UdfException(UdfErrorKind.INTERRUPTED, function, -1, "interrupted while the module is instantiated",
                        e);
            }
            throw new UdfException(UdfErrorKind.MODULE, function, -1, "the module fails while it is instantiated: " + e
                    .getMessage(), e);
        }
    }

    /** What an instance does at its beginning can be interrupted, too. */
    private void beginning(Store<Void> store) {
        synchronized (interrupting) {
            begun = store;
            if (isInterrupted) {
                store.interrupt();
            }
        }
    }

    /** Begins a call of so many rows. */
    void begin(CallCore call, int rows) {
        instance.limiter().forget();
        if (metering == Metering.ROW) {
            long perRow = limits.fuelPerRow();
            long wanted = rows == 1 || perRow > Long.MAX_VALUE / Math.max(1, rows) ? perRow : perRow * rows;
            isLastFuel = fuelLeft < wanted;
            allowance = isLastFuel ? fuelLeft : wanted;
            instance.store().setFuel(allowance);
        } else if (active != call) {
            settle();
            active = call;
        }
    }

    /** Ends it. */
    void end(CallCore call) {
        if (metering == Metering.ROW && instance != null) {
            long used = allowance - instance.store().fuel();
            fuelLeft -= used;
            call.fuelUsed += used;
        }
    }

    /** Without limits of rows: attributes what was used since the last call of another function. */
    void settle() {
        if (metering == Metering.TASK && instance != null) {
            long left = instance.store().fuel();
            if (active != null) {
                active.fuelUsed += fuelLeft - left;
            }
            fuelLeft = left;
        }
    }

    /** Does something in the guest that no row pays for: room for arguments, with as much fuel as a row has. */
    void unpaid(Runnable work) {
        if (metering == Metering.NONE) {
            work.run();
            return;
        }
        Store<Void> store = instance.store();
        long before = store.fuel();
        store.setFuel(Math.min(limits.fuelPerRow(), limits.fuelPerTask()));
        try {
            work.run();
        } finally {
            store.setFuel(before);
        }
    }

    public long fuelUsed() {
        settle();
        return limits.fuelPerTask() - fuelLeft;
    }

    /** What became of a call: throws, unless the row may fail. */
    void failed(CallCore call, long row, Throwable thrown) {
        settleRow(fatal(call, row, thrown));
    }

    /** A row of a block failed; the instance is as it should be. */
    void rowFailed(CallCore call, long row, String message) {
        settleRow(new UdfException(UdfErrorKind.GUEST_ERROR, call.function().name(), row, message, null));
    }

    private void settleRow(UdfException failure) {
        if (!failure.kind().isOfRow() || onError == OnError.FAIL) {
            throw failure;
        }
        if (onError == OnError.SIDE_OUTPUT && sideOutput != null) {
            sideOutput.accept(new RowError(failure.function(), failure.row(), failure.kind(), failure.reason()));
        }
    }

    /** The same where no failure may pass. */
    UdfException fatal(CallCore call, long row, Throwable thrown) {
        UdfException failure = failure(call, row, thrown);
        end(call);
        if (!(thrown instanceof GuestFault fault && fault.isOrderly())) {
            discard();
        }
        return failure;
    }

    private UdfException failure(CallCore call, long row, Throwable thrown) {
        if (thrown instanceof Error error) {
            end(call);
            discard();
            throw error;
        }
        String name = call.function().name();
        if (thrown instanceof UdfException failure) {
            return failure;
        }
        if (thrown instanceof GuestFault fault) {
            return new UdfException(fault.kind(), name, row, fault.getMessage(), null);
        }
        if (thrown instanceof Trap trap) {
            return trapped(name, row, trap);
        }
        if (thrown instanceof AllocationException) {
            return new UdfException(UdfErrorKind.LIMIT, name, row, thrown.getMessage(), thrown);
        }
        if (thrown instanceof WasmException) {
            return new UdfException(UdfErrorKind.TRAP, name, row, thrown.getMessage(), thrown);
        }
        end(call);
        discard();
        throw thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
    }

    private UdfException trapped(String name, long row, Trap trap) {
        TrapCode code = trap.code();
        if (code == TrapCode.OUT_OF_FUEL) {
            boolean isOfTask = metering == Metering.TASK || isLastFuel;
            return isOfTask
                    ? new UdfException(UdfErrorKind.FUEL_PER_TASK, name, row, "the task's " + limits.fuelPerTask()
                            + " units of fuel are used up (fuelPerTask)", trap)
                    : new UdfException(UdfErrorKind.FUEL_PER_ROW, name, row, "needs more than " + limits.fuelPerRow()
                            + " units of fuel (fuelPerRow)", trap);
        }
        if (code == TrapCode.INTERRUPTED || code == TrapCode.DEADLINE_EXCEEDED) {
            return new UdfException(UdfErrorKind.INTERRUPTED, name, row, "interrupted", trap);
        }
        boolean isMemory = code == TrapCode.GROWTH_OPERATION_LIMITED || instance != null && instance.limiter().hasRefused();
        return isMemory
                ? new UdfException(UdfErrorKind.LIMIT, name, row, "wants more than " + limits.memory()
                        + " bytes of memory (memory): "
                        + trap.getMessage(), trap)
                : new UdfException(UdfErrorKind.TRAP, name, row, trap.getMessage(), trap);
    }

    /** What the instance holds after a fault is not known. */
    private void discard() {
        if (instance != null) {
            settle();
            active = null;
            PooledInstance gone = instance;
            synchronized (interrupting) {
                instance = null;
            }
            generation++;
            gone.store().close();
        }
    }

    public void interrupt() {
        synchronized (interrupting) {
            isInterrupted = true;
            Store<Void> store = instance != null ? instance.store() : begun;
            if (store != null) {
                store.interrupt();
            }
        }
    }

    /** Gives the instance back. The second time nothing. */
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        settle();
        PooledInstance gone = instance;
        synchronized (interrupting) {
            instance = null;
        }
        generation++;
        if (gone != null) {
            pool.giveBack(gone, isInterrupted ? InstanceReuse.NEVER : reuse);
        }
    }
}

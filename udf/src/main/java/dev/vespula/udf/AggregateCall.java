package dev.vespula.udf;

import dev.vespula.udf.internal.task.AggregateBody;
import dev.vespula.udf.internal.task.CallCore;
import dev.vespula.udf.internal.task.RowValues;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate function of a task. States can be written as bytes, and read in another task, for the exchange between nodes.
 *
 * <pre>{@code
 * AggregateCall total = task.aggregate("total");
 * AggregateState state = total.init();
 * for (long amount : amounts) {
 *     total.setLong(0, amount).update(state);
 * }
 * total.merge(state, total.load(bytesFromElsewhere));
 * Object result = total.result(state);
 * }</pre>
 *
 * <p>Rows with a null for which there is no place are left out, as SQL has it. A state is of no use after a failure that its function did
 * not report itself: so an aggregate that traps fails its task whatever {@link OnError} says. Each of the methods below may use
 * {@link UdfLimits#fuelPerRow()}.
 */
public final class AggregateCall extends RowArguments<AggregateCall> {
    private AggregateBody body;
    private int states;

    AggregateCall(CallCore core) {
        super(core);
        this.body = core.bind().aggregate(core);
    }

    private <R extends @Nullable Object> R does(Step<R> step, int rows) {
        if (core.isStale()) {
            if (states > 0 && body.keepsStates()) {
                throw new UdfException(UdfErrorKind.TRAP, signature().name(), "its states are lost: the instance has trapped");
            }
            body = core.bind().aggregate(core);
        }
        core.begin(1);
        try {
            R result = step.run(body);
            core.end(rows);
            return result;
        } catch (Throwable thrown) {
            throw core.fatal(thrown, rows);
        }
    }

    private interface Step<R extends @Nullable Object> {
        R run(AggregateBody body);
    }

    /** A state of no rows. */
    public AggregateState init() {
        AggregateState state = new AggregateState(this, does(AggregateBody::init, 0));
        states++;
        return state;
    }

    /** Adds the row whose arguments were set. */
    public void update(AggregateState state) {
        Object held = held(state);
        if (row.hasUnexpectedNull()) {
            core.skip();
        } else {
            state.held = does(aggregate -> aggregate.update(held, row), 1);
        }
    }

    /** Adds a row of objects, as {@link RowCall#call} takes them. */
    public void update(AggregateState state, @Nullable Object... args) {
        setAll(args);
        update(state);
    }

    /** Adds to a state what another has; the other is of no use afterwards. */
    public void merge(AggregateState state, AggregateState other) {
        Object into = held(state);
        Object from = held(other);
        if (state == other) {
            throw new IllegalArgumentException("a state merged with itself");
        }
        state.held = does(aggregate -> aggregate.merge(into, from), 0);
        other.held = null;
        states--;
    }

    /** The result for a state, as {@link RowCall#call} returns it; the state stays as it is. */
    public @Nullable Object result(AggregateState state) {
        Object held = held(state);
        row.isNull = false;
        does(aggregate -> {
            aggregate.result(held, row);
            return null;
        }, 0);
        return RowValues.result(row, signature());
    }

    /** The state as bytes, for {@link #load} in any task. */
    public byte[] save(AggregateState state) {
        Object held = held(state);
        return does(aggregate -> aggregate.save(held), 0);
    }

    /** A state that was written. */
    public AggregateState load(byte[] bytes) {
        AggregateState state = new AggregateState(this, does(aggregate -> aggregate.load(bytes), 0));
        states++;
        return state;
    }

    /** Lets the function free what a state has; it is of no use afterwards. At the end of the task everything is freed. */
    public void drop(AggregateState state) {
        Object held = held(state);
        state.held = null;
        states--;
        does(aggregate -> {
            aggregate.drop(held);
            return null;
        }, 0);
    }

    private Object held(AggregateState state) {
        if (state.call != this || state.held == null) {
            throw new IllegalArgumentException(state.call != this ? "a state of another call"
                    : "a state that was merged or dropped");
        }
        return Objects.requireNonNull(state.held);
    }
}

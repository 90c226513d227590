package dev.vespula;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a resumable call ended or paused: see {@link Func#callResumable}.
 *
 * <pre>{@code
 * CallOutcome outcome = func.callResumable(7);
 * while (outcome instanceof OutOfFuel paused) {
 *     store.setFuel(store.fuel() + 10_000 + paused.requiredFuel());
 *     outcome = paused.resume();
 * }
 * }</pre>
 */
public sealed interface CallOutcome permits CallOutcome.Finished, SuspendedCall {
    /** Whether the call is over. */
    default boolean isFinished() {
        return this instanceof Finished;
    }

    /**
     * The call returned.
     *
     * @param values the results
     */
    record Finished(List<Val> values) implements CallOutcome {
        /** Results that cannot be changed. */
        public Finished {
            values = List.copyOf(values);
        }

        /** The results in the form of {@link Func#call}. */
        public @Nullable Object[] results() {
            return values.stream().map(Val::toObject).toArray();
        }
    }
}

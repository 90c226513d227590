package dev.vespula.component;

import org.jspecify.annotations.Nullable;

/**
 * How a resumable call of a component's function ended or paused: see {@link ComponentFunc#callResumable}.
 *
 * <pre>{@code
 * ComponentOutcome outcome = func.callResumable("who?");
 * while (outcome instanceof PausedComponentCall.InHost paused) {
 *     outcome = paused.resume("the answer to " + paused.payload());
 * }
 * Object result = ((ComponentOutcome.Finished) outcome).result();
 * }</pre>
 */
public sealed interface ComponentOutcome permits ComponentOutcome.Finished, PausedComponentCall {

    /**
     * The call returned.
     *
     * @param result null if the function has none
     */
    record Finished(@Nullable Object result) implements ComponentOutcome {}
}

package dev.vespula.component;

/** How a resumable call of a component's function ended or paused: see {@link ComponentFunc#callResumable}. */
public sealed interface ComponentOutcome permits ComponentOutcome.Finished, PausedComponentCall {

    /**
     * The call returned.
     *
     * @param result null if the function has none
     */
    record Finished(Object result) implements ComponentOutcome {}
}

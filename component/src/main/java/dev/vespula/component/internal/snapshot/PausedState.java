package dev.vespula.component.internal.snapshot;

import dev.vespula.component.internal.abi.FromHost;
import dev.vespula.component.internal.abi.LiftedFunction;
import dev.vespula.component.internal.abi.LoweredSuspension;

/**
 * A paused call.
 *
 * @param activation the call
 * @param call       what takes its result
 * @param suspension where it waits for the host; null if it does not
 */
public record PausedState(LiftedFunction.Activation activation, FromHost call, LoweredSuspension suspension) {}

/**
 * The machine: dispatch, the stacks of an activation, stopping and going on, unwinding, backtraces; and the border, where compiled frames
 * become interpreted ones. In comes a call in a window, out its results, a trap, or a state that can be resumed.
 */
package dev.vespula.internal.interp;

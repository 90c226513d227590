/**
 * Stopping an execution from outside: the {@link Signals} of a store and who raises them, deadlines, epochs, the interruption of
 * threads. In comes a reason, out goes a trap when the execution looks. Other threads touch only what {@link Signals} and
 * {@link Occupancy} name.
 */
package dev.vespula.internal.stop;

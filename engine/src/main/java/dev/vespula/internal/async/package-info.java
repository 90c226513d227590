/**
 * Asynchronous calls: they take turns at their store, on executors that may do anything with a turn.
 */
package dev.vespula.internal.async;

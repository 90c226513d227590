/** Computations that suspend and go on, in a module and from Java: the proposal for stack switching. */
package dev.vespula.examples.continuations;

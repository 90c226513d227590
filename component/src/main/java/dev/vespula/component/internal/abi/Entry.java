package dev.vespula.component.internal.abi;

import dev.vespula.Func;

/**
 * How the host enters a function of numbers.
 *
 * @param func takes core values that are right, enters the instance, calls, leaves, and gives a result that is right
 * @param code is the same for entries that have the same code, in other instances
 */
public record Entry(Func func, Object code) {}

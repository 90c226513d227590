/**
 * What compiled code alone calls: entries, tail calls, room on the stack, traps, exceptions, and the loader of its classes. Each member
 * is marked with {@link dev.vespula.internal.contract.Contract}.
 */
package dev.vespula.internal.compiled;

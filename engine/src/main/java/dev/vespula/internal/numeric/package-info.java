/**
 * What numeric and vector instructions compute, as static methods of numbers. Interpreter, compiled code and constant folding use them.
 */
package dev.vespula.internal.numeric;

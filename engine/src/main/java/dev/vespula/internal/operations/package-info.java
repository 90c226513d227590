/**
 * What instructions do that is more than arithmetic, once for interpreter and compiled code, and what the tables of operations say
 * about it ({@link Operation}). Static methods over instances and values: they check, charge and act, in the order of the specification.
 */
package dev.vespula.internal.operations;

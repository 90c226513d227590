/**
 * What generated code uses of others: the members of the engine that are marked with
 * {@link dev.vespula.internal.contract.Contract}, written by the build, and those of the JDK. Constants only.
 */
package dev.vespula.compiler.contract;

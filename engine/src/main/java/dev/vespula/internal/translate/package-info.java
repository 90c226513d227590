/**
 * From validated instructions to IR, in one pass with validation: operands are slots, constants or pending expressions until a statement
 * needs them. In comes a {@link dev.vespula.internal.validate.CodeSink}'s instructions, out an IR function.
 */
package dev.vespula.internal.translate;

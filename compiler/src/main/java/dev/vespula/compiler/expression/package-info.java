/**
 * Operands: pushes the value of an expression of the IR, of vectors both halves. In comes the index of its first word, out the index
 * behind it. Nothing here branches to other statements or may stop.
 */
package dev.vespula.compiler.expression;

/**
 * Validation, section 3 of the specification. What is found valid in a function body is told to a
 * {@link dev.vespula.internal.validate.CodeSink}, from which the translator works.
 *
 * <p>{@link dev.vespula.internal.validate.FunctionValidator} is the loop; {@code FunctionBody} the state;
 * {@link dev.vespula.internal.validate.Instruction} the instruction in hand; {@link dev.vespula.internal.validate.Family}
 * the table of what is data; one class for each family of other instructions holds their rules.
 */
package dev.vespula.internal.validate;

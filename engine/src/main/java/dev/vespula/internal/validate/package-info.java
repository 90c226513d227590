/**
 * Validation, section 3 of the specification. What is found valid in a function body is told to a
 * {@link dev.vespula.internal.validate.CodeSink}, from which the translator works.
 *
 * <p>{@link dev.vespula.internal.validate.FunctionValidator} is the loop; {@code Body} the state; one class for each
 * family of instructions holds the rules.
 */
package dev.vespula.internal.validate;

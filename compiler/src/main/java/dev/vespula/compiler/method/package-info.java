/**
 * The method of a function or of a part of one: statements, calls, branches, exceptions, and what is written to the frame when it stops.
 * In comes a {@link FunctionPlan}, out the content of a method. Nothing is on the JVM's operand
 * stack between statements, and no method exceeds 8,000 bytes.
 */
package dev.vespula.compiler.method;

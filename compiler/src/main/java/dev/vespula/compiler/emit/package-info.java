/**
 * Writes classes. In comes the IR of functions with their plan, out goes a class file by {@code UnitCompiler}. {@code MethodEmitter}
 * writes a method, {@code SplitPlan} divides what is too large for one. Nothing is on the JVM's operand stack between
 * statements, and no method exceeds 8,000 bytes; nothing here runs or loads what it writes.
 */
package dev.vespula.compiler.emit;


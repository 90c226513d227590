/**
 * From bytes to {@link dev.vespula.internal.binary.ModuleModel}: the binary format, section 5 of the specification, and
 * the table of instructions that all later stages share. {@link dev.vespula.internal.binary.ModuleError} makes the errors of
 * all stages up to the IR.
 */
package dev.vespula.internal.binary;

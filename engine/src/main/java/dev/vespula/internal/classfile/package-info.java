/**
 * Writes small class files, for what Java sources cannot say. What they call is given as a {@link java.lang.reflect.Method}, so no
 * name of a method of the engine stands in a string.
 */
package dev.vespula.internal.classfile;

/**
 * How a function type is called in Java ({@link Shape}), and the classes of the entries through which functions are called that are not
 * known directly: compiled ones, interpreted ones, those of the host. In comes a type, out come classes.
 */
package dev.vespula.compiler.entry;

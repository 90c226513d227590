/**
 * Java sources for modules, components and WIT.
 *
 * <p>{@link dev.vespula.bindings.Bindings} reads a file and gives the sources of interfaces, records, sealed interfaces and enums for it,
 * with a class that makes instances. What is generated holds no logic: it calls the binding of the library, for which it is written.
 */
@NullMarked
package dev.vespula.bindings;

import org.jspecify.annotations.NullMarked;

/** WIT: Java for worlds, interfaces and their types, as the binding of components takes it. */
package dev.vespula.bindings.internal.wit;

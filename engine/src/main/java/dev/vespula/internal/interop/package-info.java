/**
 * Writes the small classes that carry typed calls between Java and Wasm without boxing. A class of our own has the shape
 * of the call in its bytecode and the target as a constant, so that the JIT compiles straight through it; chains of
 * method-handle combinators would do the same but cost several times more to make.
 */
package dev.vespula.internal.interop;

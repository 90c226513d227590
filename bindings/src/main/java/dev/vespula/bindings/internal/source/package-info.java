/** Java sources: declarations of types, how they mention one another, and their text. */
package dev.vespula.bindings.internal.source;

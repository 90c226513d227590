/**
 * Calls with the types of Java on both sides: method handles, lambdas and annotated methods that Wasm calls, handles and
 * interfaces that call Wasm. {@link dev.vespula.internal.typed.JavaShapes} says what Java types stand for;
 * {@link dev.vespula.internal.interop} writes the classes.
 */
package dev.vespula.internal.typed;

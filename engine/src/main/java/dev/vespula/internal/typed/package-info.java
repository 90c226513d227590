/**
 * Calls with the types of Java on both sides: method handles, lambdas and annotated methods that Wasm calls, handles and
 * interfaces that call Wasm. {@link dev.vespula.internal.typed.JavaShapes} says what Java types stand for.
 *
 * <p>Small classes carry the calls without boxing. A class of our own has the shape of the call in its bytecode and the target as
 * a constant, so that the JIT compiles straight through it; chains of method-handle combinators would do the same but cost several
 * times more to make. What they are put together from stands in {@link dev.vespula.internal.typed.CallSteps}.
 */
package dev.vespula.internal.typed;

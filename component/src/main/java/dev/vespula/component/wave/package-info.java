/**
 * Values of the component model as text: WAVE, the WebAssembly value encoding, as command lines have it. Thread-safe.
 *
 * Values are those that {@link dev.vespula.component.ComponentFunc#call} takes and gives:
 *
 * <pre>{@code
 * ValueType type = new ListType(Primitive.S32);
 * Object numbers = Wave.parse("[1, 2, 3]", type);
 * String text = Wave.print(numbers, type);
 *
 * ComponentFunc render = instance.func("my:app/site@1.0.0", "render");
 * try {
 *     WaveCall call = WaveCall.parse("render(\"home\")");
 *     Object page = render.call(call.arguments(render.type()).toArray());
 *     System.out.println(call.name() + " gave " + Wave.print(page, render.type().result().orElseThrow()));
 * } catch (WaveException e) {
 *     System.out.println(e.line() + ":" + e.column() + ": " + e.reason());
 * }
 * }</pre>
 */
@NullMarked
package dev.vespula.component.wave;

import org.jspecify.annotations.NullMarked;

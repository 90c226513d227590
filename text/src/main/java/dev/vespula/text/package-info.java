/**
 * The WebAssembly text format. {@link dev.vespula.text.Wat} parses and prints; with this artifact present the engine's
 * {@code Module.of} takes text as well as binaries. Inside: {@code syntax} (tokens and vocabulary) below {@code parser} (tokens to
 * binary) and {@code printer} (binary to text); {@code script} runs WAST scripts.
 *
 * Texts become binaries, and binaries texts:
 *
 * <pre>{@code
 * byte[] binary = Wat.parse("(module (func (export \"five\") (result i32) i32.const 5))");
 * Module five = Module.of(engine, binary);
 * System.out.println(Wat.print(binary, PrintStyle.FOLDED));
 * }</pre>
 */
@NullMarked
package dev.vespula.text;

import org.jspecify.annotations.NullMarked;

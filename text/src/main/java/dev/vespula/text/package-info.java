/**
 * The WebAssembly text format. {@link dev.vespula.text.Wat} parses and prints; with this artifact present the engine's
 * {@code Module.of} takes text as well as binaries. Inside: {@code syntax} (tokens and vocabulary) below {@code parser} (tokens to
 * binary) and {@code printer} (binary to text); {@code script} runs WAST scripts.
 */
package dev.vespula.text;

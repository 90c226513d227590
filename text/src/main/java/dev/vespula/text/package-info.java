/**
 * The WebAssembly text format. {@link dev.vespula.text.Wat} parses and prints; with this artifact present the engine's
 * {@code Module.of} takes text as well as binaries.
 */
package dev.vespula.text;

/**
 * Binary to text. In comes a module that the engine's decoder has accepted, out go pieces of text, never more than in proportion
 * to it. Sections are printed in their order; what a section's printer needs of others (names, types) is found in
 * {@code BinaryModule} and {@code TypeText}. A component's definitions are printed in their order, by {@code ComponentPrinter},
 * with the modules within it where they stand.
 */
package dev.vespula.text.printer;

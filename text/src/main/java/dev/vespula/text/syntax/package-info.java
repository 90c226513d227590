/**
 * Text to tokens: sources and their positions, the lexer, symbols, literals; and what parser and printer share: the words of
 * types, sections and instructions' immediates. Knows nothing of WebAssembly's structure beyond that vocabulary.
 */
package dev.vespula.text.syntax;

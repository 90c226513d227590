/**
 * Text to tokens: sources and their positions, the lexer, symbols, literals. Knows nothing of WebAssembly's structure
 * beyond its vocabulary.
 */
package dev.vespula.text.syntax;

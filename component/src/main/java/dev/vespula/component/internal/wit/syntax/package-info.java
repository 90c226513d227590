/** WIT text: characters, tokens, comments, and errors with their place. */
package dev.vespula.component.internal.wit.syntax;

/** Binary to text: section by section, function bodies flat or folded. */
package dev.vespula.text.printer;

/**
 * Functions that are too large for one method: which blocks go together, and how control and slots get from one method to another.
 */
package dev.vespula.compiler.split;

/**
 * The mark of what generated code may use of the engine. Nothing else, so that every package can carry it.
 */
package dev.vespula.internal.contract;

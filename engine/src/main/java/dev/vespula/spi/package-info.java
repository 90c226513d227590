/**
 * What other parts of Vespula and the engine have to do with one another: the text format provides itself, found by
 * {@link java.util.ServiceLoader}; components bring modules that they have written, pause calls, and end with their stores.
 */
package dev.vespula.spi;

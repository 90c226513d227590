/** What the text format provides to the engine, found by {@link java.util.ServiceLoader}. */
package dev.vespula.spi;

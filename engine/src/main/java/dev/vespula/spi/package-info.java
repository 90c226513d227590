/** What other artifacts of Vespula provide to the engine, found by {@link java.util.ServiceLoader}. */
package dev.vespula.spi;

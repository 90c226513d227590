/** Memories of guests, whose addresses and lengths are a stranger's. */
package dev.vespula.udf.internal.memory;

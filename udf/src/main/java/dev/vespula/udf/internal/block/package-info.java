/** Blocks of rows. */
package dev.vespula.udf.internal.block;

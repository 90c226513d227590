/** Signatures as text. */
package dev.vespula.udf.internal.text;

/** Types, values and signatures of functions as SQL has them. */
package dev.vespula.flink.internal.sql;

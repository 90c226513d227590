/** Statements and names of a session. */
@NullMarked
package dev.vespula.spark.internal.sql;

import org.jspecify.annotations.NullMarked;

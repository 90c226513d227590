/** Types and values: Spark's, and those of functions. */
@NullMarked
package dev.vespula.spark.internal.type;

import org.jspecify.annotations.NullMarked;

/** Functions as Spark calls them. */
@NullMarked
package dev.vespula.spark.internal.function;

import org.jspecify.annotations.NullMarked;

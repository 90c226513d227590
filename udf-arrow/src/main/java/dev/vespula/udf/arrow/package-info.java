/** Vectors of Apache Arrow for user-defined functions: {@link dev.vespula.udf.arrow.ArrowBlocks}. */
@NullMarked
package dev.vespula.udf.arrow;

import org.jspecify.annotations.NullMarked;

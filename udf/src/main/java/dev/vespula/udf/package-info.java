/** User-defined functions for data engines; {@link dev.vespula.udf.WasmUdfs} is where to begin. */
@NullMarked
package dev.vespula.udf;

import org.jspecify.annotations.NullMarked;

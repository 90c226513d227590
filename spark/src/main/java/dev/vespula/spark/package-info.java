/**
 * Functions of WebAssembly modules in Spark SQL. Begin with {@link dev.vespula.spark.WasmFunctions}, or, from SQL alone, with
 * {@link dev.vespula.spark.WasmSessionExtensions} and {@link dev.vespula.spark.WasmFunctionCatalog}.
 */
@NullMarked
package dev.vespula.spark;

import org.jspecify.annotations.NullMarked;

/** Arrow's file format for flat types: what functions of the arrow-udf ABI read and write. */
package dev.vespula.udf.internal.ipc;

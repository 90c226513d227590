/** The ABI of arrow-udf, version 3.0: blocks as files of Arrow. */
package dev.vespula.udf.internal.arrowudf;

/** Modules of functions: found by digest, compiled once. */
package dev.vespula.udf.internal.module;

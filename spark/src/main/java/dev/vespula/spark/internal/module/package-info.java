/** Modules: named by paths and options, found by executors. */
@NullMarked
package dev.vespula.spark.internal.module;

import org.jspecify.annotations.NullMarked;

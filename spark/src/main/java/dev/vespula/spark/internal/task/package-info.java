/** What a Spark task has of a module. */
@NullMarked
package dev.vespula.spark.internal.task;

import org.jspecify.annotations.NullMarked;

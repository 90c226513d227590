/** Tasks: an instance, its fuel, and what is called in it. */
package dev.vespula.udf.internal.task;

/** Guests that wait for events: running ones, and those in Flink's state. */
package dev.vespula.flink.internal.guest;

/** WebAssembly in Apache Flink: functions for SQL, and guests that wait for events as keyed state. */
@NullMarked
package dev.vespula.flink;

import org.jspecify.annotations.NullMarked;

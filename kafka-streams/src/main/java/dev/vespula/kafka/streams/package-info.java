/** WebAssembly in Kafka Streams. */
@NullMarked
package dev.vespula.kafka.streams;

import org.jspecify.annotations.NullMarked;

/** WebAssembly in Kafka Connect: transformations and predicates. */
@NullMarked
package dev.vespula.kafka.connect;

import org.jspecify.annotations.NullMarked;

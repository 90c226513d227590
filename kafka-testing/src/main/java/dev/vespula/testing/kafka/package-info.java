/** What the tests of what runs in Kafka use, and the example; nothing of it is published. */
package dev.vespula.testing.kafka;

/** What transformations and predicates share: settings, values as bytes, the module's file. */
package dev.vespula.kafka.connect.internal;

/** Events of the JVM's flight recorder. Nothing here is loaded before that records. */
package dev.vespula.internal.jfr;

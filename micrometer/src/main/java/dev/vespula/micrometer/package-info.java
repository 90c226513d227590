/** Meters of engines and of components that answer HTTP requests. */
package dev.vespula.micrometer;

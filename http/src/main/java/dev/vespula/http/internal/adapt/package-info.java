/** Streams that block as publishers and subscribers that do not. */
package dev.vespula.http.internal.adapt;

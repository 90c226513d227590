/** Requests answered by instances of a component. */
package dev.vespula.http.internal.serve;

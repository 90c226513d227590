/** Bodies that guests read and write, with their trailers. */
package dev.vespula.http.internal.body;

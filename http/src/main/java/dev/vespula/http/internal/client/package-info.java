/** Requests that guests make: {@code wasi:http/outgoing-handler}. */
package dev.vespula.http.internal.client;

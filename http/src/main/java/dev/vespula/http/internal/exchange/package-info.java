/** Requests and answers as guests have them, and {@code wasi:http/types} as a whole. */
package dev.vespula.http.internal.exchange;

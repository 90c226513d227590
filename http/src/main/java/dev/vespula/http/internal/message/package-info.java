/** The vocabulary of {@code wasi:http/types}: fields, methods, schemes, errors. */
package dev.vespula.http.internal.message;

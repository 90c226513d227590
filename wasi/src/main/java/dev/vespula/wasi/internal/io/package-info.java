/** What {@code wasi:io} is made of: pollables, streams, errors, and one thread that waits for all. */
package dev.vespula.wasi.internal.io;

/**
 * The 46 functions of {@code wasi_snapshot_preview1}. In come calls of the engine with numbers and pointers, out go errnos and
 * what was written to the guest's memory. {@code Function} is the table, {@code Preview1} the way in; then one method for each
 * function, by what it works on. A new function is a row, a case and a method.
 */
package dev.vespula.wasi.internal.preview1;

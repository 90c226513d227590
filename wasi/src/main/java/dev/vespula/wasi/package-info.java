/**
 * WASI preview 1: {@link dev.vespula.wasi.Wasi} is a process, {@link dev.vespula.wasi.WasiThreads} its threads; everything else
 * is an option of their builders. What does the work is in {@code internal}, from the guest to the host: {@code preview1} (the
 * functions) → {@code descriptors} → {@code files} (the sandbox).
 */
package dev.vespula.wasi;

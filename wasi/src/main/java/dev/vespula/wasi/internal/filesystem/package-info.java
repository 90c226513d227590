/**
 * {@code wasi:filesystem}: the sandbox of {@code internal.files} and {@code internal.descriptors} as components see it. Each resource has a
 * number in a table of its own, and whoever works on it has its turn, as in preview 1.
 */
package dev.vespula.wasi.internal.filesystem;

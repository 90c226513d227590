/** The interfaces of {@code wasi:cli}, {@code wasi:clocks} and {@code wasi:random}, a class for each. */
package dev.vespula.wasi.internal.command;

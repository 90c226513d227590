/**
 * WASI preview 1. {@link dev.vespula.wasi.Wasi} is a process; everything else public is an option of its builder.
 *
 * <p>Inside, from the guest to the host: {@code Preview1} (what the engine calls) → {@code ProcessFunctions}, {@code FdFunctions},
 * {@code PathFunctions}, {@code PollFunctions}, {@code SocketFunctions} (one method for each function) → {@code FdTable} and the
 * kinds of {@code Descriptor} → {@code PathResolver} and {@code Directory} (the sandbox) → {@code DirectoryHandle} (the host's
 * directories).
 */
package dev.vespula.wasi;

/**
 * What a guest has open: {@code FdTable} maps numbers to kinds of {@code Descriptor}, each with its rights, and {@code Turn}
 * gives one to one thread at a time. In come transfers between {@code GuestMemory} and streams, sockets, files and directories.
 * Whoever works on a descriptor must have its turn; the host's streams and channels are touched nowhere else.
 */
package dev.vespula.wasi.internal.descriptors;

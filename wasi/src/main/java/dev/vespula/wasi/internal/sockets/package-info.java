/**
 * The interfaces of {@code wasi:sockets}: sockets of TCP and UDP on channels of the host, and the lookup of names. Nothing is
 * opened, sent or looked up unless the policy of the process permits it, which {@link dev.vespula.wasi.internal.sockets.NetworkAccess} asks.
 */
package dev.vespula.wasi.internal.sockets;

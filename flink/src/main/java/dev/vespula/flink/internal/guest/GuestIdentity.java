package dev.vespula.flink.internal.guest;

import java.io.Serializable;

/**
 * What must be the same where a guest goes on: a suspended call has positions in code.
 *
 * @param digest   SHA-256 of the module, in hexadecimal digits
 * @param settings those of the engine on which positions and fuel depend
 */
public record GuestIdentity(String digest, String settings) implements Serializable {}

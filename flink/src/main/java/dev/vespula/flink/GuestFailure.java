package dev.vespula.flink;

import java.io.Serializable;

/**
 * A guest that failed and was given up, for a side output.
 *
 * @param key     the key, as text
 * @param kind    why
 * @param message what is wrong
 */
public record GuestFailure(String key, GuestErrorKind kind, String message) implements Serializable {}

package dev.vespula.udf;

import java.io.Serializable;

/**
 * A row at which a function failed, for a side output.
 *
 * @param function the function's name
 * @param row      the row, counted from 0 for each call object of a task
 * @param kind     why
 * @param message  what is wrong
 */
public record RowError(String function, long row, UdfErrorKind kind, String message) implements Serializable {}

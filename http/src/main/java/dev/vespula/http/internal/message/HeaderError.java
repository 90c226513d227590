package dev.vespula.http.internal.message;

/** {@code header-error}. */
public sealed interface HeaderError {
    /** The name or the value is none. */
    record InvalidSyntax() implements HeaderError {}

    /** The field is the host's. */
    record Forbidden() implements HeaderError {}

    /** The fields cannot be changed. */
    record Immutable() implements HeaderError {}
}

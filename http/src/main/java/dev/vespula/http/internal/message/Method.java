package dev.vespula.http.internal.message;

/** {@code method}. */
public sealed interface Method {
    /** {@code GET}. */
    record Get() implements Method {}

    /** {@code HEAD}. */
    record Head() implements Method {}

    /** {@code POST}. */
    record Post() implements Method {}

    /** {@code PUT}. */
    record Put() implements Method {}

    /** {@code DELETE}. */
    record Delete() implements Method {}

    /** {@code CONNECT}. */
    record Connect() implements Method {}

    /** {@code OPTIONS}. */
    record Options() implements Method {}

    /** {@code TRACE}. */
    record Trace() implements Method {}

    /** {@code PATCH}. */
    record Patch() implements Method {}

    /** Another one. */
    record Other(String name) implements Method {}

    /** The method of a name. */
    static Method of(String name) {
        return switch (name) {
            case "GET" -> new Get();
            case "HEAD" -> new Head();
            case "POST" -> new Post();
            case "PUT" -> new Put();
            case "DELETE" -> new Delete();
            case "CONNECT" -> new Connect();
            case "OPTIONS" -> new Options();
            case "TRACE" -> new Trace();
            case "PATCH" -> new Patch();
            default -> new Other(name);
        };
    }

    /** Its name in a request. */
    default String text() {
        return this instanceof Other other ? other.name() : getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT);
    }
}

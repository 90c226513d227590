package dev.vespula.text.syntax;

/**
 * The text is malformed. Thrown inside the text packages only; the public entry points turn it into the engine's
 * exception with the place and the offending line.
 */
public final class SyntaxError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Source source;
    private final int offset;

    /**
     * @param offset where in the source, in bytes
     * @param message the reason, beginning with the specification's words for it
     */
    public SyntaxError(Source source, int offset, String message) {
        super(message, null, false, false);
        this.source = source;
        this.offset = offset;
    }

    /** Byte offset in the source. */
    public int offset() {
        return offset;
    }

    public int line() {
        return source.line(offset);
    }

    /** Place, reason, the line and a caret under the offending token. */
    public String describe() {
        return source.describe(offset, getMessage());
    }
}

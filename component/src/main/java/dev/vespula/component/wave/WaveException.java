package dev.vespula.component.wave;

/** A text is no value of the type that is wanted. The message has the line in question with a mark under the place. */
public final class WaveException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final int line;
    private final int column;

    WaveException(String reason, String message, int line, int column) {
        super(message);
        this.reason = reason;
        this.line = line;
        this.column = column;
    }

    /** What is wrong, without the place in the text. */
    public String reason() {
        return reason;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** The column in characters, from 1. */
    public int column() {
        return column;
    }
}

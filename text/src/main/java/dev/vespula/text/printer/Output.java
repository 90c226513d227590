package dev.vespula.text.printer;

/** The text being written, with its indentation. */
final class Output {

    private static final String UNIT = "  ";
    /** Deeper lines stay at this depth: compilers nest blocks by the thousand, and the text would be mostly blanks. */
    private static final int DEEPEST = 32;

    private final StringBuilder text = new StringBuilder(4096);
    private int depth;

    /** Begins a new line at the present depth. */
    Output line() {
        text.append('\n');
        for (int i = Math.min(depth, DEEPEST); i > 0; i--) {
            text.append(UNIT);
        }
        return this;
    }

    Output add(String piece) {
        text.append(piece);
        return this;
    }

    Output add(long number) {
        text.append(number);
        return this;
    }

    StringBuilder builder() {
        return text;
    }

    void indent() {
        depth++;
    }

    void outdent() {
        depth--;
    }

    int length() {
        return text.length();
    }

    void truncate(int length) {
        text.setLength(length);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

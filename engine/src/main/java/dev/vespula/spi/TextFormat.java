package dev.vespula.spi;

/** Turns modules in the text format into binary ones; provided by the artifact {@code vespula-text}. Thread-safe. */
public interface TextFormat {

    /**
     * The binary of a module in the text format.
     *
     * @param name what errors call the text, usually a file name
     * @param text UTF-8
     * @throws dev.vespula.MalformedException when the text is malformed; with line, column and the offending line
     */
    byte[] encode(String name, byte[] text);

    /**
     * Where the binary of a text comes from; encodes it once more.
     *
     * @param name what places call the text
     * @param text one that {@link #encode} takes
     */
    TextPlaces places(String name, byte[] text);

    /** Whether bytes are text rather than binary: they begin, after blanks, with a parenthesis or a comment. */
    static boolean isText(byte[] bytes) {
        int i = 0;
        while (i < bytes.length && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\n' || bytes[i] == '\r')) {
            i++;
        }
        return i < bytes.length && (bytes[i] == '(' || bytes[i] == ';' && i + 1 < bytes.length && bytes[i + 1] == ';');
    }
}

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
}

package dev.vespula.text.script;

import dev.vespula.text.syntax.Source;

/** Line numbers of ascending offsets, counted once over the whole text. */
final class Lines {

    private final Source source;
    private int offset;
    private int line = 1;

    Lines(Source source) {
        this.source = source;
    }

    /** The line of an offset that is not before the one asked for last. */
    int of(int next) {
        byte[] bytes = source.bytes();
        for (; offset < next; offset++) {
            boolean returned = bytes[offset] == '\r' && (offset + 1 == bytes.length || bytes[offset + 1] != '\n');
            line += bytes[offset] == '\n' || returned ? 1 : 0;
        }
        return line;
    }
}

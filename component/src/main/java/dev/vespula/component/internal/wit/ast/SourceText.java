package dev.vespula.component.internal.wit.ast;

import dev.vespula.internal.names.PrintableName;
import java.util.Arrays;

/** A WIT text and the name that errors call it. Positions are offsets in chars. */
public final class SourceText {
    /** An error shows at most so many chars of its line before the place, and as many behind it. */
    private static final int SHOWN = 80;

    private final String name;
    private final String text;
    private int[] lineStarts;

    public SourceText(String name, String text) {
        this.name = name;
        this.text = text;
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    /** A position as {@code file:line:column}, both from 1, the column in characters. */
    public String place(int offset) {
        int line = line(offset);
        int column = text.codePointCount(lineStarts()[line - 1], Math.min(offset, text.length())) + 1;
        return PrintableName.escaped(name) + ":" + line + ":" + column;
    }

    /**
     * The place of an error, the error, the line it is in, and a caret:
     *
     * <pre>
     * world.wit:3:10: there is no type `x`
     *   type y = x;
     *            ^
     * </pre>
     */
    public String describe(int offset, String message) {
        int at = Math.min(offset, text.length());
        int lineStart = lineStarts()[line(at) - 1];
        int from = Math.max(lineStart, at - SHOWN);
        int lineEnd = text.indexOf('\n', at);
        lineEnd = lineEnd < 0 ? text.length() : lineEnd;
        if (lineEnd > at && text.charAt(lineEnd - 1) == '\r') {
            lineEnd--;
        }
        int to = Math.min(lineEnd, at + SHOWN);
        String before = (from > lineStart ? "..." : "") + visible(from, at);
        String after = visible(at, to) + (to < lineEnd ? "..." : "");
        return place(at) + ": " + message + "\n  " + before + after + "\n  "
                + " ".repeat(before.codePointCount(0, before.length())) + "^";
    }

    private String visible(int from, int to) {
        return PrintableName.escaped(text.substring(from, to).replace('\t', ' '));
    }

    private int line(int offset) {
        int found = Arrays.binarySearch(lineStarts(), offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private int[] lineStarts() {
        if (lineStarts == null) {
            int[] starts = new int[(int) text.chars().filter(c -> c == '\n').count() + 1];
            int count = 1;
            for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
                starts[count++] = i + 1;
            }
            lineStarts = starts;
        }
        return lineStarts;
    }
}

package dev.vespula.text.syntax;

import java.nio.charset.StandardCharsets;

/**
 * A text to parse: its name for error messages and its UTF-8 bytes. Positions are byte offsets; lines and columns are
 * computed only when somebody asks, which is when there is an error to report.
 */
public final class Source {

    /** Longest part of an offending line that an error shows, in characters. */
    private static final int SHOWN_LINE = 160;

    private final String name;
    private final byte[] bytes;

    /**
     * @param name what errors call this text, usually a file name
     * @param bytes the text in UTF-8; not copied, must not be changed
     */
    public Source(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    public String name() {
        return name;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** The text from {@code start} to {@code end}, malformed sequences replaced. */
    public String slice(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** The line of a byte offset, from 1. A line ends with LF, CR or CR LF. */
    public int line(int offset) {
        int line = 1;
        for (int i = 0; i < Math.min(offset, bytes.length); i++) {
            if (endsLine(i)) {
                line++;
            }
        }
        return line;
    }

    /** The column of a byte offset in characters (code points), from 1. */
    public int column(int offset) {
        return characters(lineStart(offset), Math.min(offset, bytes.length)) + 1;
    }

    /**
     * The place of an error and the line it is in:
     *
     * <pre>
     * file.wat:3:10: message
     *   (i32.const0)
     *    ^
     * </pre>
     */
    public String describe(int offset, String message) {
        int at = Math.min(offset, bytes.length);
        int start = lineStart(at);
        int end = at;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        String before = visible(slice(start, at));
        String after = visible(slice(at, Math.min(end, at + 4 * SHOWN_LINE)));
        if (before.length() > SHOWN_LINE / 2) {
            before = "..." + before.substring(before.length() - SHOWN_LINE / 2);
        }
        if (before.length() + after.length() > SHOWN_LINE) {
            after = after.substring(0, SHOWN_LINE - before.length()) + "...";
        }
        return name + ":" + line(at) + ":" + column(at) + ": " + message + "\n  " + before + after + "\n  "
            + " ".repeat(before.codePointCount(0, before.length())) + "^";
    }

    /** Tabs and control characters would move the caret away from what it points at. */
    private static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.chars().forEach(c -> out.append(c == '\t' ? ' ' : c < 0x20 || c == 0x7F ? '\uFFFD' : (char) c));
        return out.toString();
    }

    private int lineStart(int offset) {
        int start = Math.min(offset, bytes.length);
        while (start > 0 && bytes[start - 1] != '\n' && bytes[start - 1] != '\r') {
            start--;
        }
        return start;
    }

    private boolean endsLine(int i) {
        return bytes[i] == '\n' || bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n');
    }

    private int characters(int start, int end) {
        int count = 0;
        for (int i = start; i < end; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                count++;
            }
        }
        return count;
    }
}

package dev.vespula.text.syntax;

import dev.vespula.internal.names.PrintableName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text to parse: its name for error messages and its UTF-8 bytes. Positions are byte offsets; lines and columns are
 * computed only when somebody asks, which is when there is an error to report.
 */
public final class Source {
    /** An error shows at most half as much of the line before its place, and as much behind it, in bytes. */
    private static final int SHOWN_LINE = 160;

    private final String name;
    private final byte[] bytes;
    private volatile int[] lineStarts;
    private volatile Column last = new Column(0, 0, 1);

    /** A column that was asked for: the next question is mostly about a place a little further on. */
    private record Column(int lineStart, int offset, int column) {}

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
        int[] starts = lineStarts();
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The column of a byte offset in characters (code points), from 1. */
    public int column(int offset) {
        int end = Math.min(offset, bytes.length);
        int lineStart = lineStart(end);
        Column known = last;
        boolean further = known.lineStart() == lineStart && known.offset() <= end;
        int from = further ? known.offset() : lineStart;
        int column = (further ? known.column() : 1) + characters(from, end);
        last = new Column(lineStart, end, column);
        return column;
    }

    /** A byte offset as {@code file:line:column}. */
    public String place(int offset) {
        return PrintableName.escaped(name) + ":" + line(offset) + ":" + column(offset);
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
        int lineStart = lineStart(at);
        int from = characterStart(Math.max(lineStart, at - SHOWN_LINE / 2));
        int to = at;
        while (to < bytes.length && to < at + SHOWN_LINE && bytes[to] != '\n' && bytes[to] != '\r') {
            to++;
        }
        boolean cut = to < bytes.length && bytes[to] != '\n' && bytes[to] != '\r';
        String before = (from > lineStart ? "..." : "") + visible(slice(from, at));
        String after = visible(slice(at, cut ? characterStart(to) : to)) + (cut ? "..." : "");
        return place(at) + ": " + message + "\n  " + before + after + "\n  "
                + " ".repeat(before.codePointCount(0, before.length())) + "^";
    }

    /** Tabs would move the caret away from what it points at. */
    private static String visible(String text) {
        return PrintableName.escaped(text.replace('\t', ' '));
    }

    private int lineStart(int offset) {
        return lineStarts()[line(offset) - 1];
    }

    private int[] lineStarts() {
        int[] starts = lineStarts;
        if (starts == null) {
            starts = findLineStarts();
            lineStarts = starts;
        }
        return starts;
    }

    private int[] findLineStarts() {
        int[] starts = new int[64];
        int count = 1;
        for (int i = 0; i < bytes.length; i++) {
            boolean returned = bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n');
            if (bytes[i] == '\n' || returned) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    /** The offset itself, or the beginning of the character it is inside of. */
    private int characterStart(int offset) {
        int start = offset;
        while (start > 0 && start < bytes.length && (bytes[start] & 0xC0) == 0x80) {
            start--;
        }
        return start;
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

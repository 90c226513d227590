package dev.vespula.component.internal.wit.print;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * Writes JSON, a member or element a line. What an object or array has is written by what is run in between, so that nothing of a
 * long document is kept. Whoever writes sees to it that names and values alternate. Used by one thread.
 */
public final class JsonWriter {
    private final Appendable out;
    private int depth;
    private boolean isFirst = true;
    /** Inside of {@link #inline}: members and elements stand in one line. */
    private boolean isInline;

    /**
     * A writer.
     *
     * @param out where the document goes; what it throws comes as an {@link UncheckedIOException}
     */
    public JsonWriter(Appendable out) {
        this.out = out;
    }

    /** {@code {...}}, with the members that {@code members} writes. */
    public JsonWriter object(Runnable members) {
        return group('{', members, '}');
    }

    /** An array with an element for each of a collection, which {@code element} writes. */
    public <T> JsonWriter array(Collection<T> elements, Consumer<T> element) {
        return array(() -> elements.forEach(e -> {
            element();
            element.accept(e);
        }));
    }

    /** An array; {@code elements} writes its elements, each behind a call of {@link #element}. */
    public JsonWriter array(Runnable elements) {
        return group('[', elements, ']');
    }

    /** An element of an array is to be written next. */
    public JsonWriter element() {
        line();
        return this;
    }

    /** Writes a value in one line. */
    public JsonWriter inline(Runnable value) {
        boolean was = isInline;
        isInline = true;
        value.run();
        isInline = was;
        return this;
    }

    private JsonWriter group(char open, Runnable inside, char close) {
        add(open);
        depth++;
        isFirst = true;
        inside.run();
        depth--;
        if (!isFirst) {
            newLine();
        }
        isFirst = false;
        add(close);
        return this;
    }

    /** The name of a member; its value is to be written next. */
    public JsonWriter name(String name) {
        line();
        string(name);
        return add(": ");
    }

    /** A string. What would not show as a character, or drive a terminal, is escaped. */
    public JsonWriter string(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c == '\n') {
                escaped.append("\\n");
            } else if (c < ' ' || c >= 0x7F && isHidden(text, i)) {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return add(escaped.append('"'));
    }

    /** Control and format characters, ends of lines, and halves of what is no character. */
    private static boolean isHidden(String text, int index) {
        char c = text.charAt(index);
        boolean isWhole = Character.isHighSurrogate(c) ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index
                + 1))
                : !Character.isLowSurrogate(c) || index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
        return !isWhole || switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    public JsonWriter number(long number) {
        return add(Long.toString(number));
    }

    public JsonWriter truth(boolean value) {
        return add(Boolean.toString(value));
    }

    public JsonWriter nothing() {
        return add("null");
    }

    private void line() {
        if (!isFirst) {
            add(isInline ? ", " : ",");
        }
        isFirst = false;
        newLine();
    }

    private void newLine() {
        if (!isInline) {
            add('\n').add("  ".repeat(depth));
        }
    }

    private JsonWriter add(char c) {
        try {
            out.append(c);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private JsonWriter add(CharSequence text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}

package dev.vespula.component.internal.wit.print;

import java.util.Collection;
import java.util.function.Consumer;

/** Writes JSON, a member or element a line. */
final class JsonWriter {
    private final StringBuilder out = new StringBuilder();
    private int depth;
    private boolean isFirst = true;

    @Override
    public String toString() {
        return out.toString();
    }

    /** {@code {...}}, with the members that {@code members} writes. */
    JsonWriter object(Runnable members) {
        return group('{', members, '}');
    }

    <T> JsonWriter array(Collection<T> elements, Consumer<T> element) {
        return group('[', () -> elements.forEach(e -> {
            line();
            element.accept(e);
        }), ']');
    }

    private JsonWriter group(char open, Runnable inside, char close) {
        out.append(open);
        depth++;
        isFirst = true;
        inside.run();
        depth--;
        if (!isFirst) {
            newLine();
        }
        isFirst = false;
        out.append(close);
        return this;
    }

    /** The name of a member; its value is to be written next. */
    JsonWriter name(String name) {
        line();
        string(name);
        out.append(": ");
        return this;
    }

    JsonWriter string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
        return this;
    }

    JsonWriter number(long number) {
        out.append(number);
        return this;
    }

    JsonWriter nothing() {
        out.append("null");
        return this;
    }

    private void line() {
        if (!isFirst) {
            out.append(',');
        }
        isFirst = false;
        newLine();
    }

    private void newLine() {
        out.append('\n').append("  ".repeat(depth));
    }
}

package dev.vespula.component.internal.wit.print;

import dev.vespula.component.internal.wit.syntax.Token;
import dev.vespula.component.wit.WitGate;
import java.util.List;
import java.util.Optional;

/** Lines of WIT, indented, and what stands before items. */
final class WitText {
    private final StringBuilder out = new StringBuilder();
    private int depth;
    /** Whether the last line opened a brace or there is none yet: then no empty line follows. */
    private boolean isFresh = true;

    @Override
    public String toString() {
        return out.toString();
    }

    void line(String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
        isFresh = false;
    }

    /** An empty line, but not at the beginning of something. */
    void gap() {
        if (!isFresh) {
            out.append('\n');
        }
    }

    /** {@code head {...}}; in one line if there is nothing in it. */
    void block(String head, Runnable inside) {
        line(head + " {");
        int before = out.length();
        depth++;
        isFresh = true;
        inside.run();
        depth--;
        isFresh = false;
        if (out.length() == before) {
            out.setLength(before - 1);
            out.append("}\n");
        } else {
            line("}");
        }
    }

    static String id(String name) {
        return Token.isKeyword(name) ? "%" + name : name;
    }

    void docs(Optional<String> docs) {
        docs.ifPresent(this::docs);
    }

    private void docs(String docs) {
        List<String> lines = List.of(docs.split("\n", -1));
        if (fitsLineComments(lines)) {
            lines.forEach(text -> line(text.isEmpty() ? "///" : "/// " + text));
        } else {
            out.append("  ".repeat(depth)).append("/**").append(docs).append("*/\n");
            isFresh = false;
        }
    }

    /** Whether no blank is lost: at the end of a line they are, and at its beginning those that all lines have. */
    private static boolean fitsLineComments(List<String> lines) {
        boolean flush = lines.stream().allMatch(String::isEmpty);
        for (String line : lines) {
            if (!line.stripTrailing().equals(line)) {
                return false;
            }
            flush |= !line.isEmpty() && line.charAt(0) > ' ';
        }
        return flush;
    }

    void gate(Optional<WitGate> gate) {
        gate.ifPresent(g -> {
            if (g instanceof WitGate.Since since) {
                line("@since(version = " + since.version() + ")");
            } else {
                line("@unstable(feature = " + id(((WitGate.Unstable) g).feature()) + ")");
            }
            g.deprecated().ifPresent(version -> line("@deprecated(version = " + version + ")"));
        });
    }

    void externalId(Optional<String> externalId) {
        externalId.ifPresent(id -> line("@external-id(" + quoted(id) + ")"));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c >= ' ' && c < 0x7F) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return quoted.append('"').toString();
    }
}

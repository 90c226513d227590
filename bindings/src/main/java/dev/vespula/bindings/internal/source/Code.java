package dev.vespula.bindings.internal.source;

import java.util.List;

/**
 * A piece of Java: words, and types that are written as they are known where the piece stands.
 *
 * @param parts {@code String} or {@link TypeUse}
 */
public record Code(List<Object> parts) {
    /** A piece of its parts. */
    public static Code of(Object... parts) {
        return new Code(List.of(parts));
    }

    /** A string as Java writes it; what is not ASCII is escaped, so that the encoding of the file does not matter. */
    public static String literal(String value) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c >= ' ' && c < 0x7F) {
                        out.append(c);
                    } else {
                        out.append(String.format("\\u%04x", (int) c));
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}

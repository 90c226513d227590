package dev.vespula.internal.names;

/**
 * Names and texts that a module, a script or a folder chose, as people are shown them. What a terminal or a log would not
 * show as a character in its place is escaped as {@code \}{@code u{1b}}: control and format characters (sequences that
 * drive a terminal, line ends, marks that turn the direction of writing), separators but the blank, and what is no
 * character. What is long is cut, since a name of 1 MB would stand in each line of a backtrace.
 */
public final class PrintableName {
    /** So many characters are shown. */
    public static final int SHOWN = 200;

    private PrintableName() {}

    /** A name; of a long one the beginning and how long it is: {@code aaa... (1000000 characters)}. */
    public static String of(String name) {
        if (name.length() <= SHOWN) {
            return escaped(name);
        }
        int end = Character.isHighSurrogate(name.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return escaped(name.substring(0, end)) + "... (" + name.length() + " characters)";
    }

    /** A name in quotes. */
    public static String quoted(String name) {
        return '"' + of(name) + '"';
    }

    /** The names of an import, {@code module::name}. */
    public static String of(String module, String name) {
        return of(module) + "::" + of(name);
    }

    /** A text of any length, which is one line afterwards. */
    public static String escaped(String text) {
        int plain = plainLength(text);
        if (plain == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, plain);
        text.codePoints().skip(plain).forEach(c -> append(out, c));
        return out.toString();
    }

    /** A text of any length whose lines stay lines. */
    public static String lines(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c == '\n') {
                out.append('\n');
            } else {
                append(out, c);
            }
        });
        return out.toString();
    }

    private static int plainLength(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) >= ' ' && text.charAt(at) < 0x7F) {
            at++;
        }
        return at;
    }

    private static void append(StringBuilder out, int c) {
        if (isShown(c)) {
            out.appendCodePoint(c);
        } else {
            out.append("\\u{").append(Integer.toHexString(c)).append('}');
        }
    }

    private static boolean isShown(int c) {
        return c >= ' ' && c < 0x7F || switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}

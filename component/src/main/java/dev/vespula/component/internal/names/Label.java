package dev.vespula.component.internal.names;

import dev.vespula.internal.names.PrintableName;

/**
 * Labels: words joined by dashes, each all lower case or all upper case, with digits; the first begins with a letter. The
 * messages of the test suite call that kebab case.
 */
public final class Label {
    private Label() {}

    /** Whether a text is a label. */
    public static boolean isLabel(String text) {
        int from = 0;
        while (true) {
            int end = text.indexOf('-', from);
            int to = end < 0 ? text.length() : end;
            if (!isWord(text, from, to)) {
                return false;
            }
            if (end < 0) {
                return true;
            }
            from = end + 1;
        }
    }

    private static boolean isWord(String text, int from, int to) {
        if (from == to || from == 0 && isDigit(text.charAt(0))) {
            return false;
        }
        boolean lower = false;
        boolean upper = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z') {
                lower = true;
            } else if (c >= 'A' && c <= 'Z') {
                upper = true;
            } else if (!isDigit(c)) {
                return false;
            }
        }
        return !(lower && upper);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * Fails unless a text is a label.
     *
     * @return the text
     */
    public static String check(String text) throws NameException {
        if (!isLabel(text)) {
            throw new NameException("`" + PrintableName.of(text) + "` is not in kebab case");
        }
        return text;
    }
}

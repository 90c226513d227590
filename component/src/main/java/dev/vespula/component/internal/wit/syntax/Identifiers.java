package dev.vespula.component.internal.wit.syntax;

/** The grammar of identifiers: words that are all lower or all upper case, joined with '-', the first beginning with a letter. */
public final class Identifiers {
    private Identifiers() {}

    /** What is wrong with an identifier, or null. */
    public static String problem(String name) {
        if (name.isEmpty()) {
            return "an identifier is empty";
        }
        boolean atStart = true;
        boolean upper = false;
        boolean lower = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '-' && !atStart) {
                atStart = true;
                upper = false;
                lower = false;
                continue;
            }
            upper |= c >= 'A' && c <= 'Z';
            lower |= c >= 'a' && c <= 'z';
            boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            boolean digit = c >= '0' && c <= '9' && i > 0;
            if (!letter && !digit || upper && lower) {
                return problemAt(i, c);
            }
            atStart = false;
        }
        return atStart ? "is not in kebab case: it ends with '-'" : null;
    }

    private static String problemAt(int i, char c) {
        String shown = c > ' ' && c < 0x7F ? "'" + c + "'" : String.format("U+%04X", (int) c);
        return "is not in kebab case: unexpected " + shown + " at character " + (i + 1);
    }
}

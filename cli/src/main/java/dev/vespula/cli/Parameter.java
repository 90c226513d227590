package dev.vespula.cli;

/**
 * An argument that a command takes.
 *
 * @param label how the help calls it
 * @param isRequired whether it must be given
 * @param isOpen whether any further number of them may follow
 */
record Parameter(String label, boolean isRequired, boolean isOpen) {

    /** Reads a notation such as {@code FILE}, {@code FILE...} or {@code [ARGS...]}. */
    static Parameter of(String notation) {
        boolean optional = notation.startsWith("[");
        String rest = optional ? notation.substring(1, notation.length() - 1) : notation;
        boolean open = rest.endsWith("...");
        return new Parameter(open ? rest.substring(0, rest.length() - 3) : rest, !optional, open);
    }

    /** How many arguments it can stand for. */
    int most() {
        return isOpen ? Integer.MAX_VALUE : 1;
    }

    /** How many it can stand for, as a range: {@code 0..1}, {@code 1..*} and so on. */
    String arity() {
        return isOpen ? (isRequired ? "1..*" : "0..*") : isRequired ? "1" : "0..1";
    }
}

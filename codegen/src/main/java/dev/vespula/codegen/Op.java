package dev.vespula.codegen;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One row of an op table.
 *
 * @param number     the op's number: its place in the tables
 * @param name       mnemonic
 * @param kind       {@code leaf}, {@code expr}, {@code stmt} or {@code term}
 * @param field      what the field of the op word holds, {@code -} for nothing
 * @param words      what the words after the op word hold
 * @param operands   types of the operand expressions
 * @param result     type of the value, {@code -} for none
 * @param semantics  Java expression over the operands, empty where a node is written by hand
 * @param high       the same for the high half of a vector, empty for everything else
 * @param width      bytes of memory accessed, 0 for none
 * @param flags      the row's flags
 */
record Op(int number, String name, String kind, String field, List<String> words, List<String> operands, String result,
        String semantics, String high, int width, Set<String> flags) {

    /** Flag of an op whose row says by itself what it does. */
    static final String OPERATION = "operation";

    /** Name of the constant of this op. */
    String constant() {
        return name.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** Whether the row has this flag. */
    boolean has(String flag) {
        return flags.contains(flag);
    }

    /** Whether a word says how many operands follow. */
    boolean isVariadic() {
        return operands.equals(List.of("any*"));
    }

    /** Whether the row says by itself what the op does, and node and method are made from it: see {@code structure.ops}. */
    boolean isOperation() {
        return has(OPERATION);
    }

    /** Whether this is an operator on numbers. */
    boolean isNumeric() {
        return !semantics.isEmpty() && width == 0 && !isVector() && !isOperation();
    }

    /** Whether this is a load of a number. */
    boolean isLoad() {
        return isAccess() && !result.equals("-");
    }

    /** Whether this is a store of a number. */
    boolean isStore() {
        return isAccess() && result.equals("-");
    }

    private boolean isAccess() {
        return width > 0 && !isVector() && !isOperation();
    }

    /** Whether this is an operator, load or store of vectors with semantics in the tables. */
    boolean isVector() {
        return has("vector");
    }

    /** The expression for the high half; where the table says {@code =}, that of the low half over the high halves. */
    String highSemantics() {
        return high.equals("=") ? semantics.replaceAll("\\b([abc])l\\b", "$1h") : high;
    }
}

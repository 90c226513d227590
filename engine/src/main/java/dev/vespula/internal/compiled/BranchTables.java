package dev.vespula.internal.compiled;

import dev.vespula.internal.contract.Contract;

/** Branch tables that are too large for an instruction of the JVM. */
@Contract
public final class BranchTables {
    private BranchTables() {}

    /** The element of a table of a branch: the last one for every index beyond. */
    public static int target(int[] table, int index) {
        int last = table.length - 1;
        return table[index >= 0 && index < last ? index : last];
    }

    /** A table, each of whose ints is two chars of strings. */
    public static int[] of(String[] pieces) {
        String text = String.join("", pieces);
        int[] table = new int[text.length() / 2];
        for (int k = 0; k < table.length; k++) {
            table[k] = text.charAt(2 * k) << Character.SIZE | text.charAt(2 * k + 1);
        }
        return table;
    }
}

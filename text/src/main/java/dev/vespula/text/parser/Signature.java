package dev.vespula.text.parser;

import java.util.Arrays;

/**
 * Parameters and results of a function type, as the ints of {@code ValTypes} with the module's own type indices.
 * Comparable, so that a hash table whose keys somebody made collide stays fast.
 */
record Signature(int[] params, int[] results) implements Comparable<Signature> {

    static final Signature EMPTY = new Signature(new int[0], new int[0]);

    boolean isEmpty() {
        return params.length == 0 && results.length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Signature that && Arrays.equals(params, that.params)
                && Arrays.equals(results, that.results);
    }

    @Override
    public int compareTo(Signature other) {
        int order = Arrays.compare(params, other.params);
        return order != 0 ? order : Arrays.compare(results, other.results);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(params) * 31 + Arrays.hashCode(results);
    }
}

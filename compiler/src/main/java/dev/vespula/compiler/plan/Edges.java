package dev.vespula.compiler.plan;

import java.util.Arrays;

/** Edges between blocks by the block where they begin. Lists of boxed numbers took ten times the memory. */
final class Edges {
    private final int[] firsts;
    private int[] begins = new int[64];
    private int[] ends = new int[64];
    private int count;

    /** Edges between so many blocks; none yet. */
    Edges(int blocks) {
        firsts = new int[blocks + 1];
    }

    /** Adds an edge. */
    void add(int begin, int end) {
        if (count == begins.length) {
            begins = Arrays.copyOf(begins, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        begins[count] = begin;
        ends[count++] = end;
        firsts[begin]++;
    }

    /** All edges were added: from now on they can be asked for. Returns for each edge, in the order in which they came, its number. */
    int[] sort() {
        int next = 0;
        for (int block = 0; block < firsts.length; block++) {
            next += firsts[block];
            firsts[block] = next;
        }
        int[] numbers = new int[count];
        int[] sorted = new int[count];
        for (int k = count - 1; k >= 0; k--) {
            numbers[k] = --firsts[begins[k]];
            sorted[numbers[k]] = ends[k];
        }
        begins = null;
        ends = sorted;
        return numbers;
    }

    /** Number of the first edge that begins at a block; at the block after the last, the number of edges. */
    int first(int block) {
        return firsts[block];
    }

    /** Where an edge ends. */
    int end(int edge) {
        return ends[edge];
    }
}

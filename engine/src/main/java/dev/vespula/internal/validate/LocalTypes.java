package dev.vespula.internal.validate;

import dev.vespula.internal.types.ValTypes;
import java.util.Arrays;

/**
 * The types of a function's locals, and which of those that have no default value were set.
 *
 * <p>Declarations are run-length coded, and a body of a few bytes may declare 50,000 locals: only the first ones are
 * spelled out in an array, the others are looked up by range, so that a million such bodies stay cheap.
 */
final class LocalTypes {
    private static final int DIRECT = 128;

    private final int[] direct = new int[DIRECT];
    private int count;
    private int paramCount;
    /** Ends (exclusive) and types of the ranges. */
    private int[] rangeEnds = new int[8];
    private int[] rangeTypes = new int[8];
    private int ranges;
    /** One bit for each local without default value that was set; shorter than the locals where none beyond was. */
    private long[] initialized = {};
    /** The locals without default value that were set, in that order: what a frame's end takes back. */
    private int[] initOrder = new int[8];
    private int initCount;

    /** Starts with a function's parameters. */
    void start(int[] params) {
        forgetSince(0);
        count = 0;
        ranges = 0;
        for (int type : params) {
            add(1, type);
        }
        paramCount = params.length;
    }

    /** Declares locals of one type; their number is within the limits. */
    void add(int number, int type) {
        if (number == 0) {
            return;
        }
        int first = count;
        count += number;
        if (first < DIRECT) {
            Arrays.fill(direct, first, Math.min(count, DIRECT), type);
        }
        if (ranges > 0 && rangeTypes[ranges - 1] == type) {
            rangeEnds[ranges - 1] = count;
            return;
        }
        if (ranges == rangeEnds.length) {
            rangeEnds = Arrays.copyOf(rangeEnds, ranges * 2);
            rangeTypes = Arrays.copyOf(rangeTypes, ranges * 2);
        }
        rangeEnds[ranges] = count;
        rangeTypes[ranges++] = type;
    }

    /** Parameters included. */
    int count() {
        return count;
    }

    /** The type of a local that exists. */
    int type(int local) {
        return local < DIRECT ? direct[local] : typeInRange(local);
    }

    private int typeInRange(int local) {
        int at = Arrays.binarySearch(rangeEnds, 0, ranges, local + 1);
        return rangeTypes[at >= 0 ? at : -at - 1];
    }

    /** Whether a local without default value has a value. */
    boolean isInitialized(int local) {
        int word = local >> 6;
        return local < paramCount || word < initialized.length && (initialized[word] & 1L << local) != 0;
    }

    /** A local without default value gets a value. */
    void initialize(int local) {
        if (isInitialized(local)) {
            return;
        }
        int word = local >> 6;
        if (word >= initialized.length) {
            initialized = Arrays.copyOf(initialized, Math.max(word + 1, initialized.length * 2));
        }
        initialized[word] |= 1L << local;
        if (initCount == initOrder.length) {
            initOrder = Arrays.copyOf(initOrder, initCount * 2);
        }
        initOrder[initCount++] = local;
    }

    /** How many locals without default value were set. */
    int initialized() {
        return initCount;
    }

    /** Takes back all initialisations but the first ones. */
    void forgetSince(int kept) {
        while (initCount > kept) {
            int local = initOrder[--initCount];
            initialized[local >> 6] &= ~(1L << local);
        }
    }

    /** All types, parameters first. */
    int[] toArray() {
        int[] types = new int[count];
        int start = 0;
        for (int k = 0; k < ranges; k++) {
            Arrays.fill(types, start, rangeEnds[k], rangeTypes[k]);
            start = rangeEnds[k];
        }
        return types;
    }
}

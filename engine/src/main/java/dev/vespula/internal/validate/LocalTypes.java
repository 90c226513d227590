package dev.vespula.internal.validate;

import dev.vespula.internal.types.ValTypes;
import java.util.Arrays;

/**
 * The types of a function's locals, their slots, and which of those that have no default value were set.
 *
 * <p>Declarations are run-length coded, and a body of a few bytes may declare 50,000 locals: only the first ones are
 * spelled out in an array, the others are looked up by range, so that a million such bodies stay cheap.
 */
public final class LocalTypes {
    private static final int DIRECT = 128;

    private final int[] direct = new int[DIRECT];
    private final int[] directSlots = new int[DIRECT];
    private int count;
    private int paramCount;
    /** Ends (exclusive) and types of the ranges. */
    private int[] rangeEnds = new int[8];
    private int[] rangeTypes = new int[8];
    /** Slots of all locals up to the end of each range. */
    private int[] rangeSlots = new int[8];
    private int slots;
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
        slots = 0;
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
        int width = ValTypes.slots(type);
        for (int local = first; local < count && local < DIRECT; local++) {
            direct[local] = type;
            directSlots[local] = slots + width * (local - first);
        }
        slots += width * number;
        if (ranges > 0 && rangeTypes[ranges - 1] == type) {
            rangeEnds[ranges - 1] = count;
            rangeSlots[ranges - 1] = slots;
            return;
        }
        if (ranges == rangeEnds.length) {
            rangeEnds = Arrays.copyOf(rangeEnds, ranges * 2);
            rangeTypes = Arrays.copyOf(rangeTypes, ranges * 2);
            rangeSlots = Arrays.copyOf(rangeSlots, ranges * 2);
        }
        rangeSlots[ranges] = slots;
        rangeEnds[ranges] = count;
        rangeTypes[ranges++] = type;
    }

    /** How many there are, parameters included. */
    public int count() {
        return count;
    }

    /** The type of a local that exists. */
    public int type(int local) {
        return local < DIRECT ? direct[local] : rangeTypes[range(local)];
    }

    /** First slot of a local that exists, or of what comes behind all of them. */
    public int slot(int local) {
        if (local < DIRECT && local < count) {
            return directSlots[local];
        }
        if (local == count) {
            return slots;
        }
        int range = range(local);
        return rangeSlots[range] - ValTypes.slots(rangeTypes[range]) * (rangeEnds[range] - local);
    }

    private int range(int local) {
        int found = Arrays.binarySearch(rangeEnds, 0, ranges, local + 1);
        return found >= 0 ? found : -found - 1;
    }

    /** First slot that holds a reference; the number of slots if none does. */
    public int firstReferenceSlot() {
        for (int range = 0; range < ranges; range++) {
            if (ValTypes.isReference(rangeTypes[range])) {
                return range == 0 ? 0 : rangeSlots[range - 1];
            }
        }
        return slots;
    }

    /** Slot behind the last one that holds a reference; 0 if none does. */
    public int endReferenceSlot() {
        for (int range = ranges - 1; range >= 0; range--) {
            if (ValTypes.isReference(rangeTypes[range])) {
                return rangeSlots[range];
            }
        }
        return 0;
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
}

package dev.vespula.internal.types;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gives out ranges of numbers from 0 on and takes them back; the smallest free range that is large enough is used first. */
final class IdRanges {
    /** Free ranges below {@link #end}: first number and length. No two of them touch. */
    private final TreeMap<Integer, Integer> free = new TreeMap<>();
    /** The same, length in the upper half, first number in the lower. */
    private final TreeSet<Long> bySize = new TreeSet<>();
    private int end;
    private int used;

    /** How many numbers are given out. */
    int used() {
        return used;
    }

    /** The number after the largest that was given out. */
    int end() {
        return end;
    }

    /** The first number of a range. */
    int take(int length) {
        used += length;
        Long fit = bySize.ceiling((long) length << 32);
        if (fit == null) {
            int first = end;
            end += length;
            return first;
        }
        int first = fit.intValue();
        int rest = (int) (fit >>> 32) - length;
        remove(first);
        if (rest > 0) {
            add(first + length, rest);
        }
        return first;
    }

    /** Takes a range back. */
    void give(int first, int length) {
        used -= length;
        int from = first;
        int to = first + length;
        Map.Entry<Integer, Integer> before = free.lowerEntry(first);
        if (before != null && before.getKey() + before.getValue() == first) {
            from = before.getKey();
            remove(from);
        }
        Integer behind = free.get(to);
        if (behind != null) {
            remove(to);
            to += behind;
        }
        if (to == end) {
            end = from;
        } else {
            add(from, to - from);
        }
    }

    private void add(int first, int length) {
        free.put(first, length);
        bySize.add((long) length << 32 | first);
    }

    private void remove(int first) {
        bySize.remove((long) free.remove(first) << 32 | first);
    }
}

package dev.vespula.text.parser;

import java.util.Arrays;

/** A growable list of ints. */
final class IntList {
    private int[] items = new int[8];
    private int size;

    int size() {
        return size;
    }

    int get(int index) {
        return items[index];
    }

    void set(int index, int item) {
        items[index] = item;
    }

    void add(int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, size * 2);
        }
        items[size++] = item;
    }

    void clear() {
        size = 0;
    }

    void truncate(int newSize) {
        size = newSize;
    }

    /** As {@link Arrays#binarySearch(int[], int)}; the items must be ascending. */
    int search(int item) {
        return Arrays.binarySearch(items, 0, size, item);
    }

    int[] toArray() {
        return Arrays.copyOf(items, size);
    }
}

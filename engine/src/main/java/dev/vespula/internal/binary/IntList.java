package dev.vespula.internal.binary;

import java.util.Arrays;

/** A growing list of ints: what was not read yet is never allocated, whatever count a module declares. */
final class IntList {
    private int[] items = new int[8];
    private int size;

    void add(int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, size + (size >> 1) + 8);
        }
        items[size++] = item;
    }

    int size() {
        return size;
    }

    int get(int index) {
        return items[index];
    }

    int last() {
        return items[size - 1];
    }

    void removeLast() {
        size--;
    }

    int[] toArray() {
        return Arrays.copyOf(items, size);
    }
}

package dev.vespula.text.parser;

import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.SectionKind;

/** A section that is a vector: its entries and how many they are. */
final class SectionBuffer {
    private final Bytes entries = new Bytes();
    private int count;

    /** Where the next entry is to be written. */
    Bytes next() {
        count++;
        return entries;
    }

    /** The entries that come next, if any do, are of a field. */
    void mark(SectionKind kind, BinaryPlaces places, int field) {
        places.entry(kind, entries.size(), field);
    }

    int count() {
        return count;
    }

    Bytes entries() {
        return entries;
    }
}

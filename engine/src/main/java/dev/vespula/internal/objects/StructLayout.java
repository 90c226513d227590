package dev.vespula.internal.objects;

import dev.vespula.internal.types.ValTypes;

/**
 * Where the fields of a struct are. References are numbered; numbers are packed into 64-bit words without crossing their
 * borders, a v128 into two. Each field's place depends only on the fields before it, so a subtype keeps the places of its
 * supertype's fields.
 */
public final class StructLayout {
    private static final int WORD = 8;
    private static final int NONE = -1;

    /** Number of reference fields. */
    public final int refs;
    /** Number of words. */
    public final int words;
    /** Which class objects of this layout are of, see {@code StructClasses}. */
    final int shape;

    private final int[] places;

    /** The layout of a type without descriptor. */
    StructLayout(int[] fields) {
        this(fields, NONE);
    }

    /**
     * A layout.
     *
     * @param descriptorPlace how many fields stand before the descriptor, which counts as the field behind the last; -1 for none
     */
    StructLayout(int[] fields, int descriptorPlace) {
        places = new int[fields.length + (descriptorPlace < 0 ? 0 : 1)];
        int[] gaps = {NONE, NONE, NONE};
        int references = 0;
        int end = 0;
        for (int k = 0; k < places.length; k++) {
            if (k == descriptorPlace) {
                places[fields.length] = references++;
            }
            if (k == fields.length) {
                break;
            }
            if (ValTypes.isReference(fields[k])) {
                places[k] = references++;
                continue;
            }
            int size = ValTypes.byteSize(fields[k]);
            if (size >= WORD) {
                places[k] = end;
                end += size;
            } else {
                int level = Integer.numberOfTrailingZeros(size);
                int from = level;
                while (from < gaps.length && gaps[from] == NONE) {
                    from++;
                }
                int at = from < gaps.length ? gaps[from] : end;
                if (from < gaps.length) {
                    gaps[from] = NONE;
                } else {
                    end += WORD;
                }
                places[k] = at;
                for (int rest = level; rest < from; rest++) {
                    gaps[rest] = at + (1 << rest);
                }
            }
        }
        refs = references;
        words = end / WORD;
        // Of a single word perhaps only the lower half is used.
        boolean half = words == 1 && gaps[2] == Integer.BYTES;
        shape = half ? StructClasses.halfShape(refs) : StructClasses.shape(refs, words);
    }

    /** Number of a reference field among the references. */
    public int reference(int field) {
        return places[field];
    }

    /** The word in which a numeric field is, or begins. */
    public int word(int field) {
        return places[field] / WORD;
    }

    /** How far a numeric field's lowest bit is from that of its word. */
    public int shift(int field) {
        return places[field] % WORD * Byte.SIZE;
    }
}

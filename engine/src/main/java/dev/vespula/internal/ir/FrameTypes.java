package dev.vespula.internal.ir;

import java.util.Arrays;

/**
 * The slots of a frame that hold references which may still be read, and their types as ints of ValTypes.
 *
 * @param behind how many of them, the first ones, may be read behind the statement at which the frame stands; the others
 *               are read by the statement itself
 */
public record FrameTypes(int[] slots, int[] types, int behind) {

    /** Collects slots. */
    public static final class Builder {
        private int[] slots = new int[4];
        private int[] types = new int[4];
        private int count;
        private int behind;

        /** Adds a slot; adding it twice does no harm. */
        public void add(int slot, int type) {
            if (count == slots.length) {
                slots = Arrays.copyOf(slots, 2 * count);
                types = Arrays.copyOf(types, 2 * count);
            }
            slots[count] = slot;
            types[count++] = type;
        }

        /** All slots added from now on are read by the statement itself. */
        public void statement() {
            behind = count;
        }

        /** What was collected. */
        public FrameTypes build() {
            return new FrameTypes(Arrays.copyOf(slots, count), Arrays.copyOf(types, count), behind);
        }
    }
}

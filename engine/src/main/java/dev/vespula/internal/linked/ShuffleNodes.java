package dev.vespula.internal.linked;

import dev.vespula.internal.numeric.I8x16;

/**
 * Shuffles with the patterns that programs use most: moves of whole 32-bit lanes, and the same rotation of bytes inside
 * both halves of one vector. Any other is left to the planned steps of the generated node, which take two to four times
 * as long.
 */
final class ShuffleNodes {
    private static final long LANE = 0xFFFF_FFFFL;
    /** Bytes 0 to 7 in their places. */
    private static final long IN_PLACE = 0x0706_0504_0302_0100L;
    private static final long EIGHT = 0x0808_0808_0808_0808L;
    private static final long SIXTEEN = 0x1010_1010_1010_1010L;

    private ShuffleNodes() {}

    /**
     * The node for a pattern, or null if the general one must do.
     *
     * @param spec  the pattern in {@code bits} and {@code highBits}, the target
     * @param a     the first operand
     * @param b     the second operand
     * @param twins whether both operands are the same slots
     * @param aIsLeaf whether the first operand is a slot or constant, which need not be evaluated if it is not used
     * @param bIsLeaf the same of the second operand
     */
    static Node make(NodeSpec spec, Node a, Node b, boolean twins, boolean aIsLeaf, boolean bIsLeaf) {
        long low = spec.bits;
        long high = spec.highBits;
        if (twins) {
            low &= ~SIXTEEN;
            high &= ~SIXTEEN;
        }
        boolean onlyFirst = ((low | high) & SIXTEEN) == 0;
        boolean onlySecond = (low & high & SIXTEEN) == SIXTEEN;
        if (onlyFirst && bIsLeaf || onlySecond && aIsLeaf) {
            return one(spec.target, onlyFirst ? a : b, low, high);
        }
        spec.aNode = a;
        spec.bNode = b;
        return isLanes(low) && isLanes(high) ? new Lanes(spec) : null;
    }

    /** The node of a shuffle of one vector; which of two equal operands the pattern names does not matter. */
    static Node one(int target, Node source, long lowPattern, long highPattern) {
        long low = lowPattern & ~SIXTEEN;
        long high = highPattern & ~SIXTEEN;
        NodeSpec spec = new NodeSpec();
        spec.target = target;
        spec.aNode = source;
        spec.bits = low;
        spec.highBits = high;
        if (isLanes(low) && isLanes(high)) {
            return new LanesOfOne(spec);
        }
        if ((low & EIGHT) == 0 && high == low + EIGHT) {
            for (int shift = 8; shift < 64; shift += 8) {
                long first = placed(low, shift);
                for (int other = shift + 8; other < 64; other += 8) {
                    if ((first | placed(low, other)) == -1) {
                        spec.bits = first;
                        spec.shift = shift;
                        spec.addend = other;
                        return new RotationsOfOne(spec);
                    }
                }
            }
        }
        return new PlannedOfOne(spec);
    }

    /** One half of the pattern that has the effect of a shuffle of one vector followed by another one. */
    static long composed(long low, long high, long secondHalf) {
        return I8x16.swizzle(low & ~SIXTEEN, high & ~SIXTEEN, secondHalf & ~SIXTEEN);
    }

    /** Whether a half of a pattern moves whole aligned lanes of 32 bits. */
    private static boolean isLanes(long half) {
        return lane((int) half) && lane((int) (half >>> 32));
    }

    private static boolean lane(int bytes) {
        return (bytes & 3) == 0 && bytes == (bytes & 0xFF) * 0x0101_0101 + 0x0302_0100;
    }

    /** Mask of the bytes that a rotation to the left brings to where the pattern wants them. */
    private static long placed(long half, int shift) {
        long mask = 0;
        long rotated = Long.rotateLeft(IN_PLACE, shift);
        for (int at = 0; at < 64; at += 8) {
            if ((rotated >>> at & 0xFF) == (half >>> at & 0xFF)) {
                mask |= 0xFFL << at;
            }
        }
        return mask;
    }

    /** Number of the 32-bit lane that goes to the lower or upper part of a half. */
    static int lane(long half, int part) {
        return (int) (half >>> 32 * part & 0xFF) >> 2;
    }

    /** A lane of 32 bits of a vector. */
    static long pick(int lane, long al, long ah) {
        return (lane < 2 ? al : ah) >>> (lane << 5) & LANE;
    }

    /** A lane of 32 bits of two vectors. */
    static long pick(int lane, long al, long ah, long bl, long bh) {
        return lane < 4 ? pick(lane, al, ah) : pick(lane - 4, bl, bh);
    }
}

package dev.vespula.internal.interp;

import dev.vespula.internal.numeric.I8x16;
import dev.vespula.internal.numeric.ShufflePlan;

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

    private ShuffleNodes() {
    }

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
        return isLanes(low) && isLanes(high) ? new Lanes(spec.target, a, b, low, high) : null;
    }

    /** The node of a shuffle of one vector; which of two equal operands the pattern names does not matter. */
    static Node one(int target, Node source, long lowPattern, long highPattern) {
        long low = lowPattern & ~SIXTEEN;
        long high = highPattern & ~SIXTEEN;
        if (isLanes(low) && isLanes(high)) {
            return new LanesOfOne(target, source, low, high);
        }
        if ((low & EIGHT) == 0 && high == low + EIGHT) {
            for (int shift = 8; shift < 64; shift += 8) {
                long first = placed(low, shift);
                for (int other = shift + 8; other < 64; other += 8) {
                    if ((first | placed(low, other)) == -1) {
                        return new RotationsOfOne(target, source, shift, first, other);
                    }
                }
            }
        }
        return new PlannedOfOne(target, source, low, high);
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
    private static int lane(long half, int part) {
        return (int) (half >>> 32 * part & 0xFF) >> 2;
    }

    /** Moves lanes of one vector. */
    private static final class LanesOfOne extends Node {
        private final Node a;
        private final int lane0;
        private final int lane1;
        private final int lane2;
        private final int lane3;
        private final int target;

        LanesOfOne(int target, Node a, long low, long high) {
            this.target = target;
            this.a = a;
            lane0 = lane(low, 0);
            lane1 = lane(low, 1);
            lane2 = lane(high, 0);
            lane3 = lane(high, 1);
        }

        private static long pick(int lane, long al, long ah) {
            return (lane < 2 ? al : ah) >>> (lane << 5) & LANE;
        }

        @Override
        long v128(Execution x, long[] cells, int fp) {
            long al = a.v128(x, cells, fp);
            long ah = x.high;
            x.high = pick(lane2, al, ah) | pick(lane3, al, ah) << 32;
            return pick(lane0, al, ah) | pick(lane1, al, ah) << 32;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long al = a.v128(x, cells, fp);
            long ah = x.high;
            cells[fp + target] = pick(lane0, al, ah) | pick(lane1, al, ah) << 32;
            cells[fp + target + 1] = pick(lane2, al, ah) | pick(lane3, al, ah) << 32;
        }
    }

    /** Any pattern over one vector. */
    private static final class PlannedOfOne extends Node {
        private final Node a;
        private final ShufflePlan lowPlan;
        private final ShufflePlan highPlan;
        private final int target;

        PlannedOfOne(int target, Node a, long low, long high) {
            this.target = target;
            this.a = a;
            lowPlan = ShufflePlan.of(low);
            highPlan = ShufflePlan.of(high);
        }

        @Override
        long v128(Execution x, long[] cells, int fp) {
            long al = a.v128(x, cells, fp);
            long ah = x.high;
            x.high = highPlan.apply(al, ah, al, ah);
            return lowPlan.apply(al, ah, al, ah);
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long low = v128(x, cells, fp);
            cells[fp + target] = low;
            cells[fp + target + 1] = x.high;
        }
    }

    /** Moves lanes of two vectors. */
    private static final class Lanes extends Node {
        private final Node a;
        private final Node b;
        private final int lane0;
        private final int lane1;
        private final int lane2;
        private final int lane3;
        private final int target;

        Lanes(int target, Node a, Node b, long low, long high) {
            this.target = target;
            this.a = a;
            this.b = b;
            lane0 = lane(low, 0);
            lane1 = lane(low, 1);
            lane2 = lane(high, 0);
            lane3 = lane(high, 1);
        }

        private static long pick(int lane, long al, long ah, long bl, long bh) {
            long low = lane < 4 ? al : bl;
            long high = lane < 4 ? ah : bh;
            return ((lane & 2) == 0 ? low : high) >>> (lane << 5) & LANE;
        }

        @Override
        long v128(Execution x, long[] cells, int fp) {
            long al = a.v128(x, cells, fp);
            long ah = x.high;
            long bl = b.v128(x, cells, fp);
            long bh = x.high;
            x.high = pick(lane2, al, ah, bl, bh) | pick(lane3, al, ah, bl, bh) << 32;
            return pick(lane0, al, ah, bl, bh) | pick(lane1, al, ah, bl, bh) << 32;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long low = v128(x, cells, fp);
            cells[fp + target] = low;
            cells[fp + target + 1] = x.high;
        }
    }

    /** Permutes the bytes in both halves of one vector in the same way, by two rotations of which each gives some. */
    private static final class RotationsOfOne extends Node {
        private final Node a;
        private final int shift;
        private final long mask;
        private final int otherShift;
        private final int target;

        RotationsOfOne(int target, Node a, int shift, long mask, int otherShift) {
            this.target = target;
            this.a = a;
            this.shift = shift;
            this.mask = mask;
            this.otherShift = otherShift;
        }

        private long permuted(long half) {
            return Long.rotateLeft(half, shift) & mask | Long.rotateLeft(half, otherShift) & ~mask;
        }

        @Override
        long v128(Execution x, long[] cells, int fp) {
            long al = a.v128(x, cells, fp);
            x.high = permuted(x.high);
            return permuted(al);
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long al = a.v128(x, cells, fp);
            cells[fp + target] = permuted(al);
            cells[fp + target + 1] = permuted(x.high);
        }
    }
}

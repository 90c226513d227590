package dev.vespula.internal.interp;

import dev.vespula.internal.numeric.I32x4;

/** Rotations of the lanes of a vector to the left: what programs write as two shifts and a union. */
final class LaneRotation {
    private LaneRotation() {
    }

    /** Of lanes of 32 bits. */
    static final class Ints extends Node {
        private final Node a;
        private final int count;
        private final int target;

        Ints(int target, Node a, int count) {
            this.target = target;
            this.a = a;
            this.count = count;
        }

        @Override
        long v128(Execution x, long[] cells, int fp) {
            long al = a.v128(x, cells, fp);
            x.high = I32x4.rotl(x.high, count);
            return I32x4.rotl(al, count);
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long al = a.v128(x, cells, fp);
            cells[fp + target] = I32x4.rotl(al, count);
            cells[fp + target + 1] = I32x4.rotl(x.high, count);
        }
    }

    /** Of lanes of 64 bits. */
    static final class Longs extends Node {
        private final Node a;
        private final int count;
        private final int target;

        Longs(int target, Node a, int count) {
            this.target = target;
            this.a = a;
            this.count = count;
        }

        @Override
        long v128(Execution x, long[] cells, int fp) {
            long al = a.v128(x, cells, fp);
            x.high = Long.rotateLeft(x.high, count);
            return Long.rotateLeft(al, count);
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long al = a.v128(x, cells, fp);
            cells[fp + target] = Long.rotateLeft(al, count);
            cells[fp + target + 1] = Long.rotateLeft(x.high, count);
        }
    }
}

package dev.vespula.internal.interp;

import dev.vespula.internal.numeric.WideOps;

/** Arithmetic on integers of 128 bits. Results stand in two slots, the lower half first. */
final class WideNodes {
    private WideNodes() {
    }

    /** {@code i64.add128}. */
    static final class Add extends Node {
        private final Node aLow;
        private final Node aHigh;
        private final Node bLow;
        private final Node bHigh;
        private final int target;

        Add(int target, Node aLow, Node aHigh, Node bLow, Node bHigh) {
            this.target = target;
            this.aLow = aLow;
            this.aHigh = aHigh;
            this.bLow = bLow;
            this.bHigh = bHigh;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long al = aLow.i64(x, cells, fp);
            long ah = aHigh.i64(x, cells, fp);
            long bl = bLow.i64(x, cells, fp);
            long bh = bHigh.i64(x, cells, fp);
            cells[fp + target] = al + bl;
            cells[fp + target + 1] = WideOps.addHigh(al, ah, bl, bh);
        }
    }

    /** {@code i64.sub128}. */
    static final class Subtract extends Node {
        private final Node aLow;
        private final Node aHigh;
        private final Node bLow;
        private final Node bHigh;
        private final int target;

        Subtract(int target, Node aLow, Node aHigh, Node bLow, Node bHigh) {
            this.target = target;
            this.aLow = aLow;
            this.aHigh = aHigh;
            this.bLow = bLow;
            this.bHigh = bHigh;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long al = aLow.i64(x, cells, fp);
            long ah = aHigh.i64(x, cells, fp);
            long bl = bLow.i64(x, cells, fp);
            long bh = bHigh.i64(x, cells, fp);
            cells[fp + target] = al - bl;
            cells[fp + target + 1] = WideOps.subHigh(al, ah, bl, bh);
        }
    }

    /** {@code i64.mul_wide_s}. */
    static final class MultiplySigned extends Node {
        private final Node a;
        private final Node b;
        private final int target;

        MultiplySigned(int target, Node a, Node b) {
            this.target = target;
            this.a = a;
            this.b = b;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long left = a.i64(x, cells, fp);
            long right = b.i64(x, cells, fp);
            cells[fp + target] = left * right;
            cells[fp + target + 1] = Math.multiplyHigh(left, right);
        }
    }

    /** {@code i64.mul_wide_u}. */
    static final class MultiplyUnsigned extends Node {
        private final Node a;
        private final Node b;
        private final int target;

        MultiplyUnsigned(int target, Node a, Node b) {
            this.target = target;
            this.a = a;
            this.b = b;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long left = a.i64(x, cells, fp);
            long right = b.i64(x, cells, fp);
            cells[fp + target] = left * right;
            cells[fp + target + 1] = WideOps.mulHighU(left, right);
        }
    }
}

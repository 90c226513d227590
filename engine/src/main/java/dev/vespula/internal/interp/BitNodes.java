package dev.vespula.internal.interp;

/** Combinations of bit operators that hashing and parsing live on. */
final class BitNodes {
    private BitNodes() {
    }

    /** Two i32 slots, exclusive or, rotated left by an immediate. */
    static final class RotatedXor32 extends Node {
        private final int a;
        private final int b;
        private final int distance;
        private final int target;

        RotatedXor32(int a, int b, int distance, int target) {
            this.a = a;
            this.b = b;
            this.distance = distance;
            this.target = target;
        }

        @Override
        int i32(Execution x, long[] cells, int fp) {
            return Integer.rotateLeft((int) cells[fp + a] ^ (int) cells[fp + b], distance);
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            cells[fp + target] = i32(x, cells, fp);
        }

        @Override
        Block next(Execution x, long[] cells, int fp) {
            cells[fp] = i32(x, cells, fp);
            return x.leave();
        }
    }

    /** Two i64 slots, exclusive or, rotated left by an immediate. */
    static final class RotatedXor64 extends Node {
        private final int a;
        private final int b;
        private final int distance;
        private final int target;

        RotatedXor64(int a, int b, int distance, int target) {
            this.a = a;
            this.b = b;
            this.distance = distance;
            this.target = target;
        }

        @Override
        long i64(Execution x, long[] cells, int fp) {
            return Long.rotateLeft(cells[fp + a] ^ cells[fp + b], distance);
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            cells[fp + target] = i64(x, cells, fp);
        }

        @Override
        Block next(Execution x, long[] cells, int fp) {
            cells[fp] = i64(x, cells, fp);
            return x.leave();
        }
    }

    /** An i64 slot and another one whose bits an immediate turned round: {@code a & ~b} in most cases. */
    static final class AndXor64 extends Node {
        private final int a;
        private final int b;
        private final int target;
        private final long mask;

        AndXor64(int a, int b, long mask, int target) {
            this.a = a;
            this.b = b;
            this.mask = mask;
            this.target = target;
        }

        @Override
        long i64(Execution x, long[] cells, int fp) {
            return cells[fp + a] & (cells[fp + b] ^ mask);
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            cells[fp + target] = i64(x, cells, fp);
        }

        @Override
        Block next(Execution x, long[] cells, int fp) {
            cells[fp] = i64(x, cells, fp);
            return x.leave();
        }
    }

    /** Branches if an i32 slot has one of the bits of a mask. */
    static final class TestSlot extends Node {
        private final int slot;
        private final int mask;
        private final Block taken;
        private final Block other;

        TestSlot(int slot, int mask, NodeSpec spec) {
            this.slot = slot;
            this.mask = mask;
            this.taken = spec.taken;
            this.other = spec.other;
        }

        @Override
        Block next(Execution x, long[] cells, int fp) {
            return ((int) cells[fp + slot] & mask) != 0 ? taken : other;
        }
    }

    /** Branches if an i32 has one of the bits of a mask. */
    static final class Test extends Node {
        private final Node value;
        private final int mask;
        private final Block taken;
        private final Block other;

        Test(Node value, int mask, NodeSpec spec) {
            this.value = value;
            this.mask = mask;
            this.taken = spec.taken;
            this.other = spec.other;
        }

        @Override
        Block next(Execution x, long[] cells, int fp) {
            return (value.i32(x, cells, fp) & mask) != 0 ? taken : other;
        }
    }
}

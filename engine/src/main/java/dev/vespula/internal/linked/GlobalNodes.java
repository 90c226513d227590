package dev.vespula.internal.linked;

/** Small statements and operands over i32 globals, mostly the stack pointer of a C or Rust program. */
final class GlobalNodes {
    private GlobalNodes() {}

    /** A global plus an immediate. */
    static final class Sum extends Node {
        private final int global;
        private final int addend;
        private final int target;

        Sum(int global, int addend, int target) {
            this.global = global;
            this.addend = addend;
            this.target = target;
        }

        @Override
        public int i32(Context context, long[] cells, int fp) {
            return (int) context.globals[global].bits + addend;
        }

        @Override
        public void execute(Context context, long[] cells, int fp) {
            cells[fp + target] = i32(context, cells, fp);
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            cells[fp] = i32(context, cells, fp);
            return context.leave();
        }
    }

    /** Sets a global to the sum of one and an immediate. */
    static final class SetSum extends Node {
        private final int global;
        private final int source;
        private final int addend;

        SetSum(int global, int source, int addend) {
            this.global = global;
            this.source = source;
            this.addend = addend;
        }

        @Override
        public void execute(Context context, long[] cells, int fp) {
            context.globals[global].bits = (int) context.globals[source].bits + addend;
        }
    }

    /** Sets a global to the sum of a slot and an immediate. */
    static final class SetSlotSum extends Node {
        private final int global;
        private final int slot;
        private final int addend;

        SetSlotSum(int global, int slot, int addend) {
            this.global = global;
            this.slot = slot;
            this.addend = addend;
        }

        @Override
        public void execute(Context context, long[] cells, int fp) {
            context.globals[global].bits = (int) cells[fp + slot] + addend;
        }
    }

    /** Branches if a global is not zero. */
    static final class Test extends Node {
        private final int global;
        private final Block taken;
        private final Block other;

        Test(int global, Block taken, Block other) {
            this.global = global;
            this.taken = taken;
            this.other = other;
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            return (int) context.globals[global].bits != 0 ? taken : other;
        }
    }
}

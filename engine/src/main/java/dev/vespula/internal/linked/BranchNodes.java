package dev.vespula.internal.linked;

import dev.vespula.Trap;
import dev.vespula.TrapCode;

/** Terminators that stay in the function or leave it. Comparisons branch by themselves, see the generated nodes. */
final class BranchNodes {
    private BranchNodes() {}

    /** Goes on elsewhere. */
    static final class Jump extends Node {
        private final Block target;

        Jump(Block target) {
            this.target = target;
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            return target;
        }
    }

    /** Branches if an i32 in a slot is not zero. */
    static final class BranchSlot extends Node {
        private final int slot;
        private final Block taken;
        private final Block other;

        BranchSlot(int slot, Block taken, Block other) {
            this.slot = slot;
            this.taken = taken;
            this.other = other;
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            return (int) cells[fp + slot] != 0 ? taken : other;
        }
    }

    /** Branches if an i32 is not zero. */
    static final class Branch extends Node {
        private final Node condition;
        private final Block taken;
        private final Block other;

        Branch(Node condition, Block taken, Block other) {
            this.condition = condition;
            this.taken = taken;
            this.other = other;
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            return condition.i32(context, cells, fp) != 0 ? taken : other;
        }
    }

    /** Branches to one of many; the last one serves every index beyond. */
    static final class BranchTable extends Node {
        private final Node index;
        private final Block[] targets;

        BranchTable(Node index, Block[] targets) {
            this.index = index;
            this.targets = targets;
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            int i = index.i32(context, cells, fp);
            int last = targets.length - 1;
            return targets[i >= 0 && i < last ? i : last];
        }
    }

    /** Returns; the results stand where they belong. */
    static final class Return extends Node {
        private final LinkedFunction function;

        /** {@code function}: the function if it must clear references, else null. */
        Return(LinkedFunction function) {
            this.function = function;
        }

        @Override
        public Block next(Context context, long[] cells, int fp) {
            return function == null ? context.leave() : context.leave(function);
        }
    }

    /** Traps. */
    static final class Unreachable extends Node {
        @Override
        public Block next(Context context, long[] cells, int fp) {
            throw new Trap(TrapCode.UNREACHABLE);
        }
    }
}

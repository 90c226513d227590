package dev.vespula.internal.linked;

/** Operands and statements over references. A null reference is Java's null. */
final class ReferenceNodes {
    private ReferenceNodes() {}

    /** A slot. */
    static final class Slot extends Node {
        private final int slot;

        Slot(int slot) {
            this.slot = slot;
        }

        @Override
        public Object ref(Context context, long[] cells, int fp) {
            return context.refs[fp + slot];
        }
    }

    /** Sets a slot to another one. */
    static final class Copy extends Node {
        private final int target;
        private final int source;

        Copy(int target, int source) {
            this.target = target;
            this.source = source;
        }

        @Override
        public void execute(Context context, long[] cells, int fp) {
            Object[] refs = context.refs;
            refs[fp + target] = refs[fp + source];
        }
    }

    /** Evaluates for the sake of a trap. */
    static final class Eval extends Node {
        private final Node value;

        Eval(Node value) {
            this.value = value;
        }

        @Override
        public void execute(Context context, long[] cells, int fp) {
            value.ref(context, cells, fp);
        }
    }
}

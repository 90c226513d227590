package dev.vespula.internal.interp;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.runtime.AtomicAccess;
import dev.vespula.internal.runtime.AtomicUpdate;
import dev.vespula.internal.runtime.LinearMemory;
import java.lang.invoke.VarHandle;

/** The atomic operators. The address comes from the {@code i64} method of its node, zero-extended where it is an i32. */
final class AtomicNodes {
    private AtomicNodes() {
    }

    /** What all have in common. */
    private abstract static class Access extends Node {
        final int width;
        final int target;
        private final int memory;
        private final long offset;
        private final Node address;

        Access(NodeSpec spec, int width) {
            this.width = width;
            this.target = spec.target;
            this.memory = spec.memory;
            this.offset = spec.bits;
            this.address = spec.aNode;
        }

        final LinearMemory memory(Execution x) {
            return x.instance.memories[memory];
        }

        final long address(Execution x, long[] cells, int fp) {
            return LinearMemory.effectiveAddress(address.i64(x, cells, fp), offset);
        }
    }

    /** An access with a number of type i32 or i64. */
    private abstract static class NumberAccess extends Access {
        private final boolean wide;

        NumberAccess(NodeSpec spec, int width, int type) {
            super(spec, width);
            this.wide = type == Ir.TYPE_I64;
        }

        /** The value of an operand, zero-extended. */
        final long number(Node operand, Execution x, long[] cells, int fp) {
            return wide ? operand.i64(x, cells, fp) : operand.i32(x, cells, fp) & 0xFFFF_FFFFL;
        }

        /** A zero-extended result as it stands in a slot. */
        final long cell(long number) {
            return wide ? number : (int) number;
        }
    }

    /** {@code atomic.load}. */
    static final class Load extends NumberAccess {
        Load(NodeSpec spec, int width, int type) {
            super(spec, width, type);
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            cells[fp + target] = cell(AtomicAccess.load(memory(x), address(x, cells, fp), width));
        }
    }

    /** {@code atomic.store}. */
    static final class Store extends NumberAccess {
        private final Node value;

        Store(NodeSpec spec, int width, int type) {
            super(spec, width, type);
            value = spec.bNode;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long at = address(x, cells, fp);
            AtomicAccess.store(memory(x), at, number(value, x, cells, fp), width);
        }
    }

    /** {@code atomic.rmw.add} and the like. */
    static final class Update extends NumberAccess {
        private final AtomicUpdate operator;
        private final Node operand;

        Update(NodeSpec spec, int width, int type, AtomicUpdate operator) {
            super(spec, width, type);
            this.operator = operator;
            operand = spec.bNode;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long at = address(x, cells, fp);
            long value = number(operand, x, cells, fp);
            cells[fp + target] = cell(AtomicAccess.update(operator, memory(x), at, value, width));
        }
    }

    /** {@code atomic.rmw.cmpxchg}. */
    static final class CompareExchange extends NumberAccess {
        private final Node expected;
        private final Node replacement;

        CompareExchange(NodeSpec spec, int width, int type) {
            super(spec, width, type);
            expected = spec.bNode;
            replacement = spec.cNode;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long at = address(x, cells, fp);
            long old = number(expected, x, cells, fp);
            long changed = number(replacement, x, cells, fp);
            cells[fp + target] = cell(AtomicAccess.compareExchange(memory(x), at, old, changed, width));
        }
    }

    /** {@code memory.atomic.wait32} and {@code wait64}. */
    static final class Wait extends Access {
        private final Node expected;
        private final Node timeout;

        Wait(NodeSpec spec, int width) {
            super(spec, width);
            expected = spec.bNode;
            timeout = spec.cNode;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long at = address(x, cells, fp);
            long value = width == 8 ? expected.i64(x, cells, fp) : expected.i32(x, cells, fp) & 0xFFFF_FFFFL;
            long nanos = timeout.i64(x, cells, fp);
            cells[fp + target] = AtomicAccess.await(x.store(), memory(x), at, value, nanos, width);
        }
    }

    /** {@code memory.atomic.notify}. */
    static final class Notify extends Access {
        private final Node count;

        Notify(NodeSpec spec) {
            super(spec, Integer.BYTES);
            count = spec.bNode;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long at = address(x, cells, fp);
            cells[fp + target] = AtomicAccess.wake(memory(x), at, count.i32(x, cells, fp));
        }
    }

    /** {@code atomic.fence}. */
    static final class Fence extends Node {
        @Override
        void execute(Execution x, long[] cells, int fp) {
            VarHandle.fullFence();
        }
    }
}

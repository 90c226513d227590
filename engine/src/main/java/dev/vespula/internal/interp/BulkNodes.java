package dev.vespula.internal.interp;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.runtime.BulkOperations;

/**
 * Sizes, growth, and the bulk operations of memories and tables. Addresses, indices and lengths come from the {@code i64}
 * method of their nodes, zero-extended where they are 32 bits wide.
 */
final class BulkNodes {
    private BulkNodes() {
    }

    /** {@code memory.size}. */
    static final class MemorySize extends Node {
        private final int memory;
        private final int type;
        private final int target;

        MemorySize(int memory, int type, int target) {
            this.memory = memory;
            this.type = type;
            this.target = target;
        }

        @Override
        int i32(Execution x, long[] cells, int fp) {
            return (int) i64(x, cells, fp);
        }

        @Override
        long i64(Execution x, long[] cells, int fp) {
            return x.instance.memories[memory].pages();
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long size = i64(x, cells, fp);
            cells[fp + target] = type == Ir.TYPE_I64 ? size : (int) size;
        }
    }

    /** {@code table.size}. */
    static final class TableSize extends Node {
        private final int table;
        private final int type;
        private final int target;

        TableSize(int table, int type, int target) {
            this.table = table;
            this.type = type;
            this.target = target;
        }

        @Override
        int i32(Execution x, long[] cells, int fp) {
            return (int) i64(x, cells, fp);
        }

        @Override
        long i64(Execution x, long[] cells, int fp) {
            return x.instance.tables[table].size;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long size = i64(x, cells, fp);
            cells[fp + target] = type == Ir.TYPE_I64 ? size : (int) size;
        }
    }

    /** {@code table.get}. */
    static final class TableGet extends Node {
        private final int table;
        private final Node index;

        TableGet(int table, Node index) {
            this.table = table;
            this.index = index;
        }

        @Override
        Object ref(Execution x, long[] cells, int fp) {
            return x.instance.tables[table].get(index.i64(x, cells, fp));
        }
    }

    /** {@code table.set}. */
    static final class TableSet extends Node {
        private final int table;
        private final Node index;
        private final Node value;

        TableSet(int table, Node index, Node value) {
            this.table = table;
            this.index = index;
            this.value = value;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long at = index.i64(x, cells, fp);
            x.instance.tables[table].set(at, value.ref(x, cells, fp));
        }
    }

    /** {@code table.grow}. */
    static final class TableGrow extends Node {
        private final int target;
        private final int table;
        private final Node initial;
        private final int type;
        private final Node delta;

        TableGrow(int target, int table, Node initial, int type, Node delta) {
            this.target = target;
            this.table = table;
            this.initial = initial;
            this.type = type;
            this.delta = delta;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            Object element = initial.ref(x, cells, fp);
            long before = BulkOperations.tableGrow(x.instance, table, element, delta.i64(x, cells, fp));
            cells[fp + target] = type == Ir.TYPE_I64 ? before : (int) before;
        }
    }

    /** {@code table.fill}. */
    static final class TableFill extends Node {
        private final int table;
        private final Node index;
        private final Node value;
        private final Node length;

        TableFill(int table, Node index, Node value, Node length) {
            this.table = table;
            this.index = index;
            this.value = value;
            this.length = length;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long at = index.i64(x, cells, fp);
            Object element = value.ref(x, cells, fp);
            BulkOperations.tableFill(x.instance, table, at, element, length.i64(x, cells, fp));
        }
    }

    /** {@code table.copy}. */
    static final class TableCopy extends Node {
        private final int to;
        private final int from;
        private final Node target;
        private final Node source;
        private final Node length;

        TableCopy(int to, int from, Node target, Node source, Node length) {
            this.to = to;
            this.from = from;
            this.target = target;
            this.source = source;
            this.length = length;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long into = target.i64(x, cells, fp);
            long outOf = source.i64(x, cells, fp);
            BulkOperations.tableCopy(x.instance, to, from, into, outOf, length.i64(x, cells, fp));
        }
    }

    /** {@code table.init}. */
    static final class TableInit extends Node {
        private final int table;
        private final int segment;
        private final Node target;
        private final Node source;
        private final Node length;

        TableInit(int table, int segment, Node target, Node source, Node length) {
            this.table = table;
            this.segment = segment;
            this.target = target;
            this.source = source;
            this.length = length;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long into = target.i64(x, cells, fp);
            int outOf = source.i32(x, cells, fp);
            BulkOperations.tableInit(x.instance, table, segment, into, outOf, length.i32(x, cells, fp));
        }
    }

    /** {@code elem.drop}. */
    static final class ElemDrop extends Node {
        private final int segment;

        ElemDrop(int segment) {
            this.segment = segment;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            x.instance.dropElements(segment);
        }
    }

    /** {@code memory.grow}. */
    static final class MemoryGrow extends Node {
        private final int target;
        private final int memory;
        private final int type;
        private final Node delta;

        MemoryGrow(int target, int memory, int type, Node delta) {
            this.target = target;
            this.memory = memory;
            this.type = type;
            this.delta = delta;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long before = BulkOperations.memoryGrow(x.instance, memory, delta.i64(x, cells, fp));
            x.reload();
            cells[fp + target] = type == Ir.TYPE_I64 ? before : (int) before;
        }
    }

    /** {@code memory.fill}. */
    static final class MemoryFill extends Node {
        private final int memory;
        private final Node address;
        private final Node value;
        private final Node length;

        MemoryFill(int memory, Node address, Node value, Node length) {
            this.memory = memory;
            this.address = address;
            this.value = value;
            this.length = length;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long at = address.i64(x, cells, fp);
            int with = value.i32(x, cells, fp);
            BulkOperations.memoryFill(x.instance, memory, at, with, length.i64(x, cells, fp));
        }
    }

    /** {@code memory.copy}. */
    static final class MemoryCopy extends Node {
        private final int to;
        private final int from;
        private final Node target;
        private final Node source;
        private final Node length;

        MemoryCopy(int to, int from, Node target, Node source, Node length) {
            this.to = to;
            this.from = from;
            this.target = target;
            this.source = source;
            this.length = length;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long into = target.i64(x, cells, fp);
            long outOf = source.i64(x, cells, fp);
            BulkOperations.memoryCopy(x.instance, to, from, into, outOf, length.i64(x, cells, fp));
        }
    }

    /** {@code memory.init}. */
    static final class MemoryInit extends Node {
        private final int memory;
        private final int segment;
        private final Node target;
        private final Node source;
        private final Node length;

        MemoryInit(int memory, int segment, Node target, Node source, Node length) {
            this.memory = memory;
            this.segment = segment;
            this.target = target;
            this.source = source;
            this.length = length;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long into = target.i64(x, cells, fp);
            int outOf = source.i32(x, cells, fp);
            BulkOperations.memoryInit(x.instance, memory, segment, into, outOf, length.i32(x, cells, fp));
        }
    }

    /** {@code data.drop}. */
    static final class DataDrop extends Node {
        private final int segment;

        DataDrop(int segment) {
            this.segment = segment;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            x.instance.dropData(segment);
        }
    }
}

package dev.vespula.internal.translate;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrWriter;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The trees of expressions that are not written yet. A node is a number: the place of its record in one int array, so that
 * nothing is allocated for an instruction. Nodes are made in stack order: a node's operands come before it, and everything
 * behind the node of the topmost operand is free again ({@link #release}).
 *
 * <p>A node sums up what the operand stack must know of its tree: what it reads, whether it can trap, how large it is.
 */
final class Expressions {
    /** The tree can trap. Includes every load. */
    static final int TRAPS = 1 << 8;
    /** The tree reads a mutable global. */
    static final int READS_GLOBAL = 1 << 9;
    /** The tree reads a table or its size. */
    static final int READS_TABLE = 1 << 10;
    /** The tree reads the size of a memory. */
    static final int READS_MEMORY_SIZE = 1 << 11;
    /** The node itself, not just an operand of it, can trap. */
    private static final int TRAPS_HERE = 1 << 12;
    private static final int INHERITED = TRAPS | READS_GLOBAL | READS_TABLE | READS_MEMORY_SIZE;

    // The record of a node.
    private static final int WORD = 0;
    /** Words that follow the op word, up to four: constants, memory offsets, lanes. */
    private static final int LOW = 1;
    private static final int HIGH = 2;
    private static final int FIRST = 5;
    private static final int SECOND = 6;
    private static final int THIRD = 7;
    /** Wasm byte offset. */
    private static final int OFFSET = 8;
    /** Bits 0-2 type, 3-5 count of words after the op word, 6-7 count of operands, 8-12 the flags above. */
    private static final int SHAPE = 9;
    /** Bits 0-7 depth of the tree (0 a leaf), from bit 8 on its size. */
    private static final int EXTENT = 10;
    /** Highest temporary slot that the tree reads, -1 for none. */
    private static final int LAST_TEMP = 11;
    /** Set of the local slots that the tree reads, modulo 32. */
    private static final int LOCALS = 12;
    private static final int STRIDE = 13;

    private int[] records = new int[64 * STRIDE];
    private int end;
    private int localSlots;

    /** Begins a function with so many slots of locals. */
    void reset(int slotsOfLocals) {
        end = 0;
        localSlots = slotsOfLocals;
    }

    /** Frees all nodes made after this one; -1 frees all. */
    void release(int node) {
        end = node < 0 ? 0 : node + STRIDE;
    }

    // ---- making nodes

    /** A leaf: an op without operands. */
    int leaf(int word, int type, int flags, int offset) {
        int node = allocate();
        int[] r = records;
        r[node + WORD] = word;
        r[node + OFFSET] = offset;
        r[node + SHAPE] = type | flags;
        r[node + EXTENT] = weight(Ir.op(word)) << 8;
        r[node + LAST_TEMP] = -1;
        r[node + LOCALS] = 0;
        return node;
    }

    /** The value of a slot. */
    int slot(int type, int slot, int offset) {
        int node = leaf(0, type, 0, offset);
        makeSlot(node, slot);
        return node;
    }

    /** Turns a node into the value of a slot, of the same type. */
    void makeSlot(int node, int slot) {
        int[] r = records;
        int type = r[node + SHAPE] & 7;
        r[node + WORD] = Ir.word(Ir.SLOT_I32 + type - Ir.TYPE_I32, slot);
        r[node + SHAPE] = type;
        r[node + EXTENT] = width(type) << 8;
        int last = slot + width(type) - 1;
        r[node + LAST_TEMP] = last >= localSlots ? last : -1;
        r[node + LOCALS] = slot < localSlots ? 1 << (slot & 31) : 0;
    }

    /** A constant of a type other than v128; i32 and f32 bits are in the low half. */
    int constant(int type, long bits, int offset) {
        int node = leaf(0, type, 0, offset);
        makeConstant(node, type, bits);
        return node;
    }

    /** Turns a node into a constant, as {@link #constant}. */
    void makeConstant(int node, int type, long bits) {
        int[] r = records;
        int words = type == Ir.TYPE_I32 || type == Ir.TYPE_F32 ? 1 : 2;
        r[node + WORD] = Ir.word(Ir.CONST_I32 + type - Ir.TYPE_I32, 0);
        r[node + LOW] = (int) bits;
        r[node + HIGH] = (int) (bits >>> 32);
        r[node + SHAPE] = type | words << 3;
        r[node + EXTENT] = 1 << 8;
        r[node + LAST_TEMP] = -1;
        r[node + LOCALS] = 0;
    }

    /** A v128 constant. */
    int vector(long low, long high, int offset) {
        int node = leaf(Ir.word(Ir.CONST_V128, 0), Ir.TYPE_V128, 0, offset);
        word64(node, low);
        word64(node, high);
        return node;
    }

    /**
     * An op over operands.
     *
     * @param flags  what the op itself does, of the flags of this class
     * @param first  the operands in order of evaluation; -1 where the op has fewer
     */
    int tree(int word, int type, int flags, int offset, int first, int second, int third) {
        int node = leaf(word, type, (flags & TRAPS) != 0 ? flags | TRAPS_HERE : flags, offset);
        int[] r = records;
        r[node + FIRST] = first;
        adopt(node, first);
        int count = 1;
        if (second >= 0) {
            r[node + SECOND] = second;
            adopt(node, second);
            count = 2;
            if (third >= 0) {
                r[node + THIRD] = third;
                adopt(node, third);
                count = 3;
            }
        }
        r[node + SHAPE] |= count << 6;
        return node;
    }

    /** Gives a node one more word after the op word. */
    void word(int node, int value) {
        int[] r = records;
        r[node + LOW + (r[node + SHAPE] >> 3 & 7)] = value;
        r[node + SHAPE] += 1 << 3;
    }

    /** Gives a node two more words after the op word, low half first. */
    void word64(int node, long value) {
        word(node, (int) value);
        word(node, (int) (value >>> 32));
    }

    /** Replaces the op word by one with the same operands, type and flags. */
    void setWord(int node, int word) {
        records[node + WORD] = word;
    }

    /** Replaces the second operand by a constant in place of a constant. */
    void setSecondConstant(int node, long bits) {
        int second = records[node + SECOND];
        makeConstant(second, type(second), bits);
    }

    private void adopt(int node, int operand) {
        int[] r = records;
        r[node + SHAPE] |= r[operand + SHAPE] & INHERITED;
        int extent = r[node + EXTENT];
        int other = r[operand + EXTENT];
        int depth = Math.max(extent & 0xFF, (other & 0xFF) + 1);
        r[node + EXTENT] = (extent & ~0xFF) + (other & ~0xFF) | depth;
        r[node + LAST_TEMP] = Math.max(r[node + LAST_TEMP], r[operand + LAST_TEMP]);
        r[node + LOCALS] |= r[operand + LOCALS];
    }

    private int allocate() {
        int node = end;
        end += STRIDE;
        if (end > records.length) {
            records = Arrays.copyOf(records, records.length * 2);
        }
        return node;
    }

    // ---- asking

    /** Slots that a value of an IR type takes. */
    static int width(int type) {
        return type == Ir.TYPE_V128 ? 2 : 1;
    }

    int word(int node) {
        return records[node + WORD];
    }

    int op(int node) {
        return Ir.op(records[node + WORD]);
    }

    int type(int node) {
        return records[node + SHAPE] & 7;
    }

    int offset(int node) {
        return records[node + OFFSET];
    }

    int first(int node) {
        return records[node + FIRST];
    }

    int second(int node) {
        return records[node + SECOND];
    }

    /** Whether the tree has any of the flags of this class. */
    boolean has(int node, int flags) {
        return (records[node + SHAPE] & flags) != 0;
    }

    int depth(int node) {
        return records[node + EXTENT] & 0xFF;
    }

    /**
     * What a node adds to the size of its tree: one for each 20 bytes that it takes as JVM bytecode at most. What is written
     * to one method must not be too large for one.
     */
    private static int weight(int op) {
        if (op == Ir.I8X16_SHUFFLE) {
            return 12;
        }
        boolean isAccess = Ir.width(op) > 0;
        if (Ir.has(op, Ir.FLAG_VECTOR) || Ir.result(op) == Ir.TYPE_V128) {
            return isAccess ? 5 : 3;
        }
        return isAccess ? 2 : 1;
    }

    /** How large the tree is: about the number of its nodes, more if some of them are large. */
    int size(int node) {
        return records[node + EXTENT] >>> 8;
    }

    boolean isSlot(int node) {
        return Ir.op(records[node + WORD]) <= Ir.SLOT_REF;
    }

    boolean isSlot(int node, int slot) {
        return isSlot(node) && Ir.field(records[node + WORD]) == slot;
    }

    /** Whether the node is a leaf whose value is the same anywhere: a constant, {@code ref.null}, {@code ref.func}. */
    boolean isFixed(int node) {
        int op = Ir.op(records[node + WORD]);
        return op >= Ir.CONST_I32 && op <= Ir.REF_FUNC;
    }

    /** Whether the node is a numeric constant other than v128. */
    boolean isConstant(int node) {
        int op = Ir.op(records[node + WORD]);
        return op >= Ir.CONST_I32 && op <= Ir.CONST_F64;
    }

    boolean isConstant(int node, long bits) {
        return isConstant(node) && bits(node) == bits;
    }

    /** The bits of a numeric constant as they stand in a cell: those of i32 and f32 sign-extended. */
    long bits(int node) {
        int low = records[node + LOW];
        return (records[node + SHAPE] >> 3 & 7) == 1 ? low : low & 0xFFFFFFFFL | (long) records[node + HIGH] << 32;
    }

    /** Whether the tree reads a temporary at or behind a slot. */
    boolean readsTempFrom(int node, int slot) {
        return records[node + LAST_TEMP] >= slot;
    }

    /** Whether the tree reads a local slot. */
    boolean readsLocal(int node, int slot) {
        return (records[node + LOCALS] & 1 << (slot & 31)) != 0 && readsLocals(node, slot, slot + 1);
    }

    /** Whether the tree reads a local in the slots {@code from} to {@code to - 1}. */
    boolean readsLocals(int node, int from, int to) {
        int[] r = records;
        if (r[node + LOCALS] == 0) {
            return false;
        }
        if (isSlot(node)) {
            int slot = Ir.field(r[node + WORD]);
            return slot < to && slot + width(type(node)) > from;
        }
        int count = r[node + SHAPE] >> 6 & 3;
        for (int k = 0; k < count; k++) {
            if (readsLocals(r[node + FIRST + k], from, to)) {
                return true;
            }
        }
        return false;
    }

    /** Tells the slots of all references that the tree reads. */
    void references(int node, IntConsumer told) {
        int[] r = records;
        if (isSlot(node)) {
            if (type(node) == Ir.TYPE_REF) {
                told.accept(Ir.field(r[node + WORD]));
            }
            return;
        }
        int count = r[node + SHAPE] >> 6 & 3;
        for (int k = 0; k < count; k++) {
            references(r[node + FIRST + k], told);
        }
    }

    // ---- writing

    /** Writes the tree in prefix form. The node stays as it is and may be written again. */
    void write(int node, IrWriter code) {
        int[] r = records;
        int shape = r[node + SHAPE];
        if ((shape & TRAPS_HERE) != 0) {
            code.mapped(r[node + WORD], r[node + OFFSET]);
        } else {
            code.word(r[node + WORD]);
        }
        int words = shape >> 3 & 7;
        for (int k = 0; k < words; k++) {
            code.word(r[node + LOW + k]);
        }
        int count = shape >> 6 & 3;
        for (int k = 0; k < count; k++) {
            write(r[node + FIRST + k], code);
        }
    }
}

package dev.vespula.internal.linked;

import dev.vespula.internal.ir.Ir;

/**
 * What a generated node is made from. Filled anew by the linker for each node; the nodes copy what they need. A form has
 * a letter for each operand: S a slot, I an immediate, E another node; for addresses also P a slot plus an immediate, Q the
 * sum of two slots, R that with the second shifted, L 64 bits, X anything.
 */
final class NodeSpec {
    static final int S = 0;
    static final int E = 1;
    static final int L = 2;
    static final int X = 3;
    static final int SS = 4;
    static final int SI = 5;
    static final int SE = 6;
    static final int ES = 7;
    static final int EI = 8;
    static final int EE = 9;
    static final int IS = 10;
    static final int IE = 11;
    static final int P = 12;
    static final int Q = 13;
    static final int PS = 14;
    static final int PE = 15;
    static final int QS = 16;
    static final int QE = 17;
    static final int R = 18;
    static final int RS = 19;
    static final int RE = 20;
    static final int SSS = 21;
    static final int SSE = 22;
    static final int SEE = 23;
    static final int ESS = 24;
    static final int ESE = 25;

    /** The op, a constant of {@link Ir}. */
    int op;
    /** The form. */
    int form;
    /** Slot of the first operand. */
    int a;
    /** Slot of the second operand. */
    int b;
    /** Slot of the third operand. */
    int c;
    /** First operand. */
    Node aNode;
    /** Second operand. */
    Node bNode;
    /** Third operand. */
    Node cNode;
    /** Bits of the immediate operand, or the offset of a memory access. */
    long bits;
    /** The high half of an immediate of 128 bits. */
    long highBits;
    /** Number of a lane. */
    int lane;
    /** Second slot of an address, or the immediate added to the slot. */
    int addend;
    /** How far the second slot of an address is shifted. */
    int shift;
    /** Index of the memory accessed. */
    int memory;
    /** Slot for the result if the node is used as a statement. */
    int target;
    /** Where a comparison used as a terminator goes if it holds. */
    Block taken;
    /** The function, if it must clear references when it returns, or null. */
    LinkedFunction function;
    /** Where it goes otherwise. */
    Block other;

    IllegalStateException unknown() {
        return new IllegalStateException("no node for " + Ir.name(op));
    }
}

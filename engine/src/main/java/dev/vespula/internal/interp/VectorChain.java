package dev.vespula.internal.interp;

import dev.vespula.internal.ir.Ir;

/**
 * Links {@code slot = vector} together with statements behind it that only turn the same slot about: rotations of lanes,
 * and shuffles, of which two in a row are one. Programs that were written for processors without rotations consist of
 * such sequences. Of the statements linked together only the first can trap.
 */
final class VectorChain {
    /** Words of a rotation: a union of two shifts of a slot by immediates. */
    static final int ROTATION_WORDS = 9;
    /** Words of a shuffle of slots. */
    private static final int SHUFFLE_WORDS = 7;

    private final OperandLinker linker;
    private final int[] code;

    VectorChain(OperandLinker linker) {
        this.linker = linker;
        this.code = linker.code;
    }

    /** How far a union rotates the 32-bit lanes of a slot to the left; 0 if it does something else. */
    static int rotation(int[] code, int at) {
        int union = Ir.op(code[at]);
        if (union != Ir.V128_OR && union != Ir.V128_XOR || at + ROTATION_WORDS > code.length
                || !isShift(code, at + 1) || !isShift(code, at + 5) || code[at + 2] != code[at + 6]) {
            return 0;
        }
        boolean leftFirst = Ir.op(code[at + 1]) == Ir.I32X4_SHL;
        if (leftFirst == (Ir.op(code[at + 5]) == Ir.I32X4_SHL)) {
            return 0;
        }
        int left = code[leftFirst ? at + 4 : at + 8] & 31;
        int right = code[leftFirst ? at + 8 : at + 4] & 31;
        return left + right == 32 ? left : 0;
    }

    private static boolean isShift(int[] code, int at) {
        int op = Ir.op(code[at]);
        return (op == Ir.I32X4_SHL || op == Ir.I32X4_SHR_U) && Ir.op(code[at + 1]) == Ir.SLOT_V128
                && Ir.op(code[at + 2]) == Ir.CONST_I32;
    }

    /** Moves behind a rotation and returns its node over another operand. */
    private Node rotated(int target, Node source) {
        int count = rotation(code, linker.at);
        linker.at += ROTATION_WORDS;
        return new LaneRotation(target, source, count);
    }

    /** Whether the statement at a position turns the slots of a vector about, and nothing branches to it. */
    boolean follows(int position, int target) {
        if (position + 3 >= code.length || code[position] != Ir.word(Ir.SET_V128, target)
                || linker.function.isLabel(position)) {
            return false;
        }
        int slot = Ir.word(Ir.SLOT_V128, target);
        int at = position + 1;
        if (Ir.op(code[at]) == Ir.I8X16_SHUFFLE) {
            return code[at + SHUFFLE_WORDS - 2] == slot && code[at + SHUFFLE_WORDS - 1] == slot;
        }
        return code[at + 2] == slot && rotation(code, at) != 0;
    }

    /** Links the statements that follow, over the value that the first one gives. */
    Node link(int target, Node first) {
        Node node = first;
        while (follows(linker.at, target)) {
            linker.at++;
            node = Ir.op(code[linker.at]) == Ir.I8X16_SHUFFLE ? shuffled(target, node) : rotated(target, node);
        }
        return node;
    }

    private Node shuffled(int target, Node source) {
        linker.at++;
        long low = linker.word64();
        long high = linker.word64();
        linker.at += 2;
        while (follows(linker.at, target) && Ir.op(code[linker.at + 1]) == Ir.I8X16_SHUFFLE) {
            linker.at += 2;
            long nextLow = ShuffleNodes.composed(low, high, linker.word64());
            high = ShuffleNodes.composed(low, high, linker.word64());
            low = nextLow;
            linker.at += 2;
        }
        return ShuffleNodes.one(target, source, low, high);
    }
}

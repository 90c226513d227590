package dev.vespula.internal.linked;

import dev.vespula.internal.ir.Ir;

/**
 * Links {@code slot = vector} together with statements behind it that only turn the same slot about: rotations of lanes,
 * and shuffles, of which two in a row are one. Programs that were written for processors without rotations consist of
 * such sequences (blake3 with vectors 55 -> 31 ms). Of the statements linked together only the first can trap.
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

    /** Whether a union rotates lanes of 32 or 64 bits of a slot. */
    static boolean isRotation(int[] code, int at) {
        int union = Ir.op(code[at]);
        if (union != Ir.V128_OR && union != Ir.V128_XOR || at + ROTATION_WORDS > code.length
                || !isShift(code, at + 1) || !isShift(code, at + 5) || code[at + 2] != code[at + 6]) {
            return false;
        }
        int first = Ir.op(code[at + 1]);
        int second = Ir.op(code[at + 5]);
        int lane = isLeft(first) ? lane(first, second) : lane(second, first);
        return lane != 0 && (code[at + 4] & lane - 1) + (code[at + 8] & lane - 1) == lane;
    }

    private static boolean isShift(int[] code, int at) {
        int op = Ir.op(code[at]);
        return (isLeft(op) || op == Ir.I32X4_SHR_U || op == Ir.I64X2_SHR_U) && Ir.op(code[at + 1]) == Ir.SLOT_V128
                && Ir.op(code[at + 2]) == Ir.CONST_I32;
    }

    private static boolean isLeft(int op) {
        return op == Ir.I32X4_SHL || op == Ir.I64X2_SHL;
    }

    /** Bits of the lanes of a shift to the left and one to the right, 0 if they differ. */
    private static int lane(int left, int right) {
        if (left == Ir.I32X4_SHL && right == Ir.I32X4_SHR_U) {
            return Integer.SIZE;
        }
        return left == Ir.I64X2_SHL && right == Ir.I64X2_SHR_U ? Long.SIZE : 0;
    }

    /** The node of a rotation over an operand. */
    static Node rotation(int[] code, int at, int target, Node source) {
        NodeSpec spec = new NodeSpec();
        spec.target = target;
        spec.aNode = source;
        spec.bits = code[isLeft(Ir.op(code[at + 1])) ? at + 4 : at + 8];
        return Ir.op(code[at + 1]) == Ir.I32X4_SHL || Ir.op(code[at + 1]) == Ir.I32X4_SHR_U
                ? new I32x4Rotation(spec) : new I64x2Rotation(spec);
    }

    /** Moves behind a rotation and returns its node over another operand. */
    private Node rotated(int target, Node source) {
        Node node = rotation(code, linker.at, target, source);
        linker.at += ROTATION_WORDS;
        return node;
    }

    /** Whether the statement at a pc turns the slots of a vector about, and nothing branches to it. */
    boolean follows(int pc, int target) {
        if (pc + 3 >= code.length || code[pc] != Ir.word(Ir.SET_V128, target)
                || linker.function.isLabel(pc)) {
            return false;
        }
        int slot = Ir.word(Ir.SLOT_V128, target);
        int at = pc + 1;
        if (Ir.op(code[at]) == Ir.I8X16_SHUFFLE) {
            return code[at + SHUFFLE_WORDS - 2] == slot && code[at + SHUFFLE_WORDS - 1] == slot;
        }
        return code[at + 2] == slot && isRotation(code, at);
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

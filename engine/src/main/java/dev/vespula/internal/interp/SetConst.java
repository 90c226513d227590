package dev.vespula.internal.interp;

/** Sets a slot to a constant. */
final class SetConst extends Node {
    private final int target;
    private final long bits;

    SetConst(int target, long bits) {
        this.target = target;
        this.bits = bits;
    }

    @Override
    void execute(Execution x, long[] cells, int fp) {
        cells[fp + target] = bits;
    }
}

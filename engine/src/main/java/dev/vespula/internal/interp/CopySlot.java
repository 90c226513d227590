package dev.vespula.internal.interp;

/** Copies a slot. One class for all numeric types, because a cell is canonical. */
final class CopySlot extends Node {
    private final int target;
    private final int source;

    CopySlot(int target, int source) {
        this.target = target;
        this.source = source;
    }

    @Override
    void execute(Execution x, long[] cells, int fp) {
        cells[fp + target] = cells[fp + source];
    }
}

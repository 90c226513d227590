package dev.vespula.internal.interp;

/** An i32 slot plus another one shifted left: the address of an array's element. */
final class AddressSum extends Node {
    private final int base;
    private final int index;
    private final int shift;
    private final int target;

    AddressSum(NodeSpec spec) {
        base = spec.a;
        index = spec.addend;
        shift = spec.shift;
        target = spec.target;
    }

    @Override
    int i32(Execution x, long[] cells, int fp) {
        return (int) cells[fp + base] + ((int) cells[fp + index] << shift);
    }

    @Override
    void execute(Execution x, long[] cells, int fp) {
        cells[fp + target] = i32(x, cells, fp);
    }

    @Override
    Block next(Execution x, long[] cells, int fp) {
        cells[fp] = i32(x, cells, fp);
        return x.leave();
    }
}

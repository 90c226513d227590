package dev.vespula.internal.linked;

import java.util.List;

/** Copies several slots one after the other: arguments and loop parameters. */
public final class Copies extends Node {
    /** Copies that one node makes at most. */
    static final int MOST = 4;

    private final int target1;
    private final int source1;
    private final int target2;
    private final int source2;
    private final int target3;
    private final int source3;
    private final int target4;
    private final int source4;

    /** Three or four copies. */
    Copies(List<Step> steps) {
        target1 = steps.get(0).target;
        source1 = steps.get(0).a;
        target2 = steps.get(1).target;
        source2 = steps.get(1).a;
        target3 = steps.get(2).target;
        source3 = steps.get(2).a;
        // The last of three is made twice: cheaper than asking.
        Step last = steps.get(steps.size() - 1);
        target4 = last.target;
        source4 = last.a;
    }

    @Override
    public void execute(Context context, long[] cells, int fp) {
        cells[fp + target1] = cells[fp + source1];
        cells[fp + target2] = cells[fp + source2];
        cells[fp + target3] = cells[fp + source3];
        cells[fp + target4] = cells[fp + source4];
    }
}

package dev.vespula.internal.interp;

/** The stacks that a store keeps for its next calls. Used by the thread that uses the store. */
final class FreeStacks {
    private final Execution[] free;
    private int count;

    FreeStacks(int most) {
        free = new Execution[most];
    }

    Execution take() {
        if (count == 0) {
            return null;
        }
        Execution taken = free[--count];
        free[count] = null;
        return taken;
    }

    void give(Execution execution) {
        if (count < free.length) {
            free[count++] = execution;
        }
    }
}

package dev.vespula.internal.compiled;

import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.runtime.MachineStack;
import java.util.Arrays;

/** Slots of compiled frames on the value stack, many at once. */
@Contract
public final class StackSlots {
    private StackSlots() {}

    /** Sets slots of a frame to zero and null. */
    public static void clear(MachineStack stack, long position, int from, int to) {
        int first = Position.slot(position);
        Arrays.fill(stack.cells, first + from, first + to, 0);
        clearRefs(stack, position, from, to);
    }

    /** Sets reference slots of a frame to null, those of them that the stack has. */
    public static void clearRefs(MachineStack stack, long position, int from, int to) {
        Object[] refs = stack.refs;
        if (refs != null) {
            int first = Position.slot(position);
            int end = Math.min(first + to, refs.length);
            if (first + from < end) {
                Arrays.fill(refs, first + from, end, null);
            }
        }
    }

    /** Moves slots of a frame to its beginning. */
    public static void moveDown(MachineStack stack, long position, int from, int count) {
        int first = Position.slot(position);
        System.arraycopy(stack.cells, first + from, stack.cells, first, count);
        if (stack.refs != null) {
            System.arraycopy(stack.refs, first + from, stack.refs, first, count);
        }
    }

    /** Takes a reference out of where results are left. */
    public static Object take(Object[] results, int slot) {
        Object result = results[slot];
        results[slot] = null;
        return result;
    }
}

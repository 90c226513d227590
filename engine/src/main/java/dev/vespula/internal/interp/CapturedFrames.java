package dev.vespula.internal.interp;

import dev.vespula.internal.linked.LinkedFunction;
import dev.vespula.internal.runtime.ModuleInstance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The frames of compiled code that an exception has left on its way to the interpreter, from the innermost outwards, and
 * in them perhaps the part of the call stack that belonged to a dispatch loop nested in the innermost one. Their slots are
 * on the value stack already.
 */
final class CapturedFrames {
    private final Execution execution;
    private final List<Frame> frames = new ArrayList<>();
    private Segment nested;

    /** A compiled frame: where it stands, and where its slots are. */
    private record Frame(LinkedFunction function, ModuleInstance in, int pc, int slots) {}

    /**
     * The part of the call stack of a nested dispatch loop.
     *
     * @param first    instance of its outermost frame
     * @param entries  its entries without the one that ended the loop
     * @param callers  the instances that the entries restore
     * @param instance that of its current frame
     * @param fp       the current frame
     */
    private record Segment(ModuleInstance first, long[] entries, ModuleInstance[] callers, ModuleInstance instance, int fp) {}

    CapturedFrames(Execution execution) {
        this.execution = execution;
    }

    boolean isEmpty() {
        return frames.isEmpty() && nested == null;
    }

    void clear() {
        frames.clear();
        nested = null;
    }

    /** Adds the next frame outwards. */
    void add(LinkedFunction function, ModuleInstance in, int pc, int slots) {
        frames.add(new Frame(function, in, pc, slots));
    }

    /** The instance of the outermost frame, or the one given if there is no frame at all. */
    ModuleInstance outermost(ModuleInstance otherwise) {
        if (!frames.isEmpty()) {
            return frames.get(frames.size() - 1).in;
        }
        return nested != null ? nested.first : otherwise;
    }

    /**
     * Takes the part of a nested dispatch loop off the call stack. The machine's stop point stays that of the loop. Its
     * outermost frame need not be in the instance that was entered: tail calls may have gone on in others.
     */
    void take(int depth, int callerDepth) {
        ModuleInstance first = execution.instance;
        int caller = execution.callerDepth;
        for (int d = execution.depth - 1; d > depth; d--) {
            if (execution.frames[d] < 0) {
                first = execution.callers[--caller];
            }
        }
        nested = new Segment(first, Arrays.copyOfRange(execution.frames, depth + 1, execution.depth),
                Arrays.copyOfRange(execution.callers, callerDepth, execution.callerDepth), execution.instance, execution.fp);
        Arrays.fill(execution.callers, callerDepth, execution.callerDepth, null);
        execution.depth = depth;
        execution.callerDepth = callerDepth;
    }

    /** Puts everything on the call stack, in the current instance, which is that of the outermost frame. */
    void spread() {
        execution.reserveFrames(execution.depth + frames.size() + (nested == null ? 0 : nested.entries.length));
        int last = frames.size() - 1;
        for (int i = last; i >= 0; i--) {
            Frame frame = frames.get(i);
            ModuleInstance next = i > 0 ? frames.get(i - 1).in : nested == null ? null : nested.first;
            if (next != null) {
                execution.frames[execution.depth++] = (long) frame.function.site(frame.pc).number() << 32 | frame.slots;
                if (next != frame.in) {
                    execution.frames[execution.depth - 1] |= Execution.RESTORE;
                    execution.pushCaller();
                    execution.instance = next;
                }
            } else {
                execution.fp = frame.slots;
            }
        }
        if (nested != null) {
            System.arraycopy(nested.entries, 0, execution.frames, execution.depth, nested.entries.length);
            execution.depth += nested.entries.length;
            for (ModuleInstance caller : nested.callers) {
                execution.instance = caller;
                execution.pushCaller();
            }
            execution.fp = nested.fp;
            execution.instance = nested.instance;
        }
        execution.enterInstance(execution.instance);
        clear();
    }

    /** Forgets everything: a handler in compiled code goes on. The references in the slots are cleared. */
    void discard() {
        if (execution.refs != null) {
            int from = nested == null ? Integer.MAX_VALUE : lowest(nested);
            int to = nested == null ? 0 : execution.stop.function() == null ? 0 : nested.fp + execution.stop
                    .function().endRefSlot;
            for (Frame frame : frames) {
                from = Math.min(from, frame.slots);
                to = Math.max(to, frame.slots + frame.function.endRefSlot);
            }
            if (from < to) {
                Arrays.fill(execution.refs, from, Math.min(to, execution.refs.length), null);
            }
        }
        clear();
    }

    private static int lowest(Segment segment) {
        int lowest = segment.fp;
        for (long entry : segment.entries) {
            lowest = Math.min(lowest, (int) entry);
        }
        return lowest;
    }
}

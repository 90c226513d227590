package dev.vespula.internal.interp;

import dev.vespula.internal.linked.LinkedFunction;
import dev.vespula.internal.runtime.FramePlace;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.LeftFrames;
import java.util.ArrayList;
import java.util.List;

/** The frames of an activation as users see them. */
final class Backtrace {
    /** Outer frames of a longer backtrace are left out: a runaway recursion would list millions. */
    private static final int MOST_FRAMES = 128;

    private final List<FramePlace> places = new ArrayList<>();
    private int leftOut;

    private Backtrace() {}

    /**
     * The frames of an execution that stopped.
     *
     * @param execution the execution
     * @param top      the function that was active
     * @param pc the statement or operand at which it stopped
     */
    static LeftFrames of(Execution execution, LinkedFunction top, int pc) {
        Backtrace trace = new Backtrace();
        trace.add(top, execution.stop.offset(pc));
        ActiveCalls.each(execution, (in, caller, at) -> trace.add(caller, caller.ir.sourceMap().offsetAt(at)));
        return new LeftFrames(trace.places, trace.leftOut, execution.store());
    }

    private void add(LinkedFunction function, int offset) {
        if (places.size() >= MOST_FRAMES) {
            leftOut++;
            return;
        }
        FunctionCode code = function.code;
        places.add(code.module.place(code.index, offset));
    }
}

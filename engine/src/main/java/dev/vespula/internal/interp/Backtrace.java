package dev.vespula.internal.interp;

import dev.vespula.WasmFrame;
import dev.vespula.internal.linked.LinkedFunction;
import dev.vespula.internal.runtime.FunctionCode;
import java.util.ArrayList;
import java.util.List;

/** The frames of an activation as users see them. */
final class Backtrace {
    /** Outer frames of a longer backtrace are left out: a runaway recursion would list millions. */
    private static final int MOST_FRAMES = 128;

    private final List<WasmFrame> frames = new ArrayList<>();
    private int leftOut;

    private Backtrace() {}

    /**
     * The frames of an execution that stopped.
     *
     * @param execution the execution
     * @param top      the function that was active
     * @param pc the statement or operand at which it stopped
     */
    static Backtrace of(Execution execution, LinkedFunction top, int pc) {
        Backtrace trace = new Backtrace();
        trace.add(top, execution.stop.offset(pc));
        ActiveCalls.each(execution, (in, caller, at) -> trace.add(caller, caller.ir.sourceMap().offsetAt(at)));
        return trace;
    }

    /** The inner frames, innermost first. */
    List<WasmFrame> frames() {
        return frames;
    }

    /** How many more there are. */
    int leftOut() {
        return leftOut;
    }

    private void add(LinkedFunction function, int offset) {
        if (frames.size() >= MOST_FRAMES) {
            leftOut++;
            return;
        }
        FunctionCode code = function.code;
        frames.add(new WasmFrame(code.module.name(), code.module.displayName(code.index), code.index, offset,
                code.module.textPlace(offset)));
    }
}

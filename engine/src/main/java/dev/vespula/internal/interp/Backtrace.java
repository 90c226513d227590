package dev.vespula.internal.interp;

import dev.vespula.WasmFrame;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.runtime.FunctionCode;
import java.util.ArrayList;
import java.util.List;

/** The frames of an activation as users see them. */
final class Backtrace {
    /** Outer frames of a longer backtrace are left out: a runaway recursion would list millions. */
    private static final int MOST_FRAMES = 128;

    private final List<WasmFrame> frames = new ArrayList<>();

    private Backtrace() {
    }

    /**
     * The frames of an execution that stopped.
     *
     * @param x        the execution
     * @param top      the function that was active
     * @param position the statement or operand at which it stopped
     */
    static List<WasmFrame> of(Execution x, LinkedFunction top, int position) {
        Backtrace trace = new Backtrace();
        trace.add(top, position);
        x.eachCall(trace::add);
        return trace.frames;
    }

    private void add(LinkedFunction function, int position) {
        if (frames.size() >= MOST_FRAMES) {
            return;
        }
        FunctionCode code = function.code;
        ModuleModel model = code.module.model;
        frames.add(new WasmFrame(model.names().module(), name(model, code.index), code.index,
                function.ir.sourceMap().offsetAt(position)));
    }

    /** From the name section, else the name of the first export. */
    private static String name(ModuleModel model, int function) {
        String name = model.names().function(function);
        for (int i = 0; name == null && i < model.exportCount(); i++) {
            if (model.exportKind(i) == ExternKind.FUNCTION && model.exportIndex(i) == function) {
                name = model.exportName(i);
            }
        }
        return name;
    }
}

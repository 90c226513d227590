package dev.vespula.internal.interp;

import dev.vespula.WasmException;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.linked.LinkedFunction;
import dev.vespula.internal.runtime.Activation;
import dev.vespula.internal.runtime.Activation.Mismatch;
import dev.vespula.internal.runtime.Activation.Mismatch.Kind;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.WasmFunction;
import dev.vespula.internal.types.TypeRegistry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks that a captured activation is one that the code of its functions can be in: it may come from a file. Each frame
 * must stand at a call that has a function of the next frame's results and puts it where the next frame is.
 */
final class ActivationCheck {
    private final Activation activation;
    private final StackLimits limits;
    private final List<LinkedFunction> functions = new ArrayList<>();
    private final Map<LinkedFunction, BitSet> statements = new HashMap<>();

    ActivationCheck(Activation activation, StackLimits limits) {
        this.activation = activation;
        this.limits = limits;
    }

    /** The functions of the frames of a call, outermost first. */
    List<LinkedFunction> ofCall(WasmFunction function) throws Mismatch {
        checkFrames();
        requireResults(0, functions.get(0).code.signature, function.signature);
        checkTop();
        return functions;
    }

    /** The functions of the frames of a continuation, outermost first; what is bound is not looked at. */
    List<LinkedFunction> ofContinuation() throws Mismatch {
        checkFrames();
        int last = functions.size() - 1;
        require(Ir.isReturningCall(Ir.op(functions.get(last).ir.code()[statement(last)])),
                "a continuation does not stand where anything is waited for");
        return functions;
    }

    private static boolean isSuspension(int op) {
        return op == Ir.SUSPEND || op == Ir.SWITCH;
    }

    private void checkFrames() throws Mismatch {
        List<Activation.Frame> frames = activation.frames();
        if (frames.size() > limits.maxFrames() || activation.cells().length > limits.maxCells()) {
            throw new Mismatch(Kind.TOO_LARGE, "the call has " + frames.size() + " frames and a value stack of "
                    + activation.cells().length * (long) Long.BYTES + " bytes, more than the configuration allows");
        }
        for (Activation.Frame frame : frames) {
            functions.add(linked(frame));
        }
        require(!frames.isEmpty(), "a call without frames");
        require(frames.get(0).slots() == 0, "the first frame does not begin at the first slot");
        for (int i = 0; i + 1 < frames.size(); i++) {
            checkCall(i, functions.get(i + 1).code.signature, frames.get(i + 1).slots());
        }
    }

    private LinkedFunction linked(Activation.Frame frame) throws Mismatch {
        LinkedFunction linked;
        try {
            linked = LinkedFunction.of(frame.instance().module.code(frame.function()));
        } catch (WasmException e) {
            throw new Mismatch(Kind.OTHER_CODE, "function " + frame.function() + " cannot be translated: " + e.getMessage());
        }
        if (linked.code.fingerprint() != frame.fingerprint()) {
            throw new Mismatch(Kind.OTHER_CODE, "function " + frame.function() + " is translated otherwise: by another"
                    + " version of the engine or with another configuration (metering, fuel costs, determinism)");
        }
        return linked;
    }

    private void checkCall(int index, Signature callee, int slots) throws Mismatch {
        int[] code = functions.get(index).ir.code();
        int at = statement(index);
        int op = Ir.op(code[at]);
        require(Ir.isReturningCall(op) && !isSuspension(op), "a caller does not stand at a call");
        require(slots == activation.frames().get(index).slots() + IrReader.frame(code, at),
                "a frame is not where its call puts it");
        requireResults(index, callee, called(index, at));
    }

    private void checkTop() throws Mismatch {
        int last = functions.size() - 1;
        int at = statement(last);
        int slots = activation.frames().get(last).slots();
        int end = slots + functions.get(last).frameSlots;
        if (activation.host() != null) {
            int[] code = functions.get(last).ir.code();
            Signature host = activation.host().signature;
            require(Ir.isCall(Ir.op(code[at])), "a host function is waited for where there is no call");
            int window = Ir.isTailCall(Ir.op(code[at])) ? slots : slots + IrReader.frame(code, at);
            require(activation.base() == window, "a host function's window is misplaced");
            requireResults(last, host, called(last, at));
            end = Math.max(end, activation.base() + host.windowSlots);
        } else {
            require(Ir.canStop(Ir.op(functions.get(last).ir.code()[at])), "a frame stands where nothing is paid");
        }
        requireSlots(end);
    }

    private Signature called(int caller, int at) {
        FunctionCode code = functions.get(caller).code;
        return code.module.called(code.ir().code(), at);
    }

    /** The position of a frame, which must be that of a statement. */
    private int statement(int index) throws Mismatch {
        LinkedFunction in = functions.get(index);
        int pc = activation.frames().get(index).pc();
        require(pc >= 0 && statements.computeIfAbsent(in, ActivationCheck::starts).get(pc),
                "a frame stands between statements");
        return pc;
    }

    private static BitSet starts(LinkedFunction function) {
        int[] code = function.ir.code();
        BitSet starts = new BitSet(code.length);
        for (int at = 0; at < code.length; at = IrReader.next(code, at)) {
            starts.set(at);
        }
        return starts;
    }

    /** What a frame returns must be what its caller expects; after tail calls nothing else is known of it. */
    private void requireResults(int caller, Signature returned, Signature expected) throws Mismatch {
        TypeRegistry types = functions.get(caller).code.module.engine.types;
        require(types.areSubtypes(returned.results, expected.results), "a frame returns what its caller does not expect");
    }

    private void requireSlots(int count) throws Mismatch {
        require(activation.cells().length == count, "the value stack is not as long as its frames");
        require(activation.refs() == null || activation.refs().length == count, "too many or few references");
    }

    private static void require(boolean condition, String otherwise) throws Mismatch {
        if (!condition) {
            throw new Mismatch(Kind.IMPOSSIBLE, otherwise);
        }
    }
}

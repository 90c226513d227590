package dev.vespula.internal.interp;

import dev.vespula.internal.linked.LinkedFunction;
import dev.vespula.internal.runtime.Activation;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.WasmFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Takes the state of a suspended execution out of the machine and puts it back. */
final class SavedState {
    private SavedState() {}

    /** The state of a suspended execution, which stays as it is. */
    static Activation capture(Execution execution) {
        List<Activation.Frame> captured = new ArrayList<>();
        LinkedFunction top = execution.stop.function();
        captured.add(frame(execution.instance, top, execution.stop.pc(), execution.fp));
        int[] slots = callerSlots(execution);
        ActiveCalls.each(execution, new ActiveCalls.Visitor() {
            private int level = slots.length - 1;

            @Override
            public void call(ModuleInstance in, LinkedFunction caller, int pc) {
                captured.add(frame(in, caller, pc, slots[level--]));
            }
        });
        Collections.reverse(captured);
        int end = execution.fp + top.frameSlots;
        if (execution.host != null) {
            end = Math.max(end, execution.base + execution.host.signature.windowSlots);
        }
        Activation whole = new Activation(captured, Arrays.copyOf(execution.cells, end),
                execution.refs == null ? null : Arrays.copyOf(execution.refs, end), execution.base, execution.host);
        try {
            return withReferences(execution, whole, FrameReferences.Unfit.FORGOTTEN);
        } catch (Activation.Mismatch impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The same activation with only the references that its code may still read. */
    private static Activation withReferences(Execution execution, Activation activation, FrameReferences.Unfit unfit)
            throws Activation.Mismatch {
        if (activation.refs() == null) {
            return activation;
        }
        return new Activation(activation.frames(), activation.cells(),
                FrameReferences.of(execution.store.engine, activation, unfit), activation.base(), activation.host());
    }

    private static int[] callerSlots(Execution execution) {
        int[] slots = new int[execution.depth];
        for (int d = 1; d < execution.depth; d++) {
            slots[d] = (int) execution.frames[d];
        }
        return slots;
    }

    private static Activation.Frame frame(ModuleInstance in, LinkedFunction function, int pc, int slots) {
        return new Activation.Frame(in, function.code.index, pc, slots, function.code.fingerprint());
    }

    /** Makes a fresh execution one that was captured. */
    static void restore(Execution execution, WasmFunction function, Activation given) throws Activation.Mismatch {
        List<LinkedFunction> functions = new ActivationCheck(given, execution.limits).ofCall(function);
        Activation activation = withReferences(execution, given, FrameReferences.Unfit.REFUSED);
        execution.reserve(activation.cells().length);
        // A caller's frame may reach beyond that of its callee.
        for (int i = 0; i < functions.size(); i++) {
            execution.reserve(activation.frames().get(i).slots() + functions.get(i).frameSlots);
        }
        System.arraycopy(activation.cells(), 0, execution.cells, 0, activation.cells().length);
        HostFunctionInstance host = activation.host();
        if (functions.stream().anyMatch(linked -> linked.usesRefs) || host != null && host.signature.usesRefs) {
            execution.reserveRefs();
        }
        if (activation.refs() != null) {
            execution.reserveRefs();
            System.arraycopy(activation.refs(), 0, execution.refs, 0, activation.refs().length);
        }
        execution.base = activation.base();
        execution.host = activation.host();
        execution.frames[0] = Execution.EXIT;
        execution.depth = 1;
        int last = functions.size() - 1;
        for (int i = 0; i < last; i++) {
            Activation.Frame frame = activation.frames().get(i);
            execution.enterInstance(frame.instance());
            execution.push(functions.get(i).site(frame.pc()).number(), frame.slots());
            if (activation.frames().get(i + 1).instance() != frame.instance()) {
                execution.frames[execution.depth - 1] |= Execution.RESTORE;
                execution.pushCaller();
            }
        }
        Activation.Frame top = activation.frames().get(last);
        execution.enterInstance(top.instance());
        execution.fp = top.slots();
        execution.stop.at(functions.get(last), top.pc(), StopPoint.Precision.STATEMENT);
    }
}

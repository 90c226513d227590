package dev.vespula.internal.interp;

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
    private SavedState() {
    }

    /** The state of a suspended execution, which stays as it is. */
    static Activation capture(Execution x) {
        List<Activation.Frame> captured = new ArrayList<>();
        LinkedFunction top = x.stop.function();
        captured.add(frame(x.instance, top, x.stop.position(), x.fp));
        int[] slots = callerSlots(x);
        ActiveCalls.each(x, new ActiveCalls.Visitor() {
            private int level = slots.length - 1;

            @Override
            public void call(ModuleInstance in, LinkedFunction caller, int position) {
                captured.add(frame(in, caller, position, slots[level--]));
            }
        });
        Collections.reverse(captured);
        int end = x.fp + top.frameSlots;
        if (x.host != null) {
            end = Math.max(end, x.base + x.host.signature.windowSlots);
        }
        Activation whole = new Activation(captured, Arrays.copyOf(x.cells, end),
                x.refs == null ? null : Arrays.copyOf(x.refs, end), x.base, x.host);
        try {
            return withReferences(x, whole, FrameReferences.Unfit.FORGOTTEN);
        } catch (Activation.Mismatch impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The same activation with only the references that its code may still read. */
    private static Activation withReferences(Execution x, Activation activation, FrameReferences.Unfit unfit) throws Activation.Mismatch {
        if (activation.refs() == null) {
            return activation;
        }
        return new Activation(activation.frames(), activation.cells(),
                FrameReferences.of(x.store.engine, activation, unfit), activation.base(), activation.host());
    }

    private static int[] callerSlots(Execution x) {
        int[] slots = new int[x.depth];
        for (int d = 1; d < x.depth; d++) {
            slots[d] = (int) x.frames[d];
        }
        return slots;
    }

    private static Activation.Frame frame(ModuleInstance in, LinkedFunction function, int position, int slots) {
        return new Activation.Frame(in, function.code.index, position, slots, function.code.fingerprint());
    }

    /** Makes a fresh execution one that was captured. */
    static void restore(Execution x, WasmFunction function, Activation given) throws Activation.Mismatch {
        List<LinkedFunction> functions = new ActivationCheck(function, given, x.limits).functions();
        Activation activation = withReferences(x, given, FrameReferences.Unfit.REFUSED);
        x.reserve(activation.cells().length);
        // A caller's frame may reach beyond that of its callee.
        for (int i = 0; i < functions.size(); i++) {
            x.reserve(activation.frames().get(i).slots() + functions.get(i).frameSlots);
        }
        System.arraycopy(activation.cells(), 0, x.cells, 0, activation.cells().length);
        HostFunctionInstance host = activation.host();
        if (functions.stream().anyMatch(linked -> linked.usesRefs) || host != null && host.signature.usesRefs) {
            x.reserveRefs();
        }
        if (activation.refs() != null) {
            x.reserveRefs();
            System.arraycopy(activation.refs(), 0, x.refs, 0, activation.refs().length);
        }
        x.base = activation.base();
        x.host = activation.host();
        x.frames[0] = Execution.EXIT;
        x.depth = 1;
        int last = functions.size() - 1;
        for (int i = 0; i < last; i++) {
            Activation.Frame frame = activation.frames().get(i);
            x.enterInstance(frame.instance());
            x.push(functions.get(i).site(frame.position()).number(), frame.slots());
            if (activation.frames().get(i + 1).instance() != frame.instance()) {
                x.frames[x.depth - 1] |= Execution.RESTORE;
                x.pushCaller();
            }
        }
        Activation.Frame top = activation.frames().get(last);
        x.enterInstance(top.instance());
        x.fp = top.slots();
        x.stop.at(functions.get(last), top.position(), StopPoint.Precision.STATEMENT);
    }
}

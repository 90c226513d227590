package dev.vespula.internal.interp;

import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.linked.LinkedFunction;
import dev.vespula.internal.linked.LinkedModule;
import dev.vespula.internal.runtime.Activation;
import dev.vespula.internal.runtime.Activation.Mismatch;
import dev.vespula.internal.runtime.ContinuationInstance;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.types.ValTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Takes the frames of a suspended continuation out of the machine's terms and puts them back. */
final class SavedContinuation {
    private SavedContinuation() {}

    /** The frames of a suspended continuation, which stays as it is, and the references that its code may still read. */
    static Activation capture(ContinuationInstance continuation) {
        ContinuationInstance.Frames from = continuation.frames();
        List<Activation.Frame> frames = new ArrayList<>();
        ModuleInstance in = from.instance();
        int caller = from.callers().length;
        for (int k = from.entries().length - 1; k >= 0; k--) {
            long entry = from.entries()[k];
            if (entry < 0) {
                in = from.callers()[--caller];
            }
            int site = (int) (entry >>> 32) & Execution.EXIT_SITE;
            LinkedModule module = LinkedModule.of(in.module);
            LinkedFunction function = module.sites()[site].function;
            frames.add(new Activation.Frame(in, function.code.index, module.call(site), (int) entry,
                    function.code.fingerprint()));
        }
        Collections.reverse(frames);
        Activation whole = new Activation(frames, continuation.cells(), continuation.refs(), 0, null);
        try {
            return withReferences(continuation.store, whole, FrameReferences.Unfit.FORGOTTEN);
        } catch (Mismatch impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Activation withReferences(StoreState store, Activation activation, FrameReferences.Unfit unfit)
            throws Mismatch {
        if (activation.refs() == null) {
            return activation;
        }
        int end = end(activation);
        int[] results = waitedFor(activation);
        int[] bound = Arrays.copyOf(results, ValTypes.countIn(activation.cells().length - end, results));
        return new Activation(activation.frames(), activation.cells(),
                FrameReferences.ofContinuation(store.engine, activation, bound, end, unfit), 0, null);
    }

    /** Where what the innermost frame waits for is to be put. */
    private static int end(Activation activation) {
        Activation.Frame top = top(activation);
        int[] code = top.instance().module.code(top.function()).ir().code();
        return top.slots() + IrReader.frame(code, top.pc());
    }

    /** The types of what the innermost frame waits for. */
    private static int[] waitedFor(Activation activation) {
        Activation.Frame top = top(activation);
        return top.instance().module.called(top.instance().module.code(top.function()).ir().code(), top.pc()).results;
    }

    private static Activation.Frame top(Activation activation) {
        return activation.frames().get(activation.frames().size() - 1);
    }

    /** Says of a blank continuation what it takes and gives, after its frames have been checked. */
    static void setTypes(ContinuationInstance continuation, Activation activation, StackLimits limits) throws Mismatch {
        List<LinkedFunction> functions = new ActivationCheck(activation, limits).ofContinuation();
        int[] results = waitedFor(activation);
        int bound = ValTypes.countIn(activation.cells().length - end(activation), results);
        if (bound < 0 || activation.refs() != null && activation.refs().length != activation.cells().length) {
            throw new Mismatch(Mismatch.Kind.IMPOSSIBLE, "a continuation has too many or few slots");
        }
        continuation.setTypes(Arrays.copyOfRange(results, bound, results.length), functions.get(0).code.signature.results);
    }

    /** Gives a continuation whose types are known its frames. */
    static void fill(ContinuationInstance continuation, Activation given, StackLimits limits) throws Mismatch {
        List<LinkedFunction> functions = new ActivationCheck(given, limits).ofContinuation();
        Activation activation = withReferences(continuation.store, given, FrameReferences.Unfit.REFUSED);
        List<ModuleInstance> callers = new ArrayList<>();
        long[] entries = new long[functions.size()];
        int extent = 0;
        for (int k = 0; k < entries.length; k++) {
            Activation.Frame frame = activation.frames().get(k);
            entries[k] = (long) functions.get(k).site(frame.pc()).number() << 32 | frame.slots();
            if (k + 1 < entries.length && activation.frames().get(k + 1).instance() != frame.instance()) {
                entries[k] |= Execution.RESTORE;
                callers.add(frame.instance());
            }
            extent = Math.max(extent, frame.slots() + functions.get(k).frameSlots);
        }
        continuation.take(activation.cells(), activation.refs(), new ContinuationInstance.Frames(entries,
                callers.toArray(ModuleInstance[]::new), top(activation).instance(), extent));
    }
}

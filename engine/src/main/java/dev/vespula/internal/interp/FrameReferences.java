package dev.vespula.internal.interp;

import dev.vespula.internal.ir.FrameTypes;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.runtime.Activation;
import dev.vespula.internal.runtime.Activation.Mismatch;
import dev.vespula.internal.runtime.Activation.Mismatch.Kind;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.ReferenceTypes;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.types.ValTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The references in the frames of a captured activation: those that its code may still read, each of the type that the
 * validation of that code relies on. What else stands in reference slots was left behind there by operands that are gone.
 */
final class FrameReferences {
    private final Activation activation;
    private final ReferenceTypes types;
    private final Unfit unfit;
    private final Object[] kept;

    /** What becomes of a reference that does not have the type of its place. */
    enum Unfit {
        /** It cannot be there in a state that the machine was in: whoever reads it does so on a way that is not taken. */
        FORGOTTEN,
        /** The activation comes from somewhere else, and is refused. */
        REFUSED
    }

    private FrameReferences(EngineState engine, Activation activation, Unfit unfit) {
        this.activation = activation;
        this.types = new ReferenceTypes(engine);
        this.unfit = unfit;
        this.kept = new Object[activation.refs().length];
    }

    /** The references that may still be read, in an array like that of the activation, which must have some. */
    static Object[] of(EngineState engine, Activation activation, Unfit unfit) throws Mismatch {
        FrameReferences references = new FrameReferences(engine, activation, unfit);
        references.keepFrames(activation.host() == null ? Top.EXECUTES : Top.WAITS);
        references.keepTop();
        return references.kept;
    }

    /**
     * As {@link #of}, of a continuation.
     *
     * @param bound types of the arguments that stand behind its frames
     * @param at    where they stand
     */
    static Object[] ofContinuation(EngineState engine, Activation activation, int[] bound, int at, Unfit unfit)
            throws Mismatch {
        FrameReferences references = new FrameReferences(engine, activation, unfit);
        references.keepFrames(Top.WAITS);
        int slot = at;
        for (int type : bound) {
            if (ValTypes.isReference(type)) {
                references.keep(slot, type);
            }
            slot += ValTypes.slots(type);
        }
        return references.kept;
    }

    /** What the innermost frame does. */
    private enum Top {
        /** It executes its statement. */
        EXECUTES,
        /** It waits for what its statement has called. */
        WAITS
    }

    private void keepFrames(Top top) throws Mismatch {
        List<FunctionCode> codes = new ArrayList<>();
        for (Activation.Frame frame : activation.frames()) {
            codes.add(frame.instance().module.code(frame.function()));
        }
        Map<FunctionCode, TreeSet<Integer>> pcs = new IdentityHashMap<>();
        for (int i = 0; i < codes.size(); i++) {
            pcs.computeIfAbsent(codes.get(i), code -> new TreeSet<>()).add(activation.frames().get(i).pc());
        }
        Map<FunctionCode, Map<Integer, FrameTypes>> known = new IdentityHashMap<>();
        pcs.forEach((code, wanted) -> known.put(code, types(code, wanted)));
        for (int i = 0; i < codes.size(); i++) {
            Activation.Frame frame = activation.frames().get(i);
            FrameTypes live = known.get(codes.get(i)).get(frame.pc());
            boolean isDone = i + 1 < codes.size() || top == Top.WAITS;
            for (int k = 0; k < (isDone ? live.behind() : live.slots().length); k++) {
                keep(frame.slots() + live.slots()[k], live.types()[k]);
            }
        }
    }

    /** Keeps what the innermost frame, or the host function that it has called, was given. */
    private void keepTop() throws Mismatch {
        Activation.Frame top = activation.frames().get(activation.frames().size() - 1);
        if (activation.host() != null) {
            keep(activation.base(), activation.host().signature);
        } else {
            FunctionCode code = top.instance().module.code(top.function());
            int[] words = code.ir().code();
            if (Ir.isCall(Ir.op(words[top.pc()]))) {
                keep(top.slots() + IrReader.frame(words, top.pc()), code.module.called(words, top.pc()));
            }
        }
    }

    /** What frames of a function have at some positions: found in one pass over its code. */
    private static Map<Integer, FrameTypes> types(FunctionCode code, TreeSet<Integer> pcs) {
        int[] ascending = pcs.stream().mapToInt(Integer::intValue).toArray();
        FrameTypes[] found = code.module.engine.translator.references(code.module.model, code.index, ascending);
        Map<Integer, FrameTypes> byPosition = new HashMap<>();
        for (int i = 0; i < ascending.length; i++) {
            byPosition.put(ascending[i], found[i]);
        }
        return byPosition;
    }

    /** Keeps the arguments of a call. */
    private void keep(int base, Signature signature) throws Mismatch {
        for (int i = 0; i < signature.params.length; i++) {
            if (ValTypes.isReference(signature.params[i])) {
                keep(base + signature.paramSlot(i), signature.params[i]);
            }
        }
    }

    /** Keeps a reference. A null is always allowed: compiled code does not save what it will not read. */
    private void keep(int slot, int type) throws Mismatch {
        Object value = activation.refs()[slot];
        if (value != null && !types.fits(type, value)) {
            if (unfit == Unfit.REFUSED) {
                throw new Mismatch(Kind.IMPOSSIBLE, "a reference in a frame is not of the type that its code expects");
            }
            return;
        }
        kept[slot] = value;
    }
}

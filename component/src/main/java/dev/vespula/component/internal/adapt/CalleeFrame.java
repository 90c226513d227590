package dev.vespula.component.internal.adapt;

import dev.vespula.component.internal.adapt.Body.Plain;
import dev.vespula.component.internal.runtime.InstanceFlags;
import dev.vespula.types.NumType;
import java.util.List;

/** Writes what stands around the call of a lifted function: its instance is entered, and left again. */
final class CalleeFrame {
    private static final List<NumType> NOTHING = List.of();

    private final AdapterModule module;
    private final AdapterShape shape;
    private final Borders borders;
    private final Slots slots;

    CalleeFrame(AdapterModule module, AdapterShape shape, Borders borders) {
        this.module = module;
        this.shape = shape;
        this.borders = borders;
        this.slots = new Slots(module, shape, Side.CALLEE);
    }

    /** One test for all that may forbid the call, because a call of few values takes no longer than some tests. */
    void enter(Body code) {
        for (int i = 0; i < shape.entered(); i++) {
            // An instance that has not been entered has no flag.
            code.globalGet(entered(i));
            if (i > 0) {
                code.plain(Plain.I32_OR);
            }
        }
        if (shape.hasCaller()) {
            code.globalGet(borders.flags(Side.CALLER)).i32(InstanceFlags.CONFINED).plain(Plain.I32_AND).plain(Plain.I32_OR);
        }
        code.ifTrue().call(refusal()).plain(Plain.UNREACHABLE).end();
        for (int i = 0; i < shape.entered(); i++) {
            code.i32(InstanceFlags.ENTERED).globalSet(entered(i));
        }
        slots.save(code);
    }

    private Body refusal() {
        Body refusal = module.add(NOTHING, NOTHING);
        if (shape.hasCaller()) {
            refusal.globalGet(borders.flags(Side.CALLER)).i32(InstanceFlags.CONFINED).plain(Plain.I32_AND);
            borders.trapIf(refusal, Fault.CANNOT_LEAVE);
        }
        borders.trap(refusal, Fault.CANNOT_ENTER);
        return refusal;
    }

    /**
     * Says that the result was taken, if the callee wants to know.
     *
     * @param result the local with its core result, -1 if there is none
     * @param type   of that
     */
    void postReturn(Body code, int result, List<NumType> type) {
        if (!shape.hasPostReturn()) {
            return;
        }
        borders.confine(code, Side.CALLEE);
        if (result != -1) {
            code.get(result);
        }
        borders.guarded(code, Provision.POST_RETURN, result == -1 ? NOTHING : type, NOTHING);
        borders.release(code, Side.CALLEE);
    }

    void leave(Body code) {
        slots.restore(code);
        for (int i = 0; i < shape.entered(); i++) {
            // An instance that was closed meanwhile has a flag that stays.
            code.globalGet(entered(i)).i32(InstanceFlags.ENTERED).plain(Plain.I32_XOR).globalSet(entered(i));
        }
    }

    private int entered(int number) {
        return module.global(new Provision(Provision.Kind.ENTERED_FLAGS, number), NumType.I32);
    }
}

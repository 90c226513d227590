package dev.vespula.component.internal.adapt;

import dev.vespula.component.internal.abi.Lifting;
import dev.vespula.component.internal.adapt.Body.Plain;
import dev.vespula.component.internal.runtime.InstanceFlags;
import dev.vespula.types.NumType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Writes what guards the border: checks of pointers and numbers, and calls of the functions that components bring for it. */
final class Borders {
    private static final List<NumType> NONE = List.of();
    private static final int FIRST_SURROGATE = 0xD800;
    private static final int SURROGATES = 0x800;
    private static final int CODE_POINTS = 0x110000;

    private final AdapterModule module;
    private final AdapterShape shape;
    private final Map<Side, Body> pointerChecks = new EnumMap<>(Side.class);
    private final Map<Side, Body> reallocations = new EnumMap<>(Side.class);
    private final Map<Provision, Body> guards = new HashMap<>();
    private Body characters;

    Borders(AdapterModule module, AdapterShape shape) {
        this.module = module;
        this.shape = shape;
    }

    /**
     * Bytes at a pointer.
     *
     * @param pointer the local with the pointer
     * @param bytes   the local with their number, an i64
     */
    record Extent(int pointer, int bytes, int alignment, Subject subject) {}

    // ---- traps

    /** Traps; what follows is not reached. */
    void trap(Body code, Fault fault) {
        trap(code.i32(fault.ordinal()).i32(0));
    }

    /** Traps with the numbers of a fault and a subject that lie on the stack. */
    void trap(Body code) {
        code.callImport(module.function(Provision.TRAP, List.of(NumType.I32, NumType.I32), List.of(NumType.I32))).plain(
                Plain.UNREACHABLE);
    }

    /** Traps if what lies on the stack is not zero. */
    void trapIf(Body code, Fault fault) {
        code.ifTrue();
        trap(code, fault);
        code.end();
    }

    // ---- values

    /** The function that lets only characters through. */
    Body characters() {
        if (characters == null) {
            characters = module.add(List.of(NumType.I32), List.of(NumType.I32));
            characters.get(0).i32(FIRST_SURROGATE).plain(Plain.I32_SUB).i32(SURROGATES).plain(Plain.I32_LT_U);
            characters.get(0).i32(CODE_POINTS).plain(Plain.I32_GE_U).plain(Plain.I32_OR);
            trapIf(characters, Fault.CHARACTER);
            characters.get(0);
        }
        return characters;
    }

    void checkDiscriminant(Body code, int number, int cases) {
        code.get(number).i32(cases).plain(Plain.I32_GE_U);
        trapIf(code, Fault.DISCRIMINANT);
    }

    // ---- pointers

    void checkPointer(Body code, Side side, Extent extent) {
        code.get(extent.pointer).get(extent.bytes).i32(extent.alignment).i32(extent.subject.ordinal());
        code.call(pointerChecks.computeIfAbsent(side, this::pointerCheck));
    }

    /** Checks a pointer to so many bytes. */
    void checkPointer(Body code, Side side, int pointer, long bytes, int alignment, Subject subject) {
        code.get(pointer).i64(bytes).i32(alignment).i32(subject.ordinal());
        code.call(pointerChecks.computeIfAbsent(side, this::pointerCheck));
    }

    /** (pointer, bytes, alignment, subject) -> () */
    private Body pointerCheck(Side side) {
        Body code = module.add(List.of(NumType.I32, NumType.I64, NumType.I32, NumType.I32), NONE);
        code.get(1).i64(Lifting.MOST_BYTES).plain(Plain.I64_GT_U).ifTrue();
        trap(code.i32(Fault.OUTSIDE.ordinal()).get(3));
        code.end();
        checkPlace(code, side, 0, place -> place.get(1), 2, 3);
        return code;
    }

    private void checkPlace(Body code, Side side, int pointer, Consumer<Body> bytes, int alignment, int subject) {
        code.get(pointer).get(alignment).i32(1).plain(Plain.I32_SUB).plain(Plain.I32_AND);
        trapIf(code, Fault.UNALIGNED);
        code.get(pointer).plain(Plain.I64_EXTEND_I32_U);
        bytes.accept(code);
        code.plain(Plain.I64_ADD).memorySize(side).plain(Plain.I64_EXTEND_I32_U).i64(shape.pageSizeLog2(side)).plain(
                Plain.I64_SHL).plain(Plain.I64_GT_U).ifTrue();
        trap(code.i32(Fault.OUTSIDE.ordinal()).get(subject));
        code.end();
    }

    // ---- allocation

    /** Allocates; leaves the pointer on the stack. */
    void allocate(Body code, Side side, Consumer<Body> bytes, int alignment, Subject subject) {
        code.i32(0).i32(0).i32(alignment);
        bytes.accept(code);
        reallocate(code, side, subject);
    }

    /** Allocates anew with what lies on the stack: pointer, bytes, alignment, wanted bytes. Leaves the pointer there. */
    void reallocate(Body code, Side side, Subject subject) {
        code.i32(subject.ordinal()).call(reallocations.computeIfAbsent(side, this::reallocation));
    }

    /** (pointer, bytes, alignment, wanted, subject) -> (pointer) */
    private Body reallocation(Side side) {
        NumType word = NumType.I32;
        Body code = module.add(List.of(word, word, word, word, word), List.of(word));
        int made = code.local(word);
        Slots slots = new Slots(module, shape, side);
        slots.save(code);
        confine(code, side);
        code.get(0).get(1).get(2).get(3);
        guarded(code, Provision.of(Provision.Kind.REALLOC, side), List.of(word, word, word, word), List.of(word));
        code.set(made);
        release(code, side);
        slots.restore(code);
        checkPlace(code, side, made, place -> place.get(3).plain(Plain.I64_EXTEND_I32_U), 2, 4);
        code.get(made);
        return code;
    }

    // ---- flags

    int flags(Side side) {
        return module.global(side == Side.CALLER ? Provision.CALLER_FLAGS : new Provision(Provision.Kind.ENTERED_FLAGS, 0),
                NumType.I32);
    }

    /** Forbids a side to leave its instance. */
    void confine(Body code, Side side) {
        int flags = flags(side);
        code.globalGet(flags).i32(InstanceFlags.CONFINED).plain(Plain.I32_OR).globalSet(flags);
    }

    /** Allows it again. */
    void release(Body code, Side side) {
        int flags = flags(side);
        code.globalGet(flags).i32(~InstanceFlags.CONFINED).plain(Plain.I32_AND).globalSet(flags);
    }

    // ---- calls

    /**
     * Calls a function that a component brings, with what lies on the stack. No exception leaves it. The call has a function of its
     * own: with it the adapter of a simple call would be too large for HotSpot to inline (396 bytes, 6.3 ns a call; 0.34 ns without, all
     * inlined).
     */
    void guarded(Body code, Provision what, List<NumType> params, List<NumType> results) {
        code.call(guards.computeIfAbsent(what, any -> guard(what, params, results)));
    }

    private Body guard(Provision what, List<NumType> params, List<NumType> results) {
        Body code = module.add(params, results);
        code.block();
        code.catchAll(module.type(NONE, results), 0);
        for (int i = 0; i < params.size(); i++) {
            code.get(i);
        }
        code.callImport(module.function(what, params, results)).plain(Plain.RETURN).end();
        if (!results.isEmpty()) {
            code.plain(Plain.UNREACHABLE);
        }
        code.end();
        trap(code, Fault.EXCEPTION);
        return code;
    }
}

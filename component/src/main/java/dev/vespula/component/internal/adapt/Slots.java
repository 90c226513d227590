package dev.vespula.component.internal.adapt;

import dev.vespula.types.NumType;

/** The slots of a side's thread around a call that has slots of its own: nothing if its component has no use for them. */
final class Slots {
    private static final int COUNT = 2;

    private final AdapterModule module;
    private final AdapterShape shape;
    private final Side side;
    private final int[] saved = new int[COUNT];

    Slots(AdapterModule module, AdapterShape shape, Side side) {
        this.module = module;
        this.shape = shape;
        this.side = side;
    }

    private int global(int slot) {
        return module.global(Provision.of(slot == 0 ? Provision.Kind.CONTEXT_0 : Provision.Kind.CONTEXT_1, side), NumType.I64);
    }

    /** Writes code that keeps what is in them, and clears them. */
    void save(Body code) {
        for (int slot = 0; slot < COUNT && shape.hasSlots(side); slot++) {
            saved[slot] = code.local(NumType.I64);
            code.globalGet(global(slot)).set(saved[slot]).i64(0).globalSet(global(slot));
        }
    }

    /** Writes code that puts it back. */
    void restore(Body code) {
        for (int slot = 0; slot < COUNT && shape.hasSlots(side); slot++) {
            code.get(saved[slot]).globalSet(global(slot));
        }
    }
}

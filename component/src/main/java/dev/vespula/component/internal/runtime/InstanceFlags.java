package dev.vespula.component.internal.runtime;

import dev.vespula.Global;
import dev.vespula.Store;
import dev.vespula.types.GlobalType;
import dev.vespula.types.NumType;

/**
 * Whether an instance may be entered and left: bits of a global, so that the core modules that carry calls from component to
 * component read and write them as cheaply as Java does. CanonicalABI.md, {@code may_enter} and {@code may_leave}.
 */
public final class InstanceFlags {
    /** A call is under way, or has trapped. */
    public static final int ENTERED = 1;
    /** It allocates or cleans up, and must not call out. */
    public static final int CONFINED = 2;
    /** It was closed, perhaps while a call was under way. */
    public static final int ENDED = 4;

    private final Global global;

    /** None is set. */
    InstanceFlags(Store<?> store) {
        global = Global.of(store, new GlobalType(NumType.I32, true), 0);
    }

    /** The global. */
    public Global global() {
        return global;
    }

    /** All of them. */
    public int bits() {
        return global.i32();
    }

    /** Sets them as they were. */
    public void restore(int bits) {
        global.setI32(bits & (ENTERED | CONFINED));
    }

    boolean has(int flag) {
        return (global.i32() & flag) != 0;
    }

    void set(int flag) {
        global.setI32(global.i32() | flag);
    }

    void clear(int flag) {
        global.setI32(global.i32() & ~flag);
    }
}

package dev.vespula.internal.compiled;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.contract.Contract;

/** Traps that compiled code throws itself. */
@Contract
public final class Traps {
    private Traps() {}

    /** {@code unreachable}. */
    public static Trap unreachable() {
        return new Trap(TrapCode.UNREACHABLE);
    }
}

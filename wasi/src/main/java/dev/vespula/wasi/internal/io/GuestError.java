package dev.vespula.wasi.internal.io;

import dev.vespula.Trap;
import dev.vespula.TrapCode;

/** Traps for what a guest must not do. */
public final class GuestError {
    private GuestError() {}

    /** A trap with a reason. */
    public static Trap trap(String reason) {
        return new Trap(TrapCode.HOST_INTERFACE, reason);
    }
}

package dev.vespula.component.internal.abi;

import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.component.internal.runtime.BorderTraps;

/**
 * What values of a guest may cost the host, in one call: a guest says a length, and the host must not obey. Bytes are counted as
 * Java will need them, and paid with fuel before anything is allocated.
 */
public final class Meter {
    /** The most bytes of the host's heap for one call: 128 MiB, as in Wasmtime. */
    public static final long MOST_BYTES = 128L << 20;
    /** Bytes for a unit of fuel, as copying in a memory costs. */
    private static final int BYTES_A_UNIT = 64;

    private final Store<?> store;
    private final boolean metered;
    private long left = MOST_BYTES;

    /** For a call in a store. */
    public Meter(Store<?> store) {
        this.store = store;
        this.metered = store.engine().config().isMetered();
    }

    /**
     * Bytes that are paid elsewhere.
     *
     * @throws Trap if they are more than are left
     */
    public void limit(long bytes) {
        left -= bytes;
        if (left < 0) {
            throw BorderTraps.invalid("values of one call need more than " + MOST_BYTES + " bytes of the host");
        }
    }

    void charge(long bytes) {
        limit(bytes);
        if (metered && bytes >= BYTES_A_UNIT) {
            long cost = bytes / BYTES_A_UNIT;
            long fuel = store.fuel();
            if (Long.compareUnsigned(fuel, cost) < 0) {
                throw new Trap(TrapCode.OUT_OF_FUEL);
            }
            store.setFuel(fuel - cost);
        }
    }
}

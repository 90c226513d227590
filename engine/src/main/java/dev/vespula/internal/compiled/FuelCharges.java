package dev.vespula.internal.compiled;

import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.stop.FuelExhausted;

/** Charges of fuel that compiled code cannot make itself. */
@Contract
public final class FuelCharges {
    private FuelCharges() {}

    /**
     * A charge of fuel that the code could not make itself.
     *
     * @param left   the fuel before the charge
     * @param amount the charge
     * @return what is left after it
     * @throws FuelExhausted if it fails; the store then has what was left
     */
    public static long charge(ModuleInstance in, long left, long amount) {
        StoreState store = in.store;
        store.fuel = left;
        store.charge(amount);
        return store.fuel;
    }

    /**
     * As {@link #charge} where a function begins: if its translation is still to be paid in this instance, that comes first.
     *
     * @param function its index
     */
    public static long begin(ModuleInstance in, long left, long amount, int function) {
        StoreState store = in.store;
        store.fuel = left;
        in.payTranslation(function);
        store.charge(amount);
        return store.fuel;
    }
}

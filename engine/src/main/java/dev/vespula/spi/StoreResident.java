package dev.vespula.spi;

/** Something in a store that has an end of its own. */
public interface StoreResident {
    /** The store is about to be closed; it can still be used. Nothing happens if this has ended already. */
    void storeCloses();
}

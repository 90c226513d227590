package dev.vespula.component.internal.adapt;

import dev.vespula.component.internal.model.StringEncoding;

/**
 * What an adapter's code depends on, besides the type of the function: calls of the same shape share it.
 *
 * @param caller        the side that calls; null for the host
 * @param callee        the side that is called
 * @param entered       how many instances are entered: the callee's, and those around it that do not contain the caller's
 * @param hasPostReturn whether the callee wants to know when its result was taken
 */
record AdapterShape(SideShape caller, SideShape callee, int entered, boolean hasPostReturn) {

    /**
     * A side.
     *
     * @param encoding     of its strings
     * @param pageSizeLog2 of its memory
     * @param hasSlots     whether its component has a use for the slots of a thread
     */
    record SideShape(StringEncoding encoding, int pageSizeLog2, boolean hasSlots) {}

    /** Whether a guest calls. */
    boolean hasCaller() {
        return caller != null;
    }

    private SideShape of(Side side) {
        return side == Side.CALLER ? caller : callee;
    }

    StringEncoding encoding(Side side) {
        return of(side).encoding;
    }

    int pageSizeLog2(Side side) {
        return of(side).pageSizeLog2;
    }

    boolean hasSlots(Side side) {
        return of(side).hasSlots;
    }
}

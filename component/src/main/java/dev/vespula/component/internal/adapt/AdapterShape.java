package dev.vespula.component.internal.adapt;

import dev.vespula.component.internal.model.StringEncoding;
import java.util.Objects;

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
    record SideShape(StringEncoding encoding, int pageSizeLog2, boolean hasSlots) {
        /** Written out, as {@link #hashCode}: the JDK caches handles of the generated forms, which keep our class loader. */
        @Override
        public boolean equals(Object other) {
            return other instanceof SideShape side && side.encoding == encoding && side.pageSizeLog2 == pageSizeLog2
                    && side.hasSlots == hasSlots;
        }

        @Override
        public int hashCode() {
            return 31 * encoding.hashCode() + pageSizeLog2;
        }
    }

    /** Written out, as {@link #hashCode}: the JDK caches handles of the generated forms, which keep our class loader. */
    @Override
    public boolean equals(Object other) {
        return other instanceof AdapterShape shape && Objects.equals(shape.caller, caller) && shape.callee.equals(callee)
                && shape.entered == entered && shape.hasPostReturn == hasPostReturn;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Objects.hashCode(caller) + callee.hashCode()) + entered;
    }

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

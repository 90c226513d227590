package dev.vespula.component.internal.adapt;

/** The two sides of a call; the memory of each has the side's number as its index. */
enum Side {
    CALLER, CALLEE;

    /** The other one. */
    Side other() {
        return this == CALLER ? CALLEE : CALLER;
    }
}

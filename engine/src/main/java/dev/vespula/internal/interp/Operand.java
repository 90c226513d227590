package dev.vespula.internal.interp;

/**
 * An operand as the linker read it: a slot or another node. Nodes that take both copy the two fields and ask at run time
 * which it is: that costs less than the call that a node for the slot would be, and less than a class for either.
 *
 * @param slot the slot, or {@link #NO_SLOT}
 * @param node the node, or null
 */
record Operand(int slot, Node node) {
    /** Stands for "not a slot". */
    static final int NO_SLOT = -1;
}

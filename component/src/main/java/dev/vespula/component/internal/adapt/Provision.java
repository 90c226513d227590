package dev.vespula.component.internal.adapt;

/**
 * What an adapter imports.
 *
 * @param number which of several: a {@link Side}, an instance that is entered, a resource type, a {@link StringStep}
 */
record Provision(Kind kind, int number) {
    static final Provision TRAP = new Provision(Kind.TRAP, 0);
    static final Provision FUNCTION = new Provision(Kind.FUNCTION, 0);
    static final Provision POST_RETURN = new Provision(Kind.POST_RETURN, 0);
    static final Provision CALLER_FLAGS = new Provision(Kind.CALLER_FLAGS, 0);
    static final Provision RETURNED = new Provision(Kind.RETURNED, 0);
    static final Provision DELIVERED = new Provision(Kind.DELIVERED, 0);

    /** What it is. */
    enum Kind {
        /** Traps: takes the numbers of a {@link Fault} and a {@link Subject}, and would give a number if it returned. */
        TRAP,
        /** The core function that was lifted. */
        FUNCTION,
        /** What is called when its result was taken. */
        POST_RETURN,
        /** The memory of a side. */
        MEMORY,
        /** The allocator of a side. */
        REALLOC,
        /** The flags of the caller. */
        CALLER_FLAGS,
        /** The flags of an instance that is entered: of the callee, and of those around it, outwards. */
        ENTERED_FLAGS,
        /** The first slot of a side's thread. */
        CONTEXT_0,
        /** The second. */
        CONTEXT_1,
        /** Something done with a string that the caller gives. */
        STRING_OF_CALLER,
        /** Something done with a string that the callee gives. */
        STRING_OF_CALLEE,
        /** Moves a resource from the caller to the callee: takes a handle, gives one. */
        GIVE,
        /** Moves a resource back. */
        TAKE,
        /** Lends a resource of the caller to the callee: takes a handle, gives one or the representation. */
        LEND,
        /** The callee has returned: it must have dropped what was lent to it. */
        RETURNED,
        /** The call is over: what was lent is given back. */
        DELIVERED
    }

    static Provision of(Kind kind, Side side) {
        return new Provision(kind, side.ordinal());
    }

    static Provision string(Side from, StringStep step) {
        return new Provision(from == Side.CALLER ? Kind.STRING_OF_CALLER : Kind.STRING_OF_CALLEE, step.ordinal());
    }

    /** Written out, as {@link #hashCode}: the JDK caches handles of the generated forms, which keep our class loader. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Provision provision && provision.kind == kind && provision.number == number;
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + number;
    }

    @Override
    public String toString() {
        return kind + " " + number;
    }
}

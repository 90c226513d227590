package dev.vespula.internal.validate;

/**
 * A clause of a {@code try_table}.
 *
 * @param kind what it catches and what it hands on
 * @param tag the tag, -1 for the kinds that catch everything
 * @param label where to branch to, counted from outside of the {@code try_table}: 0 is the block that encloses it
 */
public record CatchClause(Kind kind, int tag, int label) {
    /** In the order of the codes in the binary format. */
    public enum Kind {
        /** One tag; hands on its values. */
        CATCH,
        /** One tag; hands on its values and the exception. */
        CATCH_REF,
        /** Everything; hands on nothing. */
        CATCH_ALL,
        /** Everything; hands on the exception. */
        CATCH_ALL_REF
    }

    /** Whether the clause hands on the exception itself. */
    public boolean hasReference() {
        return kind == Kind.CATCH_REF || kind == Kind.CATCH_ALL_REF;
    }
}

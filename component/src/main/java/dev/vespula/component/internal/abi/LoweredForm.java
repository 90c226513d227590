package dev.vespula.component.internal.abi;

/** The two forms of lowered functions. CanonicalABI.md, {@code flatten_functype}. */
public enum LoweredForm {
    /** It returns the result. */
    SYNC(Flattening.MAX_FLAT_PARAMS),
    /** It writes the result to memory, and returns how far the call is. */
    ASYNC(Flattening.MAX_FLAT_ASYNC_PARAMS);

    private final int mostParams;

    LoweredForm(int mostParams) {
        this.mostParams = mostParams;
    }

    /** Whether so many flat parameters lie in memory. */
    boolean spills(int flatParams) {
        return flatParams > mostParams;
    }
}

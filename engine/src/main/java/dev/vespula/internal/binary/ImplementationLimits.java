package dev.vespula.internal.binary;

/**
 * Limits that always hold: those of the WebAssembly JavaScript API, which producers of modules know to respect because
 * browsers enforce them.
 */
public final class ImplementationLimits {
    public static final int MODULE_BYTES = 1 << 30;
    public static final int TYPES = 1_000_000;
    public static final int SUBTYPE_DEPTH = 63;
    public static final int FUNCTIONS = 1_000_000;
    public static final int IMPORTS = 1_000_000;
    public static final int EXPORTS = 1_000_000;
    public static final int GLOBALS = 1_000_000;
    public static final int TAGS = 1_000_000;
    public static final int TABLES = 100_000;
    public static final int MEMORIES = 100;
    public static final int DATA_SEGMENTS = 100_000;
    public static final int ELEMENT_SEGMENTS = 10_000_000;
    public static final int SEGMENT_ELEMENTS = 10_000_000;
    public static final int PARAMS = 1_000;
    public static final int RESULTS = 1_000;
    public static final int STRUCT_FIELDS = 10_000;
    public static final int FUNCTION_BYTES = 7_654_321;
    /** Parameters included. */
    public static final int LOCALS = 50_000;
    public static final int FIXED_ARRAY_OPERANDS = 10_000;
    /** Our own: a frame has at most 65,535 slots, and calls with many results could otherwise pile up gigabytes. */
    public static final int OPERANDS = 1_000_000;
    /** Our own: values that wide instructions move, for each byte of the module; see {@link #movedValues}. */
    private static final int MOVED_PER_BYTE = 64;
    private static final long MOVED_ANYWAY = 1_000_000;

    private ImplementationLimits() {}

    /**
     * Values that the calls, blocks and branches of a module may move, those apart that move a few. Two bytes of code can
     * call a function with 1,000 parameters and results; where values come from instructions of their own, which is where
     * compilers have them from, there are fewer of them than bytes.
     */
    public static long movedValues(int moduleBytes) {
        return MOVED_ANYWAY + (long) MOVED_PER_BYTE * moduleBytes;
    }

    /** Fails where an unsigned count is beyond a limit. */
    public static void check(int count, int limit, String what, int offset) {
        if (Integer.compareUnsigned(count, limit) > 0) {
            throw ModuleError.COUNT.at(offset, limit, what);
        }
    }
}

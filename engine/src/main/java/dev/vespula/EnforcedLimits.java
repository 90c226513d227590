package dev.vespula;

/**
 * Limits on the size of modules, checked while they are decoded, on top of those that always hold. For embedders that
 * take modules from strangers. Immutable; {@code with} methods return a changed copy.
 *
 * <pre>{@code
 * Engine careful = Engine.of(new Config().withEnforcedLimits(EnforcedLimits.strict().withMaxFunctions(10_000)));
 * }</pre>
 *
 * @param maxGlobals               most globals, imports not counted
 * @param maxFunctions             most functions, imports not counted
 * @param maxTypes                 most types
 * @param maxTables                most tables
 * @param maxElementSegments       most element segments
 * @param maxMemories              most memories
 * @param maxDataSegments          most data segments
 * @param maxParams                most parameters of a function or block type
 * @param maxResults               most results of a function or block type
 * @param minAverageFunctionBytes  least average size of a function body, checked once the bodies together have at least
 *                                 {@code averageFromBytes} bytes: stops modules of very many tiny functions
 * @param averageFromBytes         see {@code minAverageFunctionBytes}
 */
public record EnforcedLimits(
        int maxGlobals,
        int maxFunctions,
        int maxTypes,
        int maxTables,
        int maxElementSegments,
        int maxMemories,
        int maxDataSegments,
        int maxParams,
        int maxResults,
        int minAverageFunctionBytes,
        int averageFromBytes) {

    private static final int ANY = Integer.MAX_VALUE;

    /** Nothing is enforced. The default of {@link Config}. */
    public static EnforcedLimits none() {
        return new EnforcedLimits(ANY, ANY, ANY, ANY, ANY, ANY, ANY, ANY, ANY, 0, 0);
    }

    /**
     * Tight limits for untrusted modules: 1,000 globals, 10,000 functions, 10,000 types, 100 tables, 1,000 element segments, one
     * memory, 1,000 data segments, 32 parameters, 32 results, 40 bytes per function once there are 1,000 bytes of code.
     */
    public static EnforcedLimits strict() {
        return new EnforcedLimits(1_000, 10_000, 10_000, 100, 1_000, 1, 1_000, 32, 32, 40, 1_000);
    }

    /** A copy with another {@link #maxGlobals}. */
    public EnforcedLimits withMaxGlobals(int most) {
        return with(Limit.MAX_GLOBALS, most);
    }

    /** A copy with another {@link #maxFunctions}. */
    public EnforcedLimits withMaxFunctions(int most) {
        return with(Limit.MAX_FUNCTIONS, most);
    }

    /** A copy with another {@link #maxTypes}. */
    public EnforcedLimits withMaxTypes(int most) {
        return with(Limit.MAX_TYPES, most);
    }

    /** A copy with another {@link #maxTables}. */
    public EnforcedLimits withMaxTables(int most) {
        return with(Limit.MAX_TABLES, most);
    }

    /** A copy with another {@link #maxMemories}. */
    public EnforcedLimits withMaxMemories(int most) {
        return with(Limit.MAX_MEMORIES, most);
    }

    /** A copy with other {@link #maxElementSegments} and {@link #maxDataSegments}. */
    public EnforcedLimits withMaxSegments(int elementSegments, int dataSegments) {
        return with(Limit.MAX_ELEMENT_SEGMENTS, elementSegments).with(Limit.MAX_DATA_SEGMENTS, dataSegments);
    }

    /** A copy with other {@link #maxParams} and {@link #maxResults}. */
    public EnforcedLimits withMaxArity(int params, int results) {
        return with(Limit.MAX_PARAMS, params).with(Limit.MAX_RESULTS, results);
    }

    /** A copy with another {@link #minAverageFunctionBytes}, checked from {@code fromBytes} bytes of code on. */
    public EnforcedLimits withMinAverageFunctionBytes(int bytesPerFunction, int fromBytes) {
        return with(Limit.MIN_AVERAGE_FUNCTION_BYTES, bytesPerFunction).with(Limit.AVERAGE_FROM_BYTES, fromBytes);
    }

    /** In the order of the components. */
    private enum Limit {
        MAX_GLOBALS, MAX_FUNCTIONS, MAX_TYPES, MAX_TABLES, MAX_ELEMENT_SEGMENTS, MAX_MEMORIES, MAX_DATA_SEGMENTS, MAX_PARAMS,
        MAX_RESULTS, MIN_AVERAGE_FUNCTION_BYTES, AVERAGE_FROM_BYTES
    }

    private EnforcedLimits with(Limit changed, int value) {
        int[] all = {maxGlobals, maxFunctions, maxTypes, maxTables, maxElementSegments, maxMemories, maxDataSegments, maxParams,
            maxResults, minAverageFunctionBytes, averageFromBytes};
        all[changed.ordinal()] = value;
        return new EnforcedLimits(all[0], all[1], all[2], all[3], all[4], all[5], all[6], all[7], all[8], all[9], all[10]);
    }
}

package dev.vespula.compiler.method;

import dev.vespula.internal.policy.TierPolicy;
import dev.vespula.internal.runtime.ModuleCode;

/**
 * Sizes in bytes by which functions are divided into methods.
 *
 * @param most  the largest method
 * @param whole the largest function that is one method, and the largest main part of one that is split
 * @param hot   the largest other part in which much of the function's time is spent
 * @param small functions of less are small enough for one method without measuring: estimates are too high, if anything
 * @param first parts of split functions to begin with: entries, exits and handlers come on top
 * @param ample handlers of a method up to which each set of live variables has one of its own
 * @param crossings times that control may pass between the main part and others for each call of the function
 */
public record MethodSizes(int most, int whole, int hot, int small, int first, int ample, double crossings) {
    /**
     * HotSpot never compiles a method of more than 8,000 bytes, and C2 inlines nothing where a method and what it has inlined
     * reach as many. C1 gives up on some of more than 4,000, which the JVM then interprets until C2 comes. With 4,000 instead of
     * 7,900 a run of clang-format takes 34 ms instead of 49 after 25 s, a sort 48 instead of 61. Main parts of at most 4,000
     * make one run of the larger SQLite program 13.2 s instead of 19.3.
     *
     * <p>With first parts of 5,700 the quicksorts take 0.42 and 2.1 s until their first result, because C2 takes longer than in
     * proportion, and with 2,400 0.25 and 0.5 s, and then run as fast.
     *
     * <p>A main part hands all variables over when it is left and takes them back; a part only what it uses. Main parts that are
     * left more often than the function is called are not made: Oniguruma's run takes 79 ms instead of 97, QuickJS' 24 instead
     * of 46. Parts in which much time is spent may have 5,000 bytes: with 7,900 C2 leaves accesses to memory as calls, and
     * Oniguruma's run takes 71 ms or 120, from process to process.
     */
    private static final MethodSizes STANDARD = new MethodSizes(7_900, 4_000, 5_000, 2_500, 2_400, 400, 1);
    /** By the guess a loop runs eight times, so that those over several parts have no main part and others have one. */
    private static final double EXTREME_CROSSINGS = 8;

    /** The sizes for the code of a module. */
    public static MethodSizes of(ModuleCode module) {
        TierPolicy policy = module.engine.policy;
        if (!policy.isExtreme()) {
            return STANDARD;
        }
        int bytes = policy.methodBytes();
        return new MethodSizes(bytes, bytes, bytes, 0, bytes / 2, 0, EXTREME_CROSSINGS);
    }
}

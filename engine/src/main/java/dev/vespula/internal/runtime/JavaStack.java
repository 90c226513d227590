package dev.vespula.internal.runtime;

import dev.vespula.Trap;
import dev.vespula.TrapCode;

/**
 * Keeps calls that go back and forth between host and Wasm from using up the Java stack inside the engine, where the
 * overflow could hit a class initialiser and make the class unusable for ever. Wasm calls themselves take no Java stack;
 * only activations nested through host functions do, so every few of them some stack is tried out.
 */
public final class JavaStack {
    /** Nested activations between two probes: a power of two. */
    static final int INTERVAL = 8;
    /** Calls of a probe: 100 to 300 KB, as much as the activations up to the next probe and error handling may need. */
    private static final int PROBE_DEPTH = 2_000;

    private JavaStack() {
    }

    /**
     * Tries out the stack if it is time to.
     *
     * @param nesting activations of the store on this thread, the new one included
     * @throws Trap if the stack is nearly used up
     */
    static void check(int nesting) {
        if (isDue(nesting)) {
            probe();
        }
    }

    /** Whether it is time to. */
    static boolean isDue(int nesting) {
        return (nesting & INTERVAL - 1) == 0;
    }

    private static void probe() {
        if (!has(PROBE_DEPTH)) {
            throw new Trap(TrapCode.STACK_OVERFLOW);
        }
    }

    /**
     * Whether there is room for so many more small Java frames, of 50 to 150 bytes each. Costs some nanoseconds a frame, and
     * milliseconds when there is not.
     */
    public static boolean has(int frames) {
        try {
            descend(frames, 1, 2, 3, 4);
            return true;
        } catch (StackOverflowError e) {
            return false;
        }
    }

    /** Has values to keep across the call, so that a compiled frame has some size too. */
    private static long descend(int depth, long a, long b, long c, long d) {
        return depth == 0 ? a : descend(depth - 1, b, c, d, a + depth) + a * d + b * c;
    }
}

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
    /** Bytes of a probe: as much as the activations up to the next probe and error handling may need. */
    private static final int PROBE = 96 << 10;
    /** Bytes that a frame of a probe takes at least: 48 once C2 has compiled it, 160 before. */
    private static final int FRAME = 48;

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
        if (!has(PROBE)) {
            throw new Trap(TrapCode.STACK_OVERFLOW);
        }
    }

    /**
     * Whether so many bytes of the Java stack are left. Costs 60 to 90 ns for each KB, and milliseconds when there are not.
     */
    public static boolean has(int bytes) {
        try {
            descend(bytes / FRAME, 1, 2, 3, 4);
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

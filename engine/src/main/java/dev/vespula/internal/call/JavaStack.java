package dev.vespula.internal.call;

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
    /** Times that a size is tried out slowly before its class is made: many programs do so only once. */
    private static final int SLOW_PROBES = 2;
    /** Smallest size, in units, after which there is certainly stack enough to make a class. */
    private static final int LEAST_UNITS = (48 << 10) / StackProbe.UNIT;
    /** Whether large frames count as {@link StackProbe} says; other virtual machines get the slow probe. */
    private static final boolean IS_HOTSPOT = isHotSpot(System.getProperty("java.vm.name", ""));
    /** By size in units; a race makes one twice or counts too little. */
    private static final StackProbe[] PROBES = new StackProbe[StackProbe.MOST / StackProbe.UNIT + 1];
    private static final int[] SLOW = new int[PROBES.length];

    private JavaStack() {}

    private static boolean isHotSpot(String name) {
        return name.contains("HotSpot") || name.contains("OpenJDK");
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
     * Whether so many bytes of the Java stack are left. Costs 1 ns for each KB up to {@link StackProbe#MOST}, 60 to 90 ns for
     * each beyond and in the first calls, and milliseconds when there are not.
     */
    public static boolean has(int bytes) {
        int probed = Math.min(bytes, StackProbe.MOST);
        int units = (probed + StackProbe.UNIT - 1) / StackProbe.UNIT;
        StackProbe probe = PROBES[units];
        try {
            if (probe == null) {
                descend(null, bytes / FRAME, 1, 2, 3, 4);
                probeNextTime(units);
            } else if (bytes == probed) {
                probe.touch(0);
            } else {
                descend(probe, (bytes - probed) / FRAME, 1, 2, 3, 4);
            }
            return true;
        } catch (StackOverflowError e) {
            return false;
        }
    }

    /** Has values to keep across the call, so that a compiled frame has some size too. */
    private static long descend(StackProbe bottom, int depth, long a, long b, long c, long d) {
        if (depth == 0) {
            return bottom == null ? a : bottom.touch(0);
        }
        return descend(bottom, depth - 1, b, c, d, a + depth) + a * d + b * c;
    }

    /** Makes the probe of a size that has been tried out slowly a few times; so there is stack enough to make it. */
    private static void probeNextTime(int units) {
        if (IS_HOTSPOT && units >= LEAST_UNITS && ++SLOW[units] >= SLOW_PROBES) {
            PROBES[units] = StackProbe.of(units);
        }
    }
}

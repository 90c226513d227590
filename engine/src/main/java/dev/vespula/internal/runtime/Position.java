package dev.vespula.internal.runtime;

/**
 * Where a call of compiled code stands, in one long: in the lower half the first slot of its frame on the value stack, in
 * the upper half its <em>room</em>, a number of bytes of Java stack that becomes smaller with each frame.
 *
 * <p>Each frame takes as much room as it may need of Java stack, at least {@link #SMALLEST_FRAME} bytes, and at least eight
 * bytes for each of its slots. So the room bounds three things at once, and one comparison at the beginning of a function
 * checks all of them: the Java stack, the number of frames and the height of the value stack. Where the room ends, the
 * machine decides what is exactly the case, see {@link MachineStack#deeper}.
 */
public final class Position {
    /** The room at the bottom of the Java stack: more than any stack has. */
    public static final int START = 1 << 29;
    /** Bytes of room that the smallest frame takes. */
    public static final int SMALLEST_FRAME = 128;

    private Position() {
    }

    /** Packs a position. */
    public static long of(int room, int slot) {
        return (long) room << Integer.SIZE | slot;
    }

    /** The room. */
    public static int room(long at) {
        return (int) (at >> Integer.SIZE);
    }

    /** The first slot. */
    public static int slot(long at) {
        return (int) at;
    }
}

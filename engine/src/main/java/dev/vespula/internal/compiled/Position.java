package dev.vespula.internal.compiled;

import dev.vespula.internal.runtime.MachineStack;

/**
 * Where a call of compiled code stands, in one long: in the lower half the first slot of its frame on the value stack, in
 * the upper half its <em>room</em>, a number of bytes of Java stack that becomes smaller with each frame.
 *
 * <p>Each frame takes as much room as it may need of Java stack, at least {@link #SMALLEST_FRAME} bytes, and at least eight
 * bytes for each of its slots. So the room bounds three things at once, and one comparison at the beginning of a function
 * checks all of them: the Java stack, the number of frames and the height of the value stack. Where the room ends, the
 * machine decides what is exactly the case, see {@link MachineStack#deeper}.
 *
 * <p>What a frame needs of Java stack is what it takes while the JVM interprets it, which is most: {@link #JAVA_FRAME} bytes
 * and eight for each Java slot of its variables and of what it has pushed for the call under way. Frames of helpers between
 * those of functions count too: the room may never be more than there is.
 */
public final class Position {
    /** The room at the bottom of the Java stack: more than any stack has. */
    public static final int START = 1 << 29;
    /** Bytes of room that the smallest frame takes. */
    public static final int SMALLEST_FRAME = 128;
    /** Bytes of Java stack that a frame takes besides its variables and operands: HotSpot's interpreter needs 96 to 112. */
    public static final int JAVA_FRAME = 128;

    private Position() {}

    /** Packs a position. */
    public static long of(int room, int slot) {
        return (long) room << Integer.SIZE | slot;
    }

    /** The room. */
    public static int room(long position) {
        return (int) (position >> Integer.SIZE);
    }

    /** The first slot. */
    public static int slot(long position) {
        return (int) position;
    }
}

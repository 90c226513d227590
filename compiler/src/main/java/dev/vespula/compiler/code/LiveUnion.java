package dev.vespula.compiler.code;

import dev.vespula.compiler.plan.Variables;
import java.util.BitSet;

/**
 * What one piece of code writes to the frame for several points of a function. A slot may hold an i32 at one of them and an f64
 * at another; each has a variable of its own, and of the two the one that is not live is stale. So points may share the code only
 * if none of them has anything live in a slot that the code writes as another kind.
 */
public final class LiveUnion {
    private final Variables variables;
    private final BitSet written;
    private final BitSet live;

    /**
     * What is written at one point.
     *
     * @param written the variables
     * @param live    all that is live there, also what need not be written
     */
    public LiveUnion(Variables variables, BitSet written, BitSet live) {
        this.variables = variables;
        this.written = (BitSet) written.clone();
        this.live = (BitSet) live.clone();
    }

    /** Whether the points of another union can be added. */
    public boolean admits(LiveUnion other) {
        return !variables.collide(written, other.live) && !variables.collide(other.written, live);
    }

    /** Adds the points of another union, which this one {@linkplain #admits admits}. */
    public void add(LiveUnion other) {
        if (!admits(other)) {
            throw disagreement();
        }
        written.or(other.written);
        live.or(other.live);
    }

    /** The variables that are written. */
    public BitSet written() {
        return written;
    }

    /** What is live at any of the points. */
    public BitSet live() {
        return live;
    }

    /** Makes sure that nothing is written to a slot in which something of another kind is live. */
    public static void require(Variables variables, BitSet written, BitSet live) {
        if (variables.collide(written, live)) {
            throw disagreement();
        }
    }

    private static IllegalStateException disagreement() {
        return new IllegalStateException("a slot with live values of two kinds");
    }
}

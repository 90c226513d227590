package dev.vespula.internal.linked;

/**
 * A piece of linked code. A node is used in one of three ways, and implements the methods of those it can be used in:
 * as a statement ({@link #execute}), as the last node of a block ({@link #next}), or as an operand (the method of its
 * type). Operands have no side effect but a trap, so evaluating one again gives the same.
 *
 * <p>Nodes are immutable but for caches, hold nothing of an instance, and are shared by all threads. What one costs is
 * the call to reach it, about 3 ns: few and fat nodes make a fast program.
 */
public abstract class Node implements Product {

    /**
     * Runs a statement.
     *
     * @param context the execution
     * @param cells the numeric slots of the stack
     * @param fp    index of the current frame's first slot
     */
    public void execute(Context context, long[] cells, int fp) {
        throw misused("a statement");
    }

    /** Ends a block. Returns the block to go on with, in the frame that {@code x} then names, or null to leave. */
    public Block next(Context context, long[] cells, int fp) {
        throw misused("a terminator");
    }

    /** The value of an operand of type i32. */
    public int i32(Context context, long[] cells, int fp) {
        throw misused("i32");
    }

    /** The value of an operand of type i64. */
    public long i64(Context context, long[] cells, int fp) {
        throw misused("i64");
    }

    /** The value of an operand of type f32. */
    public float f32(Context context, long[] cells, int fp) {
        throw misused("f32");
    }

    /** The value of an operand of type f64. */
    public double f64(Context context, long[] cells, int fp) {
        throw misused("f64");
    }

    /** The low half of an operand of type v128; the high half is then in {@link Context#high}, to be taken at once. */
    public long v128(Context context, long[] cells, int fp) {
        throw misused("v128");
    }

    /** The value of an operand of a reference type. */
    public Object ref(Context context, long[] cells, int fp) {
        throw misused("a reference");
    }

    private IllegalStateException misused(String as) {
        return new IllegalStateException(getClass().getSimpleName() + " linked as " + as);
    }
}

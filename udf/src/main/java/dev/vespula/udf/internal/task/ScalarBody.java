package dev.vespula.udf.internal.task;

import dev.vespula.udf.Column;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * A scalar function of one instance. What it throws: {@link dev.vespula.WasmException}s of the guest, {@link GuestFault} for what the
 * guest gave, nothing else.
 */
public interface ScalarBody {
    /**
     * The function over Java's primitive types, as {@code int}, {@code long}, {@code float} and {@code double}; null if it has other
     * arguments or another result, or nulls.
     */
    default MethodHandle handle() {
        return null;
    }

    /** Runs a row. Arguments are null only where their types say so. */
    void run(RowBuffer row);

    /** Runs a block at once; null if the function goes row by row. */
    default Column run(List<Column> arguments, int rows) {
        return null;
    }

    /** Whether {@link #run(List, int)} does. */
    default boolean takesBlocks() {
        return false;
    }
}

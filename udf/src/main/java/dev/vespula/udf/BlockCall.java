package dev.vespula.udf;

import dev.vespula.udf.internal.block.BlockRun;
import dev.vespula.udf.internal.task.CallCore;
import java.util.List;

/**
 * A scalar function of a task, called for blocks of rows. Functions whose ABI takes blocks get each block at once; others are called
 * row by row, without boxing. A block of a few thousand rows is best.
 *
 * <p>A function that takes rows and fails at one gives null there, if {@link OnError} says so. One that takes blocks at once fails for
 * all of its rows: each is null then, and a side output gets one {@link RowError}, of the block's first row.
 *
 * <pre>{@code
 * BlockCall gcd = task.blockCall("gcd");
 * Column result = gcd.call(List.of(Column.of(FlatType.INT64, a), Column.of(FlatType.INT64, b)), a.length);
 * }</pre>
 */
public final class BlockCall {
    private final CallCore core;
    private final BlockRun run;

    BlockCall(CallCore core) {
        this.core = core;
        this.run = new BlockRun(core);
    }

    /** The signature of the function. */
    public Signature signature() {
        return core.function();
    }

    /** Whether the function takes blocks at once. */
    public boolean takesBlocks() {
        return run.takesBlocks();
    }

    /** How many rows it was called for. */
    public long rows() {
        return core.rows();
    }

    /** Units of fuel that these took; 0 if the engine does not count. */
    public long fuelUsed() {
        return core.fuelUsed();
    }

    /**
     * Calls the function for the rows of a block.
     *
     * @param arguments a column for each parameter, of its storage, each with at least so many rows
     * @param rows      how many
     * @return the results, in a new column
     * @throws IllegalArgumentException if number, types or lengths of the columns are wrong
     * @throws UdfException             if a row fails, and may not
     */
    public Column call(List<? extends Column> arguments, int rows) {
        return run.call(arguments, rows);
    }
}

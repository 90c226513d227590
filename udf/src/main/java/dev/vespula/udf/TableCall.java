package dev.vespula.udf;

import dev.vespula.udf.internal.block.TableRun;
import dev.vespula.udf.internal.task.CallCore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table function of a task: for each row it returns any number of rows. A row at which it fails, if that may be, returns none; so does
 * one with a null for which there is no place.
 *
 * <pre>{@code
 * TableCall split = task.tableCall("split");
 * TableResult parts = split.call("a,b,c");
 * }</pre>
 */
public final class TableCall extends RowArguments<TableCall> {
    private final TableRun run;

    TableCall(CallCore core) {
        super(core);
        this.run = new TableRun(core, row);
    }

    /**
     * Calls the function with the arguments that were set.
     *
     * @throws UdfException if the row fails, and may not; with {@link UdfErrorKind#LIMIT} if it returns more rows than
     *                      {@link UdfLimits#rowsPerCall()}
     */
    public TableResult run() {
        return run.row();
    }

    /** Calls the function with objects, as {@link RowCall#call} takes them. */
    public TableResult call(@Nullable Object... args) {
        setAll(args);
        return run();
    }

    /** Calls the function for the rows of a block, with columns as {@link BlockCall#call} takes them. */
    public TableResult callBlock(List<? extends Column> arguments, int rows) {
        return run.block(arguments, rows);
    }
}

package dev.vespula.udf.internal.block;

import dev.vespula.udf.Column;
import dev.vespula.udf.internal.task.CallCore;
import dev.vespula.udf.internal.task.RowBuffer;
import dev.vespula.udf.internal.task.ScalarBody;
import java.util.List;

/** A scalar function over blocks: at once if its ABI has that, else row by row. */
public final class BlockRun {
    private final CallCore core;
    private final RowBuffer row;
    private ScalarBody body;

    public BlockRun(CallCore core) {
        this.core = core;
        this.row = new RowBuffer(core.function());
        this.body = core.bind().scalar(core);
    }

    public boolean takesBlocks() {
        return body.takesBlocks();
    }

    public Column call(List<? extends Column> arguments, int rows) {
        Blocks.check(core.function(), arguments, rows);
        bind();
        return body.takesBlocks() ? atOnce(List.copyOf(arguments), rows) : rowByRow(arguments, rows);
    }

    private void bind() {
        if (core.isStale()) {
            body = core.bind().scalar(core);
        }
    }

    private Column atOnce(List<Column> arguments, int rows) {
        Selection selection = Selection.of(core.function(), arguments, rows);
        if (selection == null) {
            return complete(arguments, rows);
        }
        Column results = complete(selection.take(core.function(), arguments), selection.size());
        return selection.spread(results, rows);
    }

    private Column complete(List<Column> arguments, int rows) {
        core.begin(rows);
        try {
            Column result = body.run(Blocks.typed(core.function(), arguments), rows);
            core.end(rows);
            return result;
        } catch (Throwable thrown) {
            core.failed(thrown, rows);
            return ColumnBuilder.nulls(core.function().result(), rows);
        }
    }

    private Column rowByRow(List<? extends Column> arguments, int rows) {
        ColumnBuilder results = ColumnBuilder.of(core.function().result(), rows);
        for (int i = 0; i < rows; i++) {
            Blocks.set(row, arguments, i);
            if (runRow()) {
                results.add(row);
            } else {
                results.addNull();
            }
        }
        return results.build();
    }

    private boolean runRow() {
        bind();
        if (row.hasUnexpectedNull()) {
            core.skip();
            return false;
        }
        row.isNull = false;
        core.begin(1);
        try {
            body.run(row);
            core.end(1);
            return !row.isNull;
        } catch (Throwable thrown) {
            core.failed(thrown, 1);
            return false;
        }
    }
}

package dev.vespula.udf.internal.block;

import dev.vespula.udf.Column;
import dev.vespula.udf.internal.task.CallCore;
import dev.vespula.udf.internal.task.RowBuffer;
import dev.vespula.udf.internal.task.ScalarBody;
import dev.vespula.udf.internal.task.TypedCall;
import java.util.List;

/** A scalar function over blocks: at once if its ABI has that, else row by row. */
public final class BlockRun {
    private final CallCore core;
    private final RowBuffer row;
    private final TypedCall call;
    private final NumberLoops loops;

    public BlockRun(CallCore core) {
        this.core = core;
        this.row = new RowBuffer(core.function());
        this.call = new TypedCall(core, row);
        this.loops = new NumberLoops(call, row, core.function().result());
        call.bind();
    }

    public boolean takesBlocks() {
        return call.body().takesBlocks();
    }

    public Column call(List<? extends Column> arguments, int rows) {
        Blocks.check(core.function(), arguments, rows);
        if (takesBlocks()) {
            return atOnce(List.copyOf(arguments), rows);
        }
        Column results = loops.run(arguments, rows);
        return results != null ? results : rowByRow(arguments, rows);
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
        if (rows == 0) {
            return ColumnBuilder.nulls(core.function().result(), 0);
        }
        ScalarBody body = call.body();
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
        ScalarBody body = call.body();
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

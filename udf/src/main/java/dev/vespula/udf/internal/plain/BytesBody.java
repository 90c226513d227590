package dev.vespula.udf.internal.plain;

import dev.vespula.udf.internal.task.RowBuffer;
import dev.vespula.udf.internal.task.ScalarBody;

/** A function over strings or bytes. */
record BytesBody(PlainCall call) implements ScalarBody {
    @Override
    public void run(RowBuffer row) {
        call.run(row);
    }
}

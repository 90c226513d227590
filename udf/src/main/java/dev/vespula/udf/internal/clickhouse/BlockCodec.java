package dev.vespula.udf.internal.clickhouse;

import dev.vespula.udf.Column;
import dev.vespula.udf.UdfLimits;
import dev.vespula.udf.UdfType;
import java.util.List;

/** How a block stands in bytes. */
interface BlockCodec {
    /** Writes rows of all columns. */
    byte[] write(List<Column> columns, int rows);

    /**
     * Reads one column of so many rows.
     *
     * @throws dev.vespula.udf.internal.task.GuestFault if the bytes are none
     */
    Column read(byte[] bytes, UdfType type, int rows, UdfLimits limits);
}

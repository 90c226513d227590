package dev.vespula.udf.internal.clickhouse;

import dev.vespula.udf.BlockFormat;
import dev.vespula.udf.Column;
import dev.vespula.udf.Signature;
import java.util.List;

/** How a block stands in bytes. */
interface BlockCodec {
    /** Writes rows of all columns. */
    byte[] write(List<Column> columns, int rows);

    /**
     * Reads the one column that a function gives.
     *
     * @throws dev.vespula.udf.internal.task.GuestFault if the bytes are none
     */
    Column read(ResultBytes result);

    /** How many bytes of a block one byte of a string may be, with all that escapes it. */
    default int bytesPerByte() {
        return 1;
    }

    /** What writes and reads the blocks of a function. */
    static BlockCodec of(BlockFormat format, Signature function) {
        return switch (format) {
            case ROW_BINARY -> new RowBinaryCodec();
            case COLUMN_BINARY -> new ColumnBinaryCodec();
            case MSG_PACK -> new MsgPackCodec();
            case JSON_EACH_ROW -> new JsonEachRowCodec(function);
            case CSV -> new CsvCodec();
            case TSV -> new TsvCodec();
        };
    }
}

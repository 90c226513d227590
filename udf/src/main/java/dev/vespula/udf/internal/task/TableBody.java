package dev.vespula.udf.internal.task;

import dev.vespula.udf.Column;
import dev.vespula.udf.TableResult;
import java.util.List;

/** A table function of one instance. Throws what a {@link ScalarBody} does. */
public interface TableBody {
    /** Runs a row, and tells the rows that it returns. */
    void run(RowBuffer row, RowSink sink);

    /** Runs a block at once. */
    default TableResult run(List<Column> arguments, int rows) {
        throw new UnsupportedOperationException("takes rows, not blocks");
    }

    /** Whether the second is what it does. */
    default boolean takesBlocks() {
        return false;
    }

    /** Who takes rows: column by column, then the next row. */
    interface RowSink {
        /** A number by its bits. */
        void number(int column, long bits);

        /** A string or bytes. */
        void bytes(int column, byte[] array, int offset, int length);

        /** A null. */
        void isNull(int column);

        /** A nested value. */
        void object(int column, Object value);

        /** The row is complete. */
        void endRow();
    }
}

package dev.vespula.udf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a table function returned.
 *
 * @param rows    for each of them, the row of the block for which it was returned; they do not fall. May be longer than there are rows
 * @param columns the columns, as in {@link Signature#columns}
 */
public record TableResult(int[] rows, List<Column> columns) {
    /** Copies the list. */
    public TableResult {
        columns = List.copyOf(columns);
    }

    /** How many rows there are. */
    public int size() {
        return columns.get(0).rows();
    }

    /** A row as objects, as {@link RowCall#call} has values. */
    public List<@Nullable Object> row(int index) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Column column : columns) {
            values.add(column.value(index));
        }
        return values;
    }
}

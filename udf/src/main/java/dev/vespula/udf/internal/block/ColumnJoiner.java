package dev.vespula.udf.internal.block;

import dev.vespula.udf.Column;
import dev.vespula.udf.UdfType;

/** Columns of several blocks as one. */
public final class ColumnJoiner {
    private final ColumnBuilder joined;

    public ColumnJoiner(UdfType type) {
        joined = ColumnBuilder.of(type, 0);
    }

    public void add(Column column, int rows) {
        for (int row = 0; row < rows; row++) {
            joined.addFrom(column, row);
        }
    }

    public Column build() {
        return joined.build();
    }
}

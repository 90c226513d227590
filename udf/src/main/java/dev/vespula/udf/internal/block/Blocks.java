package dev.vespula.udf.internal.block;

import dev.vespula.udf.Column;
import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.internal.task.RowBuffer;
import java.util.ArrayList;
import java.util.List;

/** Columns given as arguments. */
final class Blocks {
    private Blocks() {}

    /**
     * Compares columns with parameters.
     *
     * @throws IllegalArgumentException if they do not fit
     */
    static void check(Signature function, List<? extends Column> arguments, int rows) {
        if (arguments.size() != function.params().size()) {
            throw new IllegalArgumentException(arguments.size() + " columns for " + function);
        }
        for (int i = 0; i < arguments.size(); i++) {
            UdfType wanted = function.params().get(i).type();
            Column given = arguments.get(i);
            boolean fits = wanted.isFlat()
                    ? given.type().isFlat() && given.type().flat().storage() == wanted.flat().storage()
                    : given instanceof Column.Nested;
            if (!fits || given.rows() < rows || rows < 0) {
                throw new IllegalArgumentException("column " + i + " has " + given.rows() + " rows of " + given.type() + "; "
                        + rows
                        + " of " + wanted + " are wanted");
            }
        }
    }

    /** The columns as the function has their types: whether they are nullable is not for columns to say. */
    static List<Column> typed(Signature function, List<? extends Column> columns) {
        List<Column> typed = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            typed.add(typed(function.params().get(i).type(), columns.get(i)));
        }
        return typed;
    }

    private static Column typed(UdfType type, Column column) {
        if (column.type().equals(type)) {
            return column;
        }
        if (column instanceof Column.Longs longs) {
            return new Column.Longs(type, longs.rows(), longs.values(), longs.validity());
        }
        if (column instanceof Column.Ints ints) {
            return new Column.Ints(type, ints.rows(), ints.values(), ints.validity());
        }
        if (column instanceof Column.Doubles doubles) {
            return new Column.Doubles(type, doubles.rows(), doubles.values(), doubles.validity());
        }
        if (column instanceof Column.Floats floats) {
            return new Column.Floats(type, floats.rows(), floats.values(), floats.validity());
        }
        if (column instanceof Column.Bytes bytes) {
            return new Column.Bytes(type, bytes.rows(), bytes.data(), bytes.offsets(), bytes.validity());
        }
        return new Column.Nested(type, ((Column.Nested) column).values());
    }

    /** Sets the arguments of a row. */
    static void set(RowBuffer row, List<? extends Column> columns, int at) {
        for (int i = 0; i < columns.size(); i++) {
            set(row, i, columns.get(i), at);
        }
    }

    private static void set(RowBuffer row, int index, Column column, int at) {
        if (column.isNull(at)) {
            row.setNull(index);
        } else if (column instanceof Column.Longs longs) {
            row.setLong(index, longs.values()[at]);
        } else if (column instanceof Column.Ints ints) {
            row.setInt(index, ints.values()[at]);
        } else if (column instanceof Column.Doubles doubles) {
            row.setDouble(index, doubles.values()[at]);
        } else if (column instanceof Column.Floats floats) {
            row.setFloat(index, floats.values()[at]);
        } else if (column instanceof Column.Bytes bytes) {
            int begin = bytes.offsets()[at];
            row.setBytes(index, bytes.data(), begin, bytes.offsets()[at + 1] - begin);
        } else if (column instanceof Column.Nested nested) {
            row.setObject(index, nested.values().get(at));
        }
    }
}

package dev.vespula.udf.internal.block;

import dev.vespula.udf.Column;
import dev.vespula.udf.Signature;
import dev.vespula.udf.internal.task.RowBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rows of a block without a null for which there is no place: only those are given to functions. */
record Selection(int[] rows, int size) {

    /** The rows; null if all are. */
    static Selection of(Signature function, List<? extends Column> arguments, int rows) {
        List<Column> strict = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (!function.params().get(i).type().isNullable() && arguments.get(i).validity() != null) {
                strict.add(arguments.get(i));
            }
        }
        if (strict.isEmpty()) {
            return null;
        }
        int[] selected = new int[rows];
        int size = 0;
        for (int row = 0; row < rows; row++) {
            int at = row;
            if (strict.stream().noneMatch(column -> column.isNull(at))) {
                selected[size++] = row;
            }
        }
        return size == rows ? null : new Selection(Arrays.copyOf(selected, size), size);
    }

    /** The columns with these rows alone. */
    List<Column> take(Signature function, List<? extends Column> arguments) {
        RowBuffer row = new RowBuffer(function);
        List<ColumnBuilder> taken = new ArrayList<>();
        for (Column argument : arguments) {
            taken.add(ColumnBuilder.of(argument.type(), size));
        }
        for (int index : rows) {
            Blocks.set(row, arguments, index);
            for (int i = 0; i < taken.size(); i++) {
                taken.get(i).addArgument(row, i);
            }
        }
        return taken.stream().map(ColumnBuilder::build).toList();
    }

    /** The results at their rows again, with nulls between them. */
    Column spread(Column results, int all) {
        ColumnBuilder spread = ColumnBuilder.of(results.type(), all);
        int next = 0;
        for (int row = 0; row < all; row++) {
            if (next < size && rows[next] == row) {
                spread.addFrom(results, next++);
            } else {
                spread.addNull();
            }
        }
        return spread.build();
    }
}

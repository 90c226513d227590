package dev.vespula.udf.internal.block;

import dev.vespula.udf.Column;
import dev.vespula.udf.Field;
import dev.vespula.udf.TableResult;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.internal.task.CallCore;
import dev.vespula.udf.internal.task.GuestFault;
import dev.vespula.udf.internal.task.RowBuffer;
import dev.vespula.udf.internal.task.TableBody;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table function over rows and blocks. */
public final class TableRun {
    private final CallCore core;
    private final RowBuffer row;
    private TableBody body;

    public TableRun(CallCore core, RowBuffer row) {
        this.core = core;
        this.row = row;
        this.body = core.bind().table(core);
    }

    private void bind() {
        if (core.isStale()) {
            body = core.bind().table(core);
        }
    }

    /** The row whose arguments are set. */
    public TableResult row() {
        bind();
        if (body.takesBlocks()) {
            List<Column> columns = new ArrayList<>();
            for (int i = 0; i < row.params.size(); i++) {
                columns.add(ColumnBuilder.single(row, i));
            }
            return atOnce(columns, 1);
        }
        Rows rows = new Rows(0);
        rowInto(rows, 0);
        return rows.build();
    }

    /** The rows of a block. */
    public TableResult block(List<? extends Column> arguments, int rows) {
        Blocks.check(core.function(), arguments, rows);
        bind();
        if (body.takesBlocks()) {
            return atOnce(List.copyOf(arguments), rows);
        }
        Rows all = new Rows(rows);
        for (int i = 0; i < rows; i++) {
            Blocks.set(row, arguments, i);
            rowInto(all, i);
        }
        return all.build();
    }

    private TableResult atOnce(List<Column> arguments, int rows) {
        Selection selection = Selection.of(core.function(), arguments, rows);
        if (selection == null) {
            return complete(arguments, rows);
        }
        TableResult result = complete(selection.take(core.function(), arguments), selection.size());
        int[] indices = new int[result.size()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = selection.rows()[result.rows()[i]];
        }
        return new TableResult(indices, result.columns());
    }

    private TableResult complete(List<Column> arguments, int rows) {
        if (rows == 0) {
            return new Rows(0).build();
        }
        core.begin(rows);
        try {
            TableResult result = body.run(Blocks.typed(core.function(), arguments), rows);
            core.end(rows);
            return result;
        } catch (Throwable thrown) {
            core.failed(thrown, rows);
            return new Rows(0).build();
        }
    }

    private void rowInto(Rows rows, int index) {
        bind();
        if (row.hasUnexpectedNull()) {
            core.skip();
            return;
        }
        rows.begin(index);
        core.begin(1);
        try {
            body.run(row, rows);
            core.end(1);
        } catch (Throwable thrown) {
            rows.takeBack();
            core.failed(thrown, 1);
        }
    }

    /** The rows that were returned. */
    private final class Rows implements TableBody.RowSink {
        private final List<ColumnBuilder> columns = new ArrayList<>();
        private int[] indices;
        private int size;
        private int index;
        private int beforeRow;

        Rows(int expected) {
            indices = new int[expected];
            for (Field column : core.function().columns()) {
                columns.add(ColumnBuilder.of(column.type(), expected));
            }
        }

        void begin(int row) {
            index = row;
            beforeRow = size;
        }

        /** A row that fails returns nothing, even if it failed late. */
        void takeBack() {
            size = beforeRow;
            columns.forEach(column -> column.truncate(size));
        }

        @Override
        public void number(int column, long bits) {
            columns.get(column).addNumber(bits);
        }

        @Override
        public void bytes(int column, byte[] array, int offset, int length) {
            columns.get(column).addBytes(array, offset, length);
        }

        @Override
        public void isNull(int column) {
            columns.get(column).addNull();
        }

        @Override
        public void object(int column, Object value) {
            columns.get(column).addObject(value);
        }

        @Override
        public void endRow() {
            int most = core.task().limits().rowsPerCall();
            if (size - beforeRow >= most) {
                throw new GuestFault(UdfErrorKind.LIMIT, "returns more than " + most + " rows (rowsPerCall)");
            }
            indices = size < indices.length ? indices : Arrays.copyOf(indices, size * 2 + 16);
            indices[size++] = index;
        }

        TableResult build() {
            return new TableResult(indices, columns.stream().map(ColumnBuilder::build).toList());
        }
    }
}

package dev.vespula.spark.internal.function;

import dev.vespula.spark.internal.task.FunctionUse;
import dev.vespula.spark.internal.task.Guest;
import dev.vespula.spark.internal.type.SqlTypes;
import dev.vespula.spark.internal.type.SqlValues;
import dev.vespula.udf.Field;
import dev.vespula.udf.Signature;
import dev.vespula.udf.TableCall;
import dev.vespula.udf.TableResult;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A table function: what it returns for a row is an array of structs, from which {@code inline} makes rows. */
public final class TableScalar extends BoundForm<TableCall> implements ScalarFunction<ArrayData> {
    private static final long serialVersionUID = 1;

    private final StructType columns;

    TableScalar(FunctionUse use, DataType[] inputTypes) {
        super(use, inputTypes);
        this.columns = SqlTypes.columns(use.function().signature());
    }

    @Override
    TableCall open(Guest guest, String function) {
        return guest.table(function);
    }

    @Override
    public ArrayData produceResult(InternalRow row) {
        TableCall call = callWith(row);
        Signature signature = call.signature();
        List<Field> fields = signature.columns();
        TableResult result = call.run();
        Object[] rows = new Object[result.size()];
        for (int i = 0; i < rows.length; i++) {
            @Nullable
            Object[] cells = new Object[fields.size()];
            for (int column = 0; column < cells.length; column++) {
                DataType sql = columns.fields()[column].dataType();
                cells[column] = SqlValues.of(result.columns().get(column), i, fields.get(column).type(), sql, signature.name());
            }
            rows[i] = new GenericInternalRow(cells);
        }
        return new GenericArrayData(rows);
    }

    @Override
    public DataType resultType() {
        return DataTypes.createArrayType(columns, false);
    }

    @Override
    public boolean isResultNullable() {
        return false;
    }
}

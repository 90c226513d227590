package dev.vespula.spark.internal.type;

import dev.vespula.udf.Column;
import dev.vespula.udf.Field;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.RowArguments;
import dev.vespula.udf.RowCall;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfException;
import dev.vespula.udf.UdfType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Values from Spark to functions and back. */
public final class SqlValues {
    /** Reading digits takes time of their number's square. */
    private static final int MAX_DECIMAL_CHARS = 1000;

    private SqlValues() {}

    /** Sets an argument to the value of a row, at the same place. */
    public static void set(RowArguments<?> call, int index, SpecializedGetters row, UdfType type, DataType sql) {
        if (row.isNullAt(index)) {
            call.setNull(index);
            return;
        }
        if (!type.isFlat()) {
            call.setObject(index, nested(row, index, type.present(), sql));
            return;
        }
        switch (type.flat()) {
            case BOOLEAN -> call.setInt(index, row.getBoolean(index) ? 1 : 0);
            case INT8 -> call.setInt(index, row.getByte(index));
            case INT16 -> call.setInt(index, row.getShort(index));
            case INT32, DATE32 -> call.setInt(index, row.getInt(index));
            case INT64, TIME64, TIMESTAMP -> call.setLong(index, row.getLong(index));
            case FLOAT32 -> call.setFloat(index, row.getFloat(index));
            case FLOAT64 -> call.setDouble(index, row.getDouble(index));
            case STRING, JSON -> text(call, index, row.getUTF8String(index));
            case BINARY -> call.setBytes(index, row.getBinary(index));
            // Objects: their range is checked.
            case UINT8, UINT16, UINT32, UINT64, DECIMAL -> call.setObject(index, flat(row, index, type.flat(), sql));
        }
    }

    /** Sets an argument to a string, which is UTF-8 already; without a copy if it lies on the heap. */
    public static void text(RowArguments<?> call, int index, @Nullable UTF8String text) {
        if (text == null) {
            call.setNull(index);
        } else if (text.getBaseObject() instanceof byte[] array) {
            call.setBytes(index, array, (int) (text.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET), text.numBytes());
        } else {
            call.setBytes(index, text.getBytes());
        }
    }

    /** Sets an argument to bytes. */
    public static void bytes(RowArguments<?> call, int index, byte @Nullable [] bytes) {
        if (bytes == null) {
            call.setNull(index);
        } else {
            call.setBytes(index, bytes);
        }
    }

    // ---- as objects, to functions

    private static @Nullable Object object(SpecializedGetters row, int index, UdfType type, DataType sql) {
        if (row.isNullAt(index)) {
            return null;
        }
        return type.isFlat() ? flat(row, index, type.flat(), sql) : nested(row, index, type.present(), sql);
    }

    private static Object flat(SpecializedGetters row, int index, FlatType type, DataType sql) {
        return switch (type) {
            case BOOLEAN -> row.getBoolean(index);
            case INT8 -> row.getByte(index);
            case UINT8, INT16 -> row.getShort(index);
            case UINT16, INT32, DATE32 -> row.getInt(index);
            case UINT32, INT64, TIME64, TIMESTAMP -> inRange(type, row.getLong(index));
            case UINT64 -> unsigned(decimal(row, index, sql));
            case FLOAT32 -> row.getFloat(index);
            case FLOAT64 -> row.getDouble(index);
            case STRING, JSON -> row.getUTF8String(index).getBytes();
            case BINARY -> row.getBinary(index);
            case DECIMAL -> decimal(row, index, sql).toPlainString();
        };
    }

    private static long inRange(FlatType type, long value) {
        if (type == FlatType.UINT32 && value >>> Integer.SIZE != 0) {
            throw new IllegalArgumentException(value + " is no " + type);
        }
        return value;
    }

    private static BigDecimal decimal(SpecializedGetters row, int index, DataType sql) {
        DecimalType type = (DecimalType) sql;
        return row.getDecimal(index, type.precision(), type.scale()).toJavaBigDecimal();
    }

    private static long unsigned(BigDecimal value) {
        BigInteger integer = value.toBigInteger();
        if (integer.signum() < 0 || integer.bitLength() > Long.SIZE) {
            throw new IllegalArgumentException(value + " is no " + FlatType.UINT64);
        }
        return integer.longValue();
    }

    private static Object nested(SpecializedGetters row, int index, UdfType type, DataType sql) {
        List<@Nullable Object> values = new ArrayList<>();
        if (type instanceof UdfType.ListOf list) {
            ArrayData array = row.getArray(index);
            for (int i = 0; i < array.numElements(); i++) {
                values.add(object(array, i, list.element(), ((ArrayType) sql).elementType()));
            }
        } else {
            List<Field> fields = ((UdfType.StructOf) type).fields();
            SpecializedGetters struct = row.getStruct(index, fields.size());
            for (int i = 0; i < fields.size(); i++) {
                values.add(object(struct, i, fields.get(i).type(), ((StructType) sql).fields()[i].dataType()));
            }
        }
        return values;
    }

    // ---- from functions

    /** The result of a call whose result is not null. */
    public static @Nullable Object result(RowCall call, UdfType type, DataType sql) {
        if (type.isFlat() && (type.flat() == FlatType.STRING || type.flat() == FlatType.JSON)) {
            byte[] bytes = call.getBytes();
            return bytes == null ? null : UTF8String.fromBytes(bytes);
        }
        return of(call.getObject(), type, sql, call.signature().name());
    }

    /** A value of a column. */
    public static @Nullable Object of(Column column, int row, UdfType type, DataType sql, String function) {
        if (column.isNull(row)) {
            return null;
        }
        if (column instanceof Column.Bytes bytes && (type.flat() == FlatType.STRING || type.flat() == FlatType.JSON)) {
            return UTF8String.fromBytes(bytes.bytes(row));
        }
        return of(column.value(row), type, sql, function);
    }

    /**
     * A value as {@link RowCall#call} returns it.
     *
     * @throws UdfException if it is a decimal number that SQL has no place for
     */
    public static @Nullable Object of(@Nullable Object value, UdfType type, DataType sql, String function) {
        if (value == null) {
            return null;
        }
        UdfType present = type.present();
        if (present instanceof UdfType.ListOf list) {
            List<?> elements = (List<?>) value;
            Object[] array = new Object[elements.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = of(elements.get(i), list.element(), ((ArrayType) sql).elementType(), function);
            }
            return new GenericArrayData(array);
        }
        if (present instanceof UdfType.StructOf struct) {
            return row((List<?>) value, struct.fields(), (StructType) sql, function);
        }
        return switch (present.flat()) {
            case BOOLEAN, UINT16, INT32, DATE32, INT64, TIME64, TIMESTAMP, FLOAT32, FLOAT64, BINARY -> value;
            case INT8 -> ((Integer) value).byteValue();
            case UINT8, INT16 -> ((Integer) value).shortValue();
            case UINT32 -> Integer.toUnsignedLong((Integer) value);
            case UINT64 -> Decimal.apply(new BigDecimal(Long.toUnsignedString((Long) value)), 20, 0);
            case STRING, JSON -> UTF8String.fromBytes(((String) value).getBytes(StandardCharsets.UTF_8));
            case DECIMAL -> decimal((String) value, (DecimalType) sql, function);
        };
    }

    private static Object row(List<?> values, List<Field> fields, StructType sql, String function) {
        Object[] cells = new Object[values.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = of(values.get(i), fields.get(i).type(), sql.fields()[i].dataType(), function);
        }
        return new GenericInternalRow(cells);
    }

    private static Object decimal(String text, DecimalType type, String function) {
        BigDecimal exact = parse(text, function);
        // Looked at before it is rounded: an exponent may ask for any number of digits.
        long integerDigits = (long) exact.precision() - exact.scale();
        if (exact.signum() == 0 || integerDigits < -type.scale()) {
            return Decimal.apply(BigDecimal.ZERO.setScale(type.scale()), type.precision(), type.scale());
        }
        if (integerDigits <= type.precision() - type.scale()) {
            BigDecimal rounded = exact.setScale(type.scale(), RoundingMode.HALF_UP);
            if (rounded.precision() <= type.precision()) {
                return Decimal.apply(rounded, type.precision(), type.scale());
            }
        }
        throw new UdfException(UdfErrorKind.MALFORMED_RESULT, function, "the result has no place in " + type.sql());
    }

    private static BigDecimal parse(String text, String function) {
        if (text.length() <= MAX_DECIMAL_CHARS) {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException e) {
                throw new UdfException(UdfErrorKind.MALFORMED_RESULT, function, -1, "the result is no decimal number", e);
            }
        }
        throw new UdfException(UdfErrorKind.MALFORMED_RESULT, function, "a decimal number of " + text.length() + " characters");
    }
}

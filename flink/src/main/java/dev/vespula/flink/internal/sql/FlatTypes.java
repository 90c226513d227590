package dev.vespula.flink.internal.sql;

import dev.vespula.udf.FlatType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.jspecify.annotations.Nullable;

/** Single values. Strings, decimals and timestamps go over as Flink has them inside: a string is UTF-8 on both sides, and is never decoded. */
public final class FlatTypes {
    private static final int DECIMAL_DIGITS = 38;
    private static final int DECIMAL_SCALE = 18;
    private static final int UNSIGNED_DIGITS = 20;
    private static final BigInteger UNSIGNED_END = BigInteger.ONE.shiftLeft(64);

    private FlatTypes() {}

    /** The data type of values that may be null. */
    static DataType dataType(FlatType type) {
        return switch (type) {
            case BOOLEAN -> DataTypes.BOOLEAN();
            case INT8 -> DataTypes.TINYINT();
            case UINT8, INT16 -> DataTypes.SMALLINT();
            case UINT16, INT32 -> DataTypes.INT();
            case UINT32, INT64 -> DataTypes.BIGINT();
            case UINT64 -> DataTypes.DECIMAL(UNSIGNED_DIGITS, 0).bridgedTo(DecimalData.class);
            case FLOAT32 -> DataTypes.FLOAT();
            case FLOAT64 -> DataTypes.DOUBLE();
            case STRING, JSON -> DataTypes.STRING().bridgedTo(StringData.class);
            case BINARY -> DataTypes.BYTES();
            case DECIMAL -> DataTypes.DECIMAL(DECIMAL_DIGITS, DECIMAL_SCALE).bridgedTo(DecimalData.class);
            case DATE32 -> DataTypes.DATE().bridgedTo(Integer.class);
            case TIME64 -> DataTypes.TIME(3).bridgedTo(Integer.class);
            case TIMESTAMP -> DataTypes.TIMESTAMP(6).bridgedTo(TimestampData.class);
        };
    }

    /** The class of values that are handed over without boxing; null for types that are not. */
    public static @Nullable Class<?> primitive(FlatType type) {
        return switch (type) {
            case INT32 -> int.class;
            case INT64 -> long.class;
            case FLOAT32 -> float.class;
            case FLOAT64 -> double.class;
            default -> null;
        };
    }

    static Object toFunction(FlatType type, Object value) {
        return switch (type) {
            case STRING, JSON -> ((StringData) value).toBytes();
            case DECIMAL -> ((DecimalData) value).toBigDecimal().toPlainString().getBytes(StandardCharsets.UTF_8);
            case UINT8, UINT16, UINT32 -> positive(type, (Number) value);
            case UINT64 -> unsigned(((DecimalData) value).toBigDecimal());
            case TIME64 -> (Integer) value * 1_000L;
            case TIMESTAMP -> micros((TimestampData) value);
            default -> value;
        };
    }

    private static Number positive(FlatType type, Number value) {
        if (value.longValue() < 0) {
            throw new IllegalArgumentException(value + " is no " + type);
        }
        return value;
    }

    private static long unsigned(BigDecimal value) {
        BigInteger number = value.toBigInteger();
        if (number.signum() < 0 || number.compareTo(UNSIGNED_END) >= 0) {
            throw new IllegalArgumentException(value + " is no " + FlatType.UINT64);
        }
        return number.longValue();
    }

    private static long micros(TimestampData time) {
        return Math.addExact(Math.multiplyExact(time.getMillisecond(), 1_000L), time.getNanoOfMillisecond() / 1_000);
    }

    static Object toSql(FlatType type, Object value) {
        return switch (type) {
            case STRING, JSON -> StringData.fromString((String) value);
            case DECIMAL -> decimal((String) value);
            case INT8 -> ((Number) value).byteValue();
            case UINT8, INT16 -> ((Number) value).shortValue();
            case UINT32 -> Integer.toUnsignedLong((Integer) value);
            case UINT64 -> Objects.requireNonNull(DecimalData.fromBigDecimal(
                    new BigDecimal(new BigInteger(Long.toUnsignedString((Long) value))), UNSIGNED_DIGITS, 0));
            case TIME64 -> Math.toIntExact(Math.floorDiv((Long) value, 1_000L));
            case TIMESTAMP -> timestamp((Long) value);
            default -> value;
        };
    }

    private static DecimalData decimal(String text) {
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a result is no decimal number: " + text, e);
        }
        DecimalData decimal = DecimalData.fromBigDecimal(number, DECIMAL_DIGITS, DECIMAL_SCALE);
        if (decimal == null) {
            throw new IllegalArgumentException("a result has more digits than DECIMAL(38, 18): " + text);
        }
        return decimal;
    }

    private static TimestampData timestamp(long micros) {
        return TimestampData.fromEpochMillis(Math.floorDiv(micros, 1_000L), (int) Math.floorMod(micros, 1_000L) * 1_000);
    }
}

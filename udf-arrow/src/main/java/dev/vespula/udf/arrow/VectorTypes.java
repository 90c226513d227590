package dev.vespula.udf.arrow;

import dev.vespula.udf.FlatType;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Types there and here. */
final class VectorTypes {
    private VectorTypes() {}

    static FlatType flat(ArrowType type) {
        FlatType found = find(type);
        if (found == null) {
            throw new IllegalArgumentException("vectors of " + type + " are no columns");
        }
        return found;
    }

    private static FlatType find(ArrowType type) {
        if (type instanceof ArrowType.Int number) {
            return integer(number);
        }
        if (type instanceof ArrowType.FloatingPoint number) {
            return number.getPrecision() == FloatingPointPrecision.SINGLE
                    ? FlatType.FLOAT32
                    : number.getPrecision() == FloatingPointPrecision.DOUBLE ? FlatType.FLOAT64 : null;
        }
        if (type instanceof ArrowType.Utf8 || type instanceof ArrowType.LargeUtf8) {
            return FlatType.STRING;
        }
        if (type instanceof ArrowType.Binary || type instanceof ArrowType.LargeBinary) {
            return FlatType.BINARY;
        }
        if (type instanceof ArrowType.Bool) {
            return FlatType.BOOLEAN;
        }
        if (type instanceof ArrowType.Date date) {
            return date.getUnit() == DateUnit.DAY ? FlatType.DATE32 : null;
        }
        if (type instanceof ArrowType.Time time) {
            return time.getUnit() == TimeUnit.MICROSECOND ? FlatType.TIME64 : null;
        }
        return type instanceof ArrowType.Timestamp time && time.getUnit() == TimeUnit.MICROSECOND ? FlatType.TIMESTAMP : null;
    }

    private static FlatType integer(ArrowType.Int number) {
        return switch (number.getBitWidth()) {
            case 8 -> number.getIsSigned() ? FlatType.INT8 : FlatType.UINT8;
            case 16 -> number.getIsSigned() ? FlatType.INT16 : FlatType.UINT16;
            case 32 -> number.getIsSigned() ? FlatType.INT32 : FlatType.UINT32;
            default -> number.getIsSigned() ? FlatType.INT64 : FlatType.UINT64;
        };
    }

    static ArrowType arrow(FlatType type) {
        return switch (type) {
            case BOOLEAN -> ArrowType.Bool.INSTANCE;
            case INT8 -> new ArrowType.Int(8, true);
            case UINT8 -> new ArrowType.Int(8, false);
            case INT16 -> new ArrowType.Int(16, true);
            case UINT16 -> new ArrowType.Int(16, false);
            case INT32 -> new ArrowType.Int(32, true);
            case UINT32 -> new ArrowType.Int(32, false);
            case INT64 -> new ArrowType.Int(64, true);
            case UINT64 -> new ArrowType.Int(64, false);
            case FLOAT32 -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
            case FLOAT64 -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case STRING, DECIMAL, JSON -> ArrowType.Utf8.INSTANCE;
            case BINARY -> ArrowType.Binary.INSTANCE;
            case DATE32 -> new ArrowType.Date(DateUnit.DAY);
            case TIME64 -> new ArrowType.Time(TimeUnit.MICROSECOND, Long.SIZE);
            case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
        };
    }

    /** Bytes of a value in a vector; 0 for strings, bytes and bits. */
    static int width(FlatType type) {
        return switch (type) {
            case INT8, UINT8 -> 1;
            case INT16, UINT16 -> 2;
            case INT32, UINT32, FLOAT32, DATE32 -> 4;
            case INT64, UINT64, FLOAT64, TIME64, TIMESTAMP -> 8;
            case BOOLEAN, STRING, BINARY, DECIMAL, JSON -> 0;
        };
    }
}

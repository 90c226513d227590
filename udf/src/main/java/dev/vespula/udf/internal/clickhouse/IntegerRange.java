package dev.vespula.udf.internal.clickhouse;

import dev.vespula.udf.FlatType;

/** Which integers are values of a type. ClickHouse cuts others off; here they are none. */
final class IntegerRange {
    private IntegerRange() {}

    /** Whether a signed integer is one of the type's values; not for floats and bytes. */
    static boolean contains(FlatType type, long value) {
        return switch (type) {
            case BOOLEAN -> (value & ~1L) == 0;
            case INT8 -> value == (byte) value;
            case UINT8 -> (value & ~0xffL) == 0;
            case INT16 -> value == (short) value;
            case UINT16 -> (value & ~0xffffL) == 0;
            case INT32, DATE32 -> value == (int) value;
            case UINT32 -> (value & ~0xffff_ffffL) == 0;
            case UINT64 -> value >= 0;
            case INT64, TIME64, TIMESTAMP -> true;
            case FLOAT32, FLOAT64, STRING, BINARY, DECIMAL, JSON -> false;
        };
    }
}

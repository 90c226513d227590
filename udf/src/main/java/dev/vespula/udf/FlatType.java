package dev.vespula.udf;

import java.util.Locale;

/**
 * Types of single values. {@link #storage} says what they are in Java, in rows and in {@linkplain Column columns}.
 */
public enum FlatType implements UdfType {
    /** True or false, as 1 or 0. */
    BOOLEAN(Storage.INT),
    /** From -2^7 to 2^7 - 1. */
    INT8(Storage.INT),
    /** From 0 to 2^8 - 1. */
    UINT8(Storage.INT),
    /** From -2^15 to 2^15 - 1. */
    INT16(Storage.INT),
    /** From 0 to 2^16 - 1. */
    UINT16(Storage.INT),
    /** From -2^31 to 2^31 - 1. */
    INT32(Storage.INT),
    /** From 0 to 2^32 - 1, as the {@code int} of the same bits. */
    UINT32(Storage.INT),
    /** From -2^63 to 2^63 - 1. */
    INT64(Storage.LONG),
    /** From 0 to 2^64 - 1, as the {@code long} of the same bits. */
    UINT64(Storage.LONG),
    /** Single precision. */
    FLOAT32(Storage.FLOAT),
    /** Double precision. */
    FLOAT64(Storage.DOUBLE),
    /** Text, as UTF-8. */
    STRING(Storage.BYTES),
    /** Bytes. */
    BINARY(Storage.BYTES),
    /** A decimal number of any length, written as text. */
    DECIMAL(Storage.BYTES),
    /** JSON, as text. */
    JSON(Storage.BYTES),
    /** Days since 1970-01-01. */
    DATE32(Storage.INT),
    /** Microseconds since midnight. */
    TIME64(Storage.LONG),
    /** Microseconds since 1970-01-01T00:00, without a time zone. */
    TIMESTAMP(Storage.LONG);

    /** What values are in Java. */
    public enum Storage {
        /** {@code int} */
        INT,
        /** {@code long} */
        LONG,
        /** {@code float} */
        FLOAT,
        /** {@code double} */
        DOUBLE,
        /** Ranges of {@code byte[]} */
        BYTES
    }

    private final Storage storage;

    FlatType(Storage storage) {
        this.storage = storage;
    }

    /** What values are in Java. */
    public Storage storage() {
        return storage;
    }

    /** Whether values are UTF-8. */
    public boolean isText() {
        return this == STRING || this == DECIMAL || this == JSON;
    }

    /** The word of signatures: {@code int32}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

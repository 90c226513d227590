package dev.vespula.udf.internal.clickhouse;

import dev.vespula.udf.FlatType;

/**
 * MsgPack: values one after the other, without a frame for rows. Integers in their shortest form, strings as {@code bin}; booleans are
 * the numbers 0 and 1.
 */
final class MsgPackCodec extends RowCodec {
    private static final int EXPECTED_BYTES = 4;
    private static final int NIL = 0xc0;
    private static final int FALSE = 0xc2;
    private static final int TRUE = 0xc3;
    private static final int BIN8 = 0xc4;
    private static final int FLOAT32 = 0xca;
    private static final int FLOAT64 = 0xcb;
    private static final int UINT8 = 0xcc;
    private static final int UINT64 = 0xcf;
    private static final int INT8 = 0xd0;
    private static final int INT64 = 0xd3;
    private static final int STR8 = 0xd9;

    MsgPackCodec() {
        super(EXPECTED_BYTES);
    }

    @Override
    void writeNull(ByteOutput out) {
        out.put(NIL);
    }

    @Override
    void writeBytes(ByteOutput out, byte[] data, int begin, int end) {
        head(out, BIN8, 0, end - begin);
        out.put(data, begin, end - begin);
    }

    /** The first of several codes, one for each width of a number; and the number. */
    private static void head(ByteOutput out, int code, int smallest, long unsigned) {
        int power = smallest;
        while (power < 3 && unsigned >>> (Byte.SIZE << power) != 0) {
            power++;
        }
        out.put(code + power).putBigEndian(unsigned, 1 << power);
    }

    @Override
    void writeNumber(ByteOutput out, FlatType type, long bits) {
        switch (type) {
            case FLOAT32 -> out.put(FLOAT32).putBigEndian(bits, Float.BYTES);
            case FLOAT64 -> out.put(FLOAT64).putBigEndian(bits, Double.BYTES);
            case UINT32 -> unsigned(out, bits & 0xffff_ffffL);
            // DateTime64 goes as the unsigned number of its bits.
            case UINT64, TIMESTAMP -> unsigned(out, bits);
            default -> {
                if (bits >= 0) {
                    unsigned(out, bits);
                } else {
                    negative(out, bits);
                }
            }
        }
    }

    private static void unsigned(ByteOutput out, long bits) {
        if (bits >= 0 && bits <= 0x7f) {
            out.put((int) bits);
        } else {
            head(out, UINT8, 0, bits);
        }
    }

    private static void negative(ByteOutput out, long value) {
        if (value >= -32) {
            out.put((int) value);
            return;
        }
        int power = value == (byte) value ? 0 : value == (short) value ? 1 : value == (int) value ? 2 : 3;
        out.put(INT8 + power).putBigEndian(value, 1 << power);
    }

    @Override
    ResultReader reader(ResultBytes result) {
        return new Reader(result);
    }

    private static final class Reader extends ResultReader {
        Reader(ResultBytes result) {
            super(result);
        }

        @Override
        void readRow() {
            int code = bytes[take(1)] & 0xff;
            if (code == NIL) {
                addNull();
                return;
            }
            switch (flat.storage()) {
                case BYTES -> string(code);
                case FLOAT -> real(code, FLOAT32, Float.BYTES);
                case DOUBLE -> real(code, FLOAT64, Double.BYTES);
                case INT, LONG -> integer(code);
            }
        }

        private void string(int code) {
            long length;
            if (code >> 5 == 0b101) {
                length = code & 0x1f;
            } else if (code >= BIN8 && code < BIN8 + 3) {
                length = bigEndian(1 << code - BIN8);
            } else if (code >= STR8 && code < STR8 + 3) {
                length = bigEndian(1 << code - STR8);
            } else {
                throw other(code);
            }
            int begin = take((int) Math.min(length, Integer.MAX_VALUE));
            addBytes(bytes, begin, (int) length);
        }

        private void real(int code, int wanted, int width) {
            if (code != wanted) {
                throw other(code);
            }
            addBits(bigEndian(width));
        }

        private void integer(int code) {
            if (code <= 0x7f || code >= 0xe0) {
                addInteger((byte) code);
            } else if (code >= UINT8 && code <= UINT64) {
                long value = bigEndian(1 << code - UINT8);
                if (value < 0 && (flat == FlatType.UINT64 || flat == FlatType.TIMESTAMP)) {
                    addBits(value);
                } else if (value < 0) {
                    throw wrong("is " + Long.toUnsignedString(value) + ", which is no " + flat);
                } else {
                    addInteger(value);
                }
            } else if (code >= INT8 && code <= INT64) {
                int width = 1 << code - INT8;
                int shift = Long.SIZE - width * Byte.SIZE;
                addInteger(bigEndian(width) << shift >> shift);
            } else if (code == FALSE || code == TRUE) {
                addInteger(code - FALSE);
            } else {
                throw other(code);
            }
        }

        private long bigEndian(int width) {
            int begin = take(width);
            long value = 0;
            for (int i = 0; i < width; i++) {
                value = value << Byte.SIZE | bytes[begin + i] & 0xff;
            }
            return value;
        }

        private RuntimeException other(int code) {
            return wrong("begins with 0x" + Integer.toHexString(code) + " of MsgPack, which is no " + type);
        }
    }
}

package dev.vespula.udf.internal.ipc;

import dev.vespula.udf.FlatType;

/** Types of Arrow's metadata, by their numbers in Schema.fbs. */
final class ArrowType {
    static final int INT = 2;
    static final int FLOATING_POINT = 3;
    static final int BINARY = 4;
    static final int UTF8 = 5;
    static final int BOOL = 6;
    static final int DATE = 8;
    static final int TIME = 9;
    static final int TIMESTAMP = 10;
    private static final int SINGLE = 1;
    private static final int DOUBLE = 2;
    private static final int DAY = 0;
    private static final int MILLISECOND = 1;
    private static final int MICROSECOND = 2;

    private ArrowType() {}

    static int number(FlatType type) {
        return switch (type) {
            case BOOLEAN -> BOOL;
            case INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64, UINT64 -> INT;
            case FLOAT32, FLOAT64 -> FLOATING_POINT;
            case STRING, DECIMAL, JSON -> UTF8;
            case BINARY -> BINARY;
            case DATE32 -> DATE;
            case TIME64 -> TIME;
            case TIMESTAMP -> TIMESTAMP;
        };
    }

    /** Writes the table of a type. */
    static int write(FlatBufferWriter out, FlatType type) {
        switch (type) {
            case INT8 -> integer(out, 8, 1);
            case UINT8 -> integer(out, 8, 0);
            case INT16 -> integer(out, 16, 1);
            case UINT16 -> integer(out, 16, 0);
            case INT32 -> integer(out, 32, 1);
            case UINT32 -> integer(out, 32, 0);
            case INT64 -> integer(out, 64, 1);
            case UINT64 -> integer(out, 64, 0);
            case FLOAT32 -> unit(out, 1, SINGLE);
            case FLOAT64 -> unit(out, 1, DOUBLE);
            case DATE32 -> unit(out, 1, DAY);
            case TIMESTAMP -> unit(out, 2, MICROSECOND);
            case TIME64 -> {
                out.beginTable(2);
                out.fieldShort(0, MICROSECOND);
                out.fieldInt(1, Long.SIZE);
            }
            case BOOLEAN, STRING, BINARY, DECIMAL, JSON -> out.beginTable(0);
        }
        return out.endTable();
    }

    private static void integer(FlatBufferWriter out, int bits, int isSigned) {
        out.beginTable(2);
        out.fieldInt(0, bits);
        out.fieldByte(1, isSigned);
    }

    private static void unit(FlatBufferWriter out, int fields, int unit) {
        out.beginTable(fields);
        out.fieldShort(0, unit);
    }

    /** The flat type of a field's metadata, or null. */
    static FlatType read(int number, FlatTable type, String extension) {
        return switch (number) {
            case INT -> integer(type.intField(0, 0), type.byteField(1, 0) != 0);
            case FLOATING_POINT -> switch (type.shortField(0, 0)) {
                case SINGLE -> FlatType.FLOAT32;
                case DOUBLE -> FlatType.FLOAT64;
                default -> null;
            };
            case UTF8 -> text(extension);
            case BINARY -> FlatType.BINARY;
            case BOOL -> FlatType.BOOLEAN;
            case DATE -> type.shortField(0, MILLISECOND) == DAY ? FlatType.DATE32 : null;
            case TIME -> type.shortField(0, MILLISECOND) == MICROSECOND && type.intField(1, Integer.SIZE) == Long.SIZE
                    ? FlatType.TIME64
                    : null;
            case TIMESTAMP -> type.shortField(0, 0) == MICROSECOND && type.string(1).isEmpty() ? FlatType.TIMESTAMP : null;
            default -> null;
        };
    }

    private static FlatType text(String extension) {
        return switch (extension) {
            case "arrowudf.decimal" -> FlatType.DECIMAL;
            case "arrowudf.json" -> FlatType.JSON;
            default -> FlatType.STRING;
        };
    }

    private static FlatType integer(int bits, boolean isSigned) {
        return switch (bits) {
            case 8 -> isSigned ? FlatType.INT8 : FlatType.UINT8;
            case 16 -> isSigned ? FlatType.INT16 : FlatType.UINT16;
            case 32 -> isSigned ? FlatType.INT32 : FlatType.UINT32;
            case 64 -> isSigned ? FlatType.INT64 : FlatType.UINT64;
            default -> null;
        };
    }
}

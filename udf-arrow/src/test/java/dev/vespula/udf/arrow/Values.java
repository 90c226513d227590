package dev.vespula.udf.arrow;

import dev.vespula.udf.Column;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.UdfType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generated values, and what they are as objects of Arrow. */
final class Values {
    private Values() {}

    static List<Object> generate(FlatType type, int rows, Random random) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            values.add(random.nextInt(6) == 0 ? null : value(type, random));
        }
        return values;
    }

    private static Object value(FlatType type, Random random) {
        return switch (type) {
            case BOOLEAN -> random.nextInt(2);
            case INT8 -> (int) (byte) random.nextInt();
            case UINT8 -> random.nextInt(256);
            case INT16 -> (int) (short) random.nextInt();
            case UINT16 -> random.nextInt(65_536);
            case INT32, UINT32, DATE32 -> random.nextInt();
            case INT64, UINT64 -> random.nextLong();
            case TIME64 -> random.nextLong(86_400_000_000L);
            case TIMESTAMP -> random.nextLong(4_000_000_000_000_000L);
            case FLOAT32 -> random.nextInt(5) == 0 ? Float.NaN : random.nextFloat();
            case FLOAT64 -> random.nextInt(5) == 0 ? Double.NaN : random.nextDouble();
            case STRING, DECIMAL, JSON -> "ü€😀x".substring(0, random.nextInt(3)).repeat(random.nextInt(9));
            case BINARY -> {
                byte[] bytes = new byte[random.nextInt(20)];
                random.nextBytes(bytes);
                yield bytes;
            }
        };
    }

    static Column column(FlatType type, List<Object> values) {
        int rows = values.size();
        byte[] validity = Column.allValid(rows);
        int[] ints = new int[rows];
        long[] longs = new long[rows];
        float[] floats = new float[rows];
        double[] doubles = new double[rows];
        byte[][] bytes = new byte[rows][];
        for (int i = 0; i < rows; i++) {
            Object value = values.get(i);
            if (value == null) {
                Column.setNull(validity, i);
            } else if (value instanceof byte[] array) {
                bytes[i] = array;
            } else if (value instanceof String text) {
                bytes[i] = text.getBytes(StandardCharsets.UTF_8);
            } else {
                ints[i] = ((Number) value).intValue();
                longs[i] = ((Number) value).longValue();
                floats[i] = ((Number) value).floatValue();
                doubles[i] = ((Number) value).doubleValue();
            }
        }
        UdfType nullable = type.nullable();
        return switch (type.storage()) {
            case INT -> new Column.Ints(nullable, rows, ints, validity);
            case LONG -> new Column.Longs(nullable, rows, longs, validity);
            case FLOAT -> new Column.Floats(nullable, rows, floats, validity);
            case DOUBLE -> new Column.Doubles(nullable, rows, doubles, validity);
            case BYTES -> Column.of(type, bytes);
        };
    }

    /** The values of a column. */
    static List<Object> ofColumn(Column column) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < column.rows(); i++) {
            values.add(comparable(column.value(i)));
        }
        return values;
    }

    static Object comparable(Object value) {
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return value instanceof Boolean truth ? (Object) (truth ? 1 : 0) : value;
    }

    /** What an object of a vector is here. */
    static Object ofArrow(FlatType type, Object object) {
        if (object == null) {
            return null;
        }
        return switch (type) {
            case BOOLEAN -> (Boolean) object ? 1 : 0;
            case INT8, INT16, UINT16 -> object instanceof Character letter ? (int) letter : ((Number) object).intValue();
            case UINT8 -> ((Number) object).intValue() & 0xff;
            case TIMESTAMP -> micros((LocalDateTime) object);
            case TIME64 -> object instanceof Duration time ? time.toNanos() / 1_000 : object;
            case STRING, DECIMAL, JSON -> object.toString();
            default -> comparable(object);
        };
    }

    private static long micros(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + time.getNano() / 1_000;
    }
}

package dev.vespula.udf;

import dev.vespula.udf.internal.block.ColumnBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Columns of generated values, nulls and edges among them. */
final class Generated {
    /** Characters that some format escapes. */
    private static final int[] SPECIAL = "\"'\\/,;\t\n\r\b\f\0\u0001\u001f\u007f\u2028\u2029😀 N{}[]".codePoints().toArray();
    /** The first day of 1900, and days up to the end of 2299: dates that all formats have. */
    private static final int FIRST_DAY = -25_567;
    private static final int DAYS = 146_097;

    private Generated() {}

    static Column column(UdfType type, int rows, Random random) {
        ColumnBuilder builder = ColumnBuilder.of(type, rows);
        for (int row = 0; row < rows; row++) {
            if (type.isNullable() && random.nextInt(5) == 0) {
                builder.addNull();
            } else {
                add(builder, type.flat(), random);
            }
        }
        return builder.build();
    }

    private static void add(ColumnBuilder builder, FlatType type, Random random) {
        switch (type) {
            case BOOLEAN -> builder.addNumber(random.nextInt(2));
            case INT8 -> builder.addNumber((byte) random.nextInt());
            case UINT8 -> builder.addNumber(random.nextInt() & 0xff);
            case INT16 -> builder.addNumber((short) random.nextInt());
            case UINT16 -> builder.addNumber(random.nextInt() & 0xffff);
            case FLOAT32 -> builder.addNumber(random.nextInt(4) == 0 ? Float.floatToRawIntBits(Float.NaN) : random.nextInt()
                    & 0xbf7fffff);
            case FLOAT64 -> builder.addNumber(Double.doubleToRawLongBits(random.nextInt(4) == 0 ? Double.NaN : random
                    .nextGaussian()));
            case STRING, DECIMAL, JSON -> {
                StringBuilder chars = new StringBuilder("aß€".substring(0, random.nextInt(4)).repeat(random.nextInt(80)));
                random.ints(random.nextInt(12), 0, SPECIAL.length).forEach(i -> chars.appendCodePoint(SPECIAL[i]));
                byte[] text = chars.toString().getBytes(StandardCharsets.UTF_8);
                builder.addBytes(text, 0, text.length);
            }
            case BINARY -> {
                byte[] bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
                builder.addBytes(bytes, 0, bytes.length);
            }
            case DATE32 -> builder.addNumber(FIRST_DAY + random.nextInt(DAYS));
            case TIMESTAMP -> builder.addNumber((FIRST_DAY + random.nextInt(DAYS)) * 86_400_000_000L + (long) (random
                    .nextDouble()
                    * 86_400_000_000L));
            default -> builder.addNumber(type.storage() == FlatType.Storage.INT ? random.nextInt() : random.nextLong());
        }
    }
}

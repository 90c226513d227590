package dev.vespula.udf.internal.clickhouse;

/** Formats that have a line for each row, in which one character stands between values and {@code \N} for null. */
abstract class LineCodec extends RowCodec {
    private static final int EXPECTED_BYTES = 8;

    private final char separator;

    LineCodec(char separator) {
        super(EXPECTED_BYTES);
        this.separator = separator;
    }

    @Override
    final void beforeValue(ByteOutput out, int column) {
        if (column > 0) {
            out.put(separator);
        }
    }

    @Override
    final void writeNull(ByteOutput out) {
        out.put('\\').put('N');
    }

    @Override
    final void endRow(ByteOutput out) {
        out.put('\n');
    }

    /** Whether a text is that of null. */
    static boolean isNull(byte[] bytes, int begin, int end) {
        return end - begin == 2 && bytes[begin] == '\\' && bytes[begin + 1] == 'N';
    }
}

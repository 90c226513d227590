package dev.vespula.udf.internal.clickhouse;

import dev.vespula.udf.FlatType;
import dev.vespula.udf.Signature;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * JSONEachRow: an object for each row, in a line of its own. Strings may have any bytes, also such that are no UTF-8; numbers that JSON
 * does not have are null.
 */
final class JsonEachRowCodec extends RowCodec {
    private static final int EXPECTED_BYTES = 16;
    private static final String ESCAPED = "\b\f\n\r\t\\\"/";
    private static final String LETTERS = "bfnrt\\\"/";
    private static final String HEX = "0123456789ABCDEF";

    /** What stands before each value: its name. */
    private final List<byte[]> names;

    JsonEachRowCodec(Signature function) {
        super(EXPECTED_BYTES);
        names = IntStream.range(0, function.params().size()).mapToObj(i -> {
            String name = function.params().get(i).name();
            byte[] utf8 = (name.isEmpty() ? "arg" + i : name).getBytes(StandardCharsets.UTF_8);
            ByteOutput out = new ByteOutput(utf8.length + 4);
            string(out, utf8, 0, utf8.length);
            return out.put(':').toByteArray();
        }).toList();
    }

    /** Each byte may be written by its number, in six characters. */
    @Override
    public int bytesPerByte() {
        return 6;
    }

    @Override
    void beforeValue(ByteOutput out, int column) {
        byte[] name = names.get(column);
        out.put(column == 0 ? '{' : ',').put(name, 0, name.length);
    }

    @Override
    void writeNull(ByteOutput out) {
        out.putLatin("null");
    }

    @Override
    void writeBytes(ByteOutput out, byte[] data, int begin, int end) {
        string(out, data, begin, end);
    }

    @Override
    void writeNumber(ByteOutput out, FlatType type, long bits) {
        out.putLatin(number(type, ValueText.write(type, bits)));
    }

    @Override
    void endRow(ByteOutput out) {
        out.put('}').put('\n');
    }

    private static String number(FlatType type, String text) {
        boolean isReal = type == FlatType.FLOAT32 || type == FlatType.FLOAT64;
        if (isReal && (text.endsWith("nan") || text.endsWith("inf"))) {
            return "null";
        }
        return type == FlatType.DATE32 || type == FlatType.TIMESTAMP ? '"' + text + '"' : text;
    }

    private static void string(ByteOutput out, byte[] data, int begin, int end) {
        out.put('"');
        for (int i = begin; i < end; i++) {
            int next = data[i] & 0xff;
            int escape = ESCAPED.indexOf(next);
            if (escape >= 0) {
                out.put('\\').put(LETTERS.charAt(escape));
            } else if (next < ' ') {
                out.putLatin("\\u00").put(HEX.charAt(next >> 4)).put(HEX.charAt(next & 15));
            } else if (next == 0xe2 && isLineSeparator(data, i, end)) {
                out.putLatin((data[i + 2] & 1) == 0 ? "\\u2028" : "\\u2029");
                i += 2;
            } else {
                out.put(next);
            }
        }
        out.put('"');
    }

    /** U+2028 and U+2029, which end lines in old JavaScript. */
    private static boolean isLineSeparator(byte[] data, int at, int end) {
        return at + 2 < end && data[at + 1] == (byte) 0x80 && (data[at + 2] & 0xfe) == 0xa8;
    }

    @Override
    ResultReader reader(ResultBytes result) {
        return new JsonEachRowReader(result);
    }
}

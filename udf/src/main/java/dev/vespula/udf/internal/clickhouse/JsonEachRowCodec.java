package dev.vespula.udf.internal.clickhouse;

import dev.vespula.udf.Column;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfLimits;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.internal.rowbinary.RowBinaryWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * JSONEachRow: an object for each row, in a line of its own. Strings may have any bytes, also such that are no UTF-8; numbers that JSON
 * does not have are null.
 */
final class JsonEachRowCodec implements BlockCodec {
    private static final String ESCAPED = "\b\f\n\r\t\\\"/";
    private static final String LETTERS = "bfnrt\\\"/";
    private static final String HEX = "0123456789ABCDEF";

    /** What stands before each value: its name. */
    private final List<byte[]> names;

    JsonEachRowCodec(Signature function) {
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
    public byte[] write(List<Column> columns, int rows) {
        ByteOutput out = new ByteOutput(rows * columns.size() * 16);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < columns.size(); i++) {
                out.put(i == 0 ? '{' : ',').put(names.get(i), 0, names.get(i).length);
                write(out, columns.get(i), row);
            }
            out.put('}').put('\n');
        }
        return out.toByteArray();
    }

    private static void write(ByteOutput out, Column column, int row) {
        FlatType type = column.type().flat();
        if (column.isNull(row)) {
            out.putLatin("null");
        } else if (column instanceof Column.Bytes bytes) {
            string(out, bytes.data(), bytes.offsets()[row], bytes.offsets()[row + 1]);
        } else {
            out.putLatin(number(type, ValueText.write(type, RowBinaryWriter.bits(column, row))));
        }
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
    public Column read(byte[] bytes, UdfType type, int rows, UdfLimits limits) {
        return new JsonEachRowReader(bytes, type, rows, limits).read();
    }
}

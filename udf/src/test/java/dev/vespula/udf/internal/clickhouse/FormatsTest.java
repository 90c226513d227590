package dev.vespula.udf.internal.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.udf.BlockFormat;
import dev.vespula.udf.Column;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfLimits;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.internal.block.ColumnBuilder;
import dev.vespula.udf.internal.task.GuestFault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written is what ClickHouse writes, and what it would accept is read; all else is a fault of the guest. */
class FormatsTest {
    private static final Signature FUNCTION = Signature.of("f(n: int32?, string) -> string");

    private static BlockCodec codec(BlockFormat format) {
        return BlockCodec.of(format, FUNCTION);
    }

    private static String text(BlockFormat format, Column... columns) {
        return new String(codec(format).write(List.of(columns), columns[0].rows()), StandardCharsets.UTF_8);
    }

    private static Column strings(String... values) {
        return Column.of(FlatType.STRING, Arrays.stream(values).map(value -> value == null ? null : value.getBytes(
                StandardCharsets.UTF_8)).toArray(byte[][]::new));
    }

    private static Column numbers(FlatType type, long... bits) {
        ColumnBuilder builder = ColumnBuilder.of(type, bits.length);
        Arrays.stream(bits).forEach(builder::addNumber);
        return builder.build();
    }

    private static Object read(BlockFormat format, String type, byte[] bytes) {
        return codec(format).read(new ResultBytes(bytes, Signature.of("f() -> " + type).result(), 1, UdfLimits.standard()))
                .value(0);
    }

    private static Object read(BlockFormat format, String type, String text) {
        return read(format, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void isRefused(BlockFormat format, String type, String text, String message) {
        assertThatThrownBy(() -> read(format, type, text)).as(text).isInstanceOfSatisfying(GuestFault.class, e -> assertThat(e
                .kind()).isEqualTo(UdfErrorKind.MALFORMED_RESULT)).hasMessageContaining(message);
    }

    // ---- what is written

    @Test
    void messagePackIsInItsShortestForm() {
        Column column = numbers(FlatType.INT64, 0, 127, 128, 255, 256, 65_535, 65_536, 0xffff_ffffL, 0x1_0000_0000L, -1, -32,
                -33, -128, -129, -32_768, -32_769, Integer.MIN_VALUE, Integer.MIN_VALUE - 1L);
        assertThat(HexFormat.of().formatHex(codec(BlockFormat.MSG_PACK).write(List.of(column), column.rows()))).isEqualTo("00"
                + "7f" + "cc80" + "ccff" + "cd0100" + "cdffff" + "ce00010000" + "ceffffffff" + "cf0000000100000000" + "ff"
                + "e0" + "d0df" + "d080" + "d1ff7f" + "d18000" + "d2ffff7fff" + "d280000000" + "d3ffffffff7fffffff");
        Column bits = numbers(FlatType.FLOAT64, Double.doubleToRawLongBits(1.5));
        Column unsigned = numbers(FlatType.UINT32, -1);
        Column time = numbers(FlatType.TIMESTAMP, -1);
        Column truth = numbers(FlatType.BOOLEAN, 1);
        assertThat(HexFormat.of().formatHex(codec(BlockFormat.MSG_PACK).write(List.of(bits, unsigned, time, truth, strings(
                "ab"),
                strings((String) null)), 1))).isEqualTo("cb3ff8000000000000" + "ceffffffff" + "cfffffffffffffffff" + "01"
                        + "c4026162" + "c0");
        byte[] large = codec(BlockFormat.MSG_PACK).write(List.of(strings("x".repeat(70_000))), 1);
        assertThat(HexFormat.of().formatHex(large, 0, 6)).isEqualTo("c60001117078");
    }

    @Test
    void text() {
        Column ints = new Column.Ints(FlatType.INT32.nullable(), 2, new int[] {-5, 0}, new byte[] {1});
        Column texts = strings("a\"'\\/,\t\n\u0001\u001f\u2028\0é", "");
        assertThat(text(BlockFormat.JSON_EACH_ROW, ints, texts)).isEqualTo(
                "{\"n\":-5,\"arg1\":\"a\\\"'\\\\\\/,\\t\\n\\u0001\\u001F\\u2028\\u0000é\"}\n{\"n\":null,\"arg1\":\"\"}\n");
        assertThat(text(BlockFormat.CSV, ints, texts)).isEqualTo(
                "-5,\"a\"\"'\\/,\t\n\u0001\u001f\u2028\0é\"\n\\N,\"\"\n");
        assertThat(text(BlockFormat.TSV, ints, texts)).isEqualTo("-5\ta\"\\'\\\\/,\\t\\n\u0001\u001f\u2028\\0é\n\\N\t\n");
    }

    @Test
    void numbersAndTimes() {
        Column reals = numbers(FlatType.FLOAT64, Arrays.stream(new double[] {0, -0.0, 1, 0.1, 1e-6, 1e-7, 123_456_789.25, 1e20,
            1e21, -1.5e300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}).mapToLong(
                    Double::doubleToRawLongBits).toArray());
        assertThat(text(BlockFormat.TSV, reals).lines()).containsExactly("0", "-0", "1", "0.1", "0.000001", "1e-7",
                "123456789.25", "100000000000000000000", "1e21", "-1.5e300", "nan", "inf", "-inf");
        assertThat(text(BlockFormat.JSON_EACH_ROW, reals).lines().skip(10)).containsOnly("{\"n\":null}").hasSize(3);
        Column times = numbers(FlatType.TIMESTAMP, -1, 0, 1_700_000_000_123_456L);
        assertThat(text(BlockFormat.CSV, times).lines()).containsExactly("\"1969-12-31 23:59:59.999999\"",
                "\"1970-01-01 00:00:00.000000\"", "\"2023-11-14 22:13:20.123456\"");
        assertThat(text(BlockFormat.JSON_EACH_ROW, numbers(FlatType.DATE32, -25_567))).isEqualTo("{\"n\":\"1900-01-01\"}\n");
        assertThat(text(BlockFormat.TSV, numbers(FlatType.UINT64, -1), numbers(FlatType.UINT32, -1), numbers(FlatType.BOOLEAN,
                1))).isEqualTo("18446744073709551615\t4294967295\ttrue\n");
        assertThatThrownBy(() -> text(BlockFormat.TSV, numbers(FlatType.DATE32, -25_568))).isInstanceOf(GuestFault.class)
                .hasMessageContaining("1899-12-31");
        assertThatThrownBy(() -> text(BlockFormat.TSV, numbers(FlatType.TIMESTAMP, Long.MAX_VALUE))).isInstanceOf(
                GuestFault.class);
    }

    // ---- what is read

    @Test
    void jsonThatClickHouseAccepts() {
        BlockFormat json = BlockFormat.JSON_EACH_ROW;
        assertThat(read(json, "int32", "{\"result\":5}")).isEqualTo(5);
        assertThat(read(json, "int32", " [ { \"other\" : {\"a\":[1,\"]\"]} , \"result\" : \"-5\" } ] \n")).isEqualTo(-5);
        assertThat(read(json, "string", "{\"result\":\"\\u00e9\\ud83d\\ude00\\/\\n\"}")).isEqualTo("é😀/\n");
        assertThat(read(json, "json", "{\"result\":{\"a\": [1, \"}\"]}}")).isEqualTo("{\"a\": [1, \"}\"]}");
        assertThat(read(json, "string", "{\"result\":1.50}")).isEqualTo("1.50");
        assertThat(read(json, "int8?", "{\"result\":null}")).isNull();
        assertThat(read(json, "int8?", "{}")).isNull();
        assertThat(read(json, "float64", "{\"result\":null}")).isEqualTo(Double.NaN);
        assertThat(read(json, "float64", "{\"result\":\"-inf\"}")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(read(json, "boolean", "{\"result\":true}")).isEqualTo(true);
        assertThat(read(json, "int32", "{\"result\":true}")).isEqualTo(1);
        assertThat(read(json, "timestamp", "{\"result\":\"1970-01-02 00:00:01.5\"}")).isEqualTo(86_401_500_000L);
        assertThat(read(json, "timestamp", "{\"result\":\"1970-01-02\"}")).isEqualTo(86_400_000_000L);
        assertThat(codec(json).read(new ResultBytes("[{\"result\":1},{\"result\":2}]".getBytes(StandardCharsets.UTF_8),
                FlatType.INT32, 2, UdfLimits.standard())).value(1)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "int32|{}|no field", "int32|{'result':1,'result':2}|two results", "int32|{'result':null}|is null",
        "int32|{'result':1}{'result':2}|more than 1 rows", "int32|{'result':1.5}|no int32", "uint8|{'result':256}|no uint8",
        "int32|{'result':99999999999999999999}|no int32", "int32|{'result':1|no '}'", "int32|[{'result':1}|no ']'",
        "int32|{'result'|no ':'", "int32|{'result':}|no value", "string|{'result':'\\x'}|the escape",
        "string|{'result':'\\u12'}|four digits", "string|{'result':'\\ud800'}|half of a character",
        "string|{'result':'abc|cut off", "date32|{'result':'2023-02-30'}|no date32", "float64|{'result':0x10}|no float64",
        "float64|{'result':1d}|no float64", "boolean|{'result':maybe}|no boolean", "int32|[]|no '{'", "int32|nothing|no '{'",
        "timestamp|{'result':'1970-01-01 24:00:00'}|no timestamp"})
    void jsonThatIsRefused(String type, String text, String message) {
        isRefused(BlockFormat.JSON_EACH_ROW, type, text.replace('\'', '"'), message);
    }

    @Test
    void depthIsBounded() {
        isRefused(BlockFormat.JSON_EACH_ROW, "int32", "{\"a\":" + "[".repeat(1_000_000), "nested");
        isRefused(BlockFormat.JSON_EACH_ROW, "int32", "{\"result\":" + "1".repeat(1_000_000) + "}", "no int32");
    }

    @Test
    void commaSeparatedThatClickHouseAccepts() {
        BlockFormat csv = BlockFormat.CSV;
        assertThat(read(csv, "string", "\"a\"\"b\n,\"\r\n")).isEqualTo("a\"b\n,");
        assertThat(read(csv, "string", "  plain text \n")).isEqualTo("plain text");
        assertThat(read(csv, "string", "\n")).isEqualTo("");
        assertThat(read(csv, "string?", "\"\\N\"")).isEqualTo("\\N");
        assertThat(read(csv, "string?", "\\N")).isNull();
        assertThat(read(csv, "int32?", "\n")).isNull();
        assertThat(read(csv, "int32", " \"-7\" \n")).isEqualTo(-7);
        assertThat(read(csv, "float32", "1e3")).isEqualTo(1000f);
        assertThat(read(csv, "boolean", "0\n")).isEqualTo(false);
        isRefused(csv, "string", "\"open", "no quotation mark");
        isRefused(csv, "string", "\"a\"b\n", "goes on");
        isRefused(csv, "string", "a,b\n", "goes on");
        isRefused(csv, "string", "", "is missing");
        isRefused(csv, "string", "\\N\n", "is null");
        isRefused(csv, "int32", "\n", "no int32");
        isRefused(csv, "int32", "\"1\"\"2\"\n", "no int32");
        isRefused(csv, "int32", "1\n2\n", "more than 1 rows");
    }

    @Test
    void tabSeparatedThatClickHouseAccepts() {
        BlockFormat tsv = BlockFormat.TSV;
        assertThat(read(tsv, "string", "a\\tb\\x41\\\\\\'\\q\\0")).isEqualTo("a\tbA\\'\\q\0");
        assertThat(read(tsv, "string", "a\\\nb\n")).isEqualTo("a\nb");
        assertThat(read(tsv, "string?", "\\N\n")).isNull();
        assertThat(read(tsv, "string?", "x\\N\n")).isEqualTo("x");
        assertThat(read(tsv, "string", "\n")).isEqualTo("");
        assertThat(read(tsv, "uint64", "18446744073709551615\n")).isEqualTo(-1L);
        isRefused(tsv, "string", "a\tb\n", "second value");
        isRefused(tsv, "string", "a\\", "backslash");
        isRefused(tsv, "string", "\\x4", "two digits");
        isRefused(tsv, "string", "a\r\n", "carriage return");
        isRefused(tsv, "int32", "\n", "no int32");
        isRefused(tsv, "int32", "\\N\n", "is null");
    }

    @ParameterizedTest
    @CsvSource({"int32,05,5", "int32,d3ffffffffffffffff,-1", "int64,cf7fffffffffffffff,9223372036854775807",
        "uint64,cfffffffffffffffff,-1", "timestamp,cfffffffffffffffff,-1", "boolean,c3,true", "boolean,01,true",
        "string,a26162,ab", "string,d9026162,ab", "string,da00026162,ab", "string,c500026162,ab", "string,db000000026162,ab",
        "float32,ca3fc00000,1.5", "float64,cb3ff8000000000000,1.5", "int8?,c0,"})
    void messagePackThatClickHouseAccepts(String type, String hex, String value) {
        Object read = read(BlockFormat.MSG_PACK, type, HexFormat.of().parseHex(hex));
        assertThat(read == null ? null : read.toString()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"int32,cfffffffffffffffff,no int32", "int32,c0,is null", "int8,cc80,no int8", "uint8,ff,no uint8",
        "string,05,no string", "int32,a131,no int32", "float64,ca3fc00000,no float64", "string,c4,cut off",
        "string,c6ffffffff61,cut off", "string,c402ff,cut off", "string,c401ff,no UTF-8", "int32,cd01,cut off",
        "int32,0505,more than 1 rows", "int32,91,no int32", "int32,c1,no int32", "boolean,02,no boolean"})
    void messagePackThatIsRefused(String type, String hex, String message) {
        assertThatThrownBy(() -> read(BlockFormat.MSG_PACK, type, HexFormat.of().parseHex(hex))).isInstanceOf(GuestFault.class)
                .hasMessageContaining(message);
    }

    /** Bytes changed, lost and added: it is a column of so many rows, or a fault of the guest, and nothing else. */
    @ParameterizedTest
    @EnumSource(BlockFormat.class)
    void damagedBlocks(BlockFormat format) {
        Random random = new Random(format.ordinal());
        int faults = 0;
        int rows = 6;
        for (FlatType flat : FlatType.values()) {
            for (UdfType type : List.of(flat, flat.nullable())) {
                BlockCodec codec = BlockCodec.of(format, Signature.of("f(result: " + type + ") -> int8"));
                byte[] sound = codec.write(List.of(column(type, rows, random)), rows);
                for (int i = 0; i < 600; i++) {
                    byte[] damaged = damage(sound, random);
                    try {
                        assertThat(codec.read(new ResultBytes(damaged, type, rows, UdfLimits.standard())).rows()).isEqualTo(
                                rows);
                    } catch (GuestFault e) {
                        assertThat(e.getMessage()).isNotEmpty();
                        faults++;
                    }
                }
            }
        }
        assertThat(faults).isGreaterThan(1000);
    }

    private static Column column(UdfType type, int rows, Random random) {
        ColumnBuilder builder = ColumnBuilder.of(type, rows);
        for (int row = 0; row < rows; row++) {
            if (type.isNullable() && row == 1) {
                builder.addNull();
            } else if (type.flat().storage() == FlatType.Storage.BYTES) {
                byte[] text = "a\"\\\n\t,é'/".substring(random.nextInt(9)).getBytes(StandardCharsets.UTF_8);
                builder.addBytes(text, 0, text.length);
            } else {
                builder.addNumber(type.flat() == FlatType.BOOLEAN ? random.nextInt(2) : random.nextInt(100));
            }
        }
        return builder.build();
    }

    private static byte[] damage(byte[] sound, Random random) {
        List<Byte> bytes = new ArrayList<>();
        for (byte value : sound) {
            bytes.add(value);
        }
        String interesting = "\\\"{}[],:\n\r\t\0N0-.eux\u00c0\u00ff\u00d3\u00c6";
        for (int changes = 1 + random.nextInt(4); changes > 0 && !bytes.isEmpty(); changes--) {
            int at = random.nextInt(bytes.size());
            byte value = random.nextBoolean() ? (byte) random.nextInt() : (byte) interesting.charAt(random.nextInt(interesting
                    .length()));
            switch (random.nextInt(4)) {
                case 0 -> bytes.set(at, value);
                case 1 -> bytes.add(at, value);
                case 2 -> bytes.remove(at);
                default -> bytes.subList(at, bytes.size()).clear();
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bytes.forEach(out::write);
        return out.toByteArray();
    }
}

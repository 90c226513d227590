package dev.vespula.udf.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.udf.BlockCall;
import dev.vespula.udf.Column;
import dev.vespula.udf.Field;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.FunctionKind;
import dev.vespula.udf.OnError;
import dev.vespula.udf.RowError;
import dev.vespula.udf.TableResult;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfException;
import dev.vespula.udf.UdfFunction;
import dev.vespula.udf.UdfTask;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.WasmUdfs;
import dev.vespula.udf.internal.ipc.ArrowFileWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Modules for arrow-udf. The guests give files that were made here: what functions of such modules compute is the business of their
 * libraries.
 */
class ArrowUdfTest {
    private static final UdfType INT = FlatType.INT32.nullable();

    /** The name of a function's export. */
    private static String export(String signature) {
        return "arrowudf_" + Base64.getEncoder().withoutPadding().encodeToString(signature.getBytes(StandardCharsets.UTF_8))
                .replace('+',
                        '$').replace('/', '_');
    }

    private static String data(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte value : bytes) {
            text.append(String.format("\\%02x", value));
        }
        return text.toString();
    }

    private static final String SUPPORT = """
              (global (export "ARROWUDF_VERSION_3_0") i32 (i32.const 0))
              (memory (export "memory") 4)
              (global $heap (mut i32) (i32.const 65536))
              (func (export "alloc") (param i32 i32) (result i32) (local $at i32)
                (local.set $at (global.get $heap))
                (global.set $heap (i32.add (global.get $heap) (i32.and (i32.add (local.get 0) (i32.const 7)) (i32.const -8))))
                (local.get $at))
              (func (export "dealloc") (param i32 i32 i32) (global.set $freed (i32.add (global.get $freed) (i32.const 1))))
              (global $freed (mut i32) (i32.const 0))
              (func $slice (param $out i32) (param $at i32) (param $size i32)
                (i32.store (local.get $out) (local.get $at)) (i32.store offset=4 (local.get $out) (local.get $size)))
            """;

    private static WasmUdfs scalar(String signature, byte[] answer) {
        return WasmUdfs.of(("(module" + SUPPORT + "(data (i32.const 1024) \"" + data(answer) + "\")"
                + "(func (export \"" + export(signature) + "\") (param i32 i32 i32) (result i32)"
                + "  (call $slice (local.get 2) (i32.const 1024) (i32.const " + answer.length + ")) (i32.const 0)))").getBytes(
                        StandardCharsets.UTF_8));
    }

    private static byte[] file(List<Field> fields, Column... columns) {
        return ArrowFileWriter.write(fields, List.of(columns), columns[0].rows());
    }

    @Test
    void aScalarFunction() {
        byte[] answer = file(List.of(new Field("result", INT)), new Column.Ints(INT, 3, new int[] {12, 0, 7}, new byte[] {
            0b101}));
        WasmUdfs udfs = scalar("gcd(int32,int32)->int32", answer);
        assertThat(udfs.functions()).extracting(UdfFunction::toString).containsExactly("gcd(int32?, int32?) -> int32?");
        Column three = Column.of(FlatType.INT32, new int[] {1, 2, 3});
        try (UdfTask task = udfs.newTask()) {
            BlockCall gcd = task.blockCall("gcd");
            assertThat(gcd.takesBlocks()).isTrue();
            assertThat(Values.ofColumn(gcd.call(List.of(three, three), 3))).containsExactly(12, null, 7);
            assertThatThrownBy(() -> gcd.call(List.of(three, three), 2)).isInstanceOfSatisfying(UdfException.class,
                    e -> assertThat(e.kind())
                            .isEqualTo(UdfErrorKind.MALFORMED_RESULT)).hasMessageContaining("3 rows for 2");
        }
    }

    /** A function that returns the file that it was given returns its argument. */
    @Test
    void whatIsGivenArrives() {
        WasmUdfs udfs = WasmUdfs.of(("(module" + SUPPORT + "(func (export \"" + export("same(string)->string")
                + "\") (param i32 i32 i32) (result i32)"
                + "  (call $slice (local.get 2) (local.get 0) (local.get 1)) (i32.const 0)))").getBytes(
                        StandardCharsets.UTF_8));
        try (UdfTask task = udfs.newTask()) {
            assertThat(task.rowCall("same").call("grüße")).isEqualTo("grüße");
            assertThat(task.rowCall("same").call((Object) null)).isNull();
            List<Object> values = Arrays.asList("a", null, "", "ü".repeat(1_000));
            assertThat(Values.ofColumn(task.blockCall("same").call(List.of(Values.column(FlatType.STRING, values)), 4)))
                    .isEqualTo(values);
        }
    }

    @Test
    void rowsThatFailStandInAColumn() {
        byte[] answer = file(List.of(new Field("div", INT), new Field("error", FlatType.STRING.nullable())), new Column.Ints(
                INT, 2, new int[] {
                    4, 0}, new byte[] {1}), Values.column(FlatType.STRING, Arrays.asList(null, "division by zero")));
        Column two = Column.of(FlatType.INT32, new int[] {1, 2});
        List<RowError> errors = new ArrayList<>();
        try (UdfTask task = scalar("div(int32)->int32", answer).onError(OnError.SIDE_OUTPUT).newTask().sideOutput(
                errors::add)) {
            assertThat(Values.ofColumn(task.blockCall("div").call(List.of(two), 2))).containsExactly(4, null);
        }
        assertThat(errors).containsExactly(new RowError("div", 1, UdfErrorKind.GUEST_ERROR, "division by zero"));
        try (UdfTask task = scalar("div(int32)->int32", answer).newTask()) {
            assertThatThrownBy(() -> task.blockCall("div").call(List.of(two), 2)).hasMessage(
                    "function div, row 1: division by zero");
        }
    }

    @Test
    void aTableFunction() {
        byte[] first = file(List.of(new Field("row", INT), new Field("x", INT)), Column.of(FlatType.INT32, new int[] {0, 0}),
                Column.of(
                        FlatType.INT32, new int[] {10, 11}));
        byte[] second = file(List.of(new Field("row", INT), new Field("x", INT)), Column.of(FlatType.INT32, new int[] {2}),
                Column.of(
                        FlatType.INT32, new int[] {30}));
        String next = """
                  (global $calls (mut i32) (i32.const 0))
                  (func (export "record_batch_iterator_next") (param i32 i32)
                    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
                    (if (i32.ne (local.get 0) (i32.const 77)) (then (unreachable)))
                    (call $slice (local.get 1) (i32.const 0) (i32.const 0))
                    (if (i32.eq (global.get $calls) (i32.const 1)) (then (call $slice (local.get 1) (i32.const 1024) (i32.const %d))))
                    (if (i32.eq (global.get $calls) (i32.const 2)) (then (call $slice (local.get 1) (i32.const 8192) (i32.const %d)))))
                  (func (export "record_batch_iterator_drop") (param i32))
                """.formatted(first.length, second.length);
        WasmUdfs udfs = WasmUdfs.of(("(module" + SUPPORT + next + "(data (i32.const 1024) \"" + data(first) + "\")"
                + "(data (i32.const 8192) \"" + data(second) + "\")(func (export \"" + export("series(int32)->>int32")
                + "\") (param i32 i32 i32) (result i32)  (call $slice (local.get 2) (i32.const 77) (i32.const 0)) (i32.const 0)))")
                .getBytes(
                        StandardCharsets.UTF_8));
        assertThat(udfs.function("series").kind()).isEqualTo(FunctionKind.TABLE);
        try (UdfTask task = udfs.newTask()) {
            TableResult result = task.tableCall("series").callBlock(List.of(Column.of(FlatType.INT32, new int[] {2, 0, 1})), 3);
            assertThat(result.size()).isEqualTo(3);
            assertThat(Arrays.copyOf(result.rows(), 3)).containsExactly(0, 0, 2);
            assertThat(result.row(2)).containsExactly(30);
        }
    }

    @Test
    void whatGuestsDoWrong() {
        String name = export("f(int32)->int32");
        String function = "(func (export \"" + name + "\") (param i32 i32 i32) (result i32) ";
        String message = function
                + "(call $slice (local.get 2) (i32.const 16) (i32.const 4)) (i32.const -1))(data (i32.const 16) \"oops\")";
        fails(message, UdfErrorKind.GUEST_ERROR, "oops");
        fails(function + "(call $slice (local.get 2) (i32.const -8) (i32.const -1)) (i32.const 1))", UdfErrorKind.GUEST_ERROR,
                "4294967295");
        fails(function + "(i32.const 0))", UdfErrorKind.MALFORMED_RESULT, "no Arrow file");
        fails(function + "(call $slice (local.get 2) (i32.const 16) (i32.const -1)) (i32.const 0))",
                UdfErrorKind.MALFORMED_RESULT,
                "beyond the memory");
        fails(function + "(call $slice (local.get 2) (i32.const 16) (i32.const 100)) (i32.const 0))",
                UdfErrorKind.MALFORMED_RESULT,
                "no Arrow file");
        fails(function + "(unreachable))", UdfErrorKind.TRAP, "unreachable");
        refused("(module" + SUPPORT.replace("VERSION_3_0", "VERSION_4_0") + ")", "4_0");
        refused("(module (global (export \"ARROWUDF_VERSION_3_0\") i32 (i32.const 0)))", "alloc");
        WasmUdfs odd = WasmUdfs.of(("(module" + SUPPORT + "(func (export \"arrowudf_!!\"))(func (export \"" + export(
                "g(int32[])->int32")
                + "\") (param i32 i32 i32) (result i32) (i32.const 0))(func (export \"" + name + "\")))").getBytes(
                        StandardCharsets.UTF_8));
        assertThat(odd.functions()).isEmpty();
        assertThatThrownBy(() -> odd.function("g")).hasMessageContaining("not flat");
        assertThatThrownBy(() -> odd.function("f")).hasMessageContaining("type");
        byte[] text = file(List.of(new Field("r", FlatType.STRING)), Column.of(FlatType.STRING, new byte[][] {{1}}));
        try (UdfTask task = scalar("h(int32)->int32", text).newTask()) {
            assertThatThrownBy(() -> task.rowCall("h").call(1)).isInstanceOf(UdfException.class).hasMessageContaining("string");
        }
    }

    private static void fails(String function, UdfErrorKind kind, String message) {
        try (UdfTask task = WasmUdfs.of(("(module" + SUPPORT + function + ")").getBytes(StandardCharsets.UTF_8)).newTask()) {
            assertThatThrownBy(() -> task.rowCall("f").call(1)).isInstanceOfSatisfying(UdfException.class, e -> assertThat(e
                    .kind())
                    .isEqualTo(kind)).hasMessageContaining(message);
        }
    }

    private static void refused(String module, String message) {
        assertThatThrownBy(() -> WasmUdfs.of(module.getBytes(StandardCharsets.UTF_8))).isInstanceOfSatisfying(
                UdfException.class,
                e -> assertThat(e.kind()).isEqualTo(UdfErrorKind.MODULE)).hasMessageContaining(message);
    }
}

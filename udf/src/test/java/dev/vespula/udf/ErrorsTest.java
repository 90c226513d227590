package dev.vespula.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Trap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of rows at which functions fail. */
class ErrorsTest {
    @Test
    void aRowThatFailsFailsTheCall() {
        try (UdfTask task = WasmUdfs.of(Guests.NUMBERS).newTask()) {
            RowCall div = task.rowCall("div");
            div.callI32(1, 1);
            assertThatThrownBy(() -> div.callI32(1, 0)).isInstanceOfSatisfying(UdfException.class, e -> {
                assertThat(e.kind()).isEqualTo(UdfErrorKind.TRAP);
                assertThat(e.row()).isEqualTo(1);
            }).hasCauseInstanceOf(Trap.class).hasMessage("function div, row 1: wasm trap: integer divide by zero");
            assertThat(div.callI32(8, 2)).isEqualTo(4);
        }
    }

    @Test
    void aRowThatFailsIsNull() throws Throwable {
        try (UdfTask task = WasmUdfs.of(Guests.NUMBERS).onError(OnError.NULL).newTask()) {
            RowCall div = task.rowCall("div");
            assertThat(div.callI32(1, 0)).isZero();
            assertThat(div.wasNull()).isTrue();
            assertThat(div.call(1, 0)).isNull();
            assertThat(div.setInt(0, 1).setInt(1, 0).run()).isFalse();
            assertThat((int) div.handle().invokeExact(1, 0)).isZero();
            assertThat(div.wasNull()).isTrue();
            assertThat((int) div.handle().invokeExact(9, 3)).isEqualTo(3);
            assertThat(div.wasNull()).isFalse();
        }
    }

    @Test
    void aRowThatFailsGoesAside() {
        List<RowError> errors = new ArrayList<>();
        try (UdfTask task = WasmUdfs.of(Guests.NUMBERS).onError(OnError.SIDE_OUTPUT).newTask().sideOutput(errors::add)) {
            RowCall div = task.rowCall("div");
            for (int i = 0; i < 6; i++) {
                assertThat(div.call(12, i % 3)).isEqualTo(i % 3 == 0 ? null : 12 / (i % 3));
            }
        }
        assertThat(errors).containsExactly(
                new RowError("div", 0, UdfErrorKind.TRAP, "wasm trap: integer divide by zero"),
                new RowError("div", 3, UdfErrorKind.TRAP, "wasm trap: integer divide by zero"));
    }

    @Test
    void afterATrapThereIsAnotherInstance() {
        try (UdfTask task = WasmUdfs.of(Guests.COUNTER).onError(OnError.NULL).newTask()) {
            RowCall next = task.rowCall("next");
            assertThat(next.callI32()).isEqualTo(1);
            assertThat(next.callI32()).isEqualTo(2);
            assertThat(task.rowCall("fail").call()).isNull();
            assertThat(next.callI32()).isEqualTo(1);
            assertThat(next.call()).isEqualTo(2);
        }
    }

    @Test
    void anExceptionOfTheModuleIsAFailureOfTheRow() {
        byte[] module = Guests.text("""
                (module (tag $t (param i32)) (func (export "f") (param i32) (result i32) (throw $t (local.get 0))))
                """);
        try (UdfTask task = WasmUdfs.of(module).newTask()) {
            assertThatThrownBy(() -> task.rowCall("f").callI32(1)).isInstanceOfSatisfying(UdfException.class, e -> assertThat(e
                    .kind())
                    .isEqualTo(UdfErrorKind.TRAP));
        }
    }

    @Test
    void failuresTravel() throws Exception {
        UdfException failure = null;
        try (UdfTask task = WasmUdfs.of(Guests.NUMBERS).newTask()) {
            task.rowCall("div").callI32(1, 0);
        } catch (UdfException e) {
            failure = e;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            UdfException arrived = (UdfException) in.readObject();
            assertThat(arrived).hasMessage(failure.getMessage());
            assertThat(arrived.kind()).isEqualTo(failure.kind());
            assertThat(arrived.row()).isZero();
        }
    }

    @Test
    void aTaskThatIsClosedSaysSo() {
        UdfTask task = WasmUdfs.of(Guests.NUMBERS).newTask();
        RowCall gcd = task.rowCall("gcd");
        gcd.callI64(1, 2);
        long fuel = task.fuelUsed();
        task.close();
        task.close();
        assertThatThrownBy(() -> gcd.callI64(1, 2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> task.rowCall("gcd")).isInstanceOf(IllegalStateException.class);
        assertThat(task.fuelUsed()).isEqualTo(fuel).isPositive();
    }
}

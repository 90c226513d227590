package dev.vespula.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Engine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

/** Functions that are serialized. */
class TravellingTest {
    @Test
    void functionsArriveWithTheirSettings() throws Exception {
        WasmUdfs udfs = WasmUdfs.of(Guests.STRINGS).declare(Guests.STRING_SIGNATURES).name("strings").onError(OnError.NULL)
                .limits(l -> l.fuelPerRow(12_345)).reuse(InstanceReuse.BETWEEN_TASKS);
        WasmUdfs arrived = (WasmUdfs) travel(udfs);
        assertThat(arrived.name()).isEqualTo("strings");
        assertThat(arrived.digest()).isEqualTo(udfs.digest());
        assertThat(arrived.limits()).isEqualTo(udfs.limits());
        assertThat(arrived.onError()).isEqualTo(OnError.NULL);
        assertThat(arrived.functions()).isEqualTo(udfs.functions());
        assertThat(arrived.engine()).isSameAs(udfs.engine());
        try (UdfTask task = arrived.newTask()) {
            assertThat(task.rowCall("upper").call("abc")).isEqualTo("ABC");
        }
    }

    @Test
    void aModuleIsCompiledOnce() throws Exception {
        byte[] module = Guests.text("(module (func (export \"seven\") (result i32) (i32.const 7)))");
        WasmUdfs udfs = WasmUdfs.of(module);
        long before = udfs.engine().stats().modules();
        for (int i = 0; i < 20; i++) {
            WasmUdfs arrived = (WasmUdfs) travel(udfs.limits(l -> l.fuelPerRow(1_000)));
            try (UdfTask task = arrived.newTask()) {
                assertThat(task.rowCall("seven").callI32()).isEqualTo(7);
            }
            WasmUdfs.of(module).declare("seven() -> int16").name("n" + i);
        }
        assertThat(udfs.engine().stats().modules()).isEqualTo(before);
    }

    @Test
    void aModuleOfAnApplicationGoesByItsName() throws Exception {
        WasmUdfs udfs = WasmUdfs.ofResource(TravellingTest.class, "numbers.wat");
        byte[] written = write(udfs);
        assertThat(written.length).isLessThan(2_000);
        try (UdfTask task = ((WasmUdfs) read(written)).newTask()) {
            assertThat(task.rowCall("square").callI64(12)).isEqualTo(144);
        }
        assertThatThrownBy(() -> WasmUdfs.ofResource(TravellingTest.class, "missing.wasm")).isInstanceOfSatisfying(
                UdfException.class,
                e -> assertThat(e.kind()).isEqualTo(UdfErrorKind.MISSING_MODULE)).hasMessageContaining("missing.wasm");
    }

    @Test
    void bytesMayTravelByAnotherWay() throws Exception {
        byte[] module = Guests.text("(module (func (export \"eight\") (result i32) (i32.const 8)))");
        UdfReference reference = (UdfReference) travel(reference(module));
        assertThat(write(reference).length).isLessThan(3_000);
        // Where nobody uses the module it is forgotten, and only then bytes are asked for.
        while (resolves(reference)) {
            System.gc();
        }
        WasmUdfs udfs = reference.resolve(() -> module);
        assertThat(udfs.limits().fuelPerRow()).isEqualTo(99);
        assertThat(udfs.name()).isEqualTo(reference.name()).isEqualTo("eight");
        assertThat(udfs.digest()).isEqualTo(reference.digest());
        try (UdfTask task = ((WasmUdfs) travel(udfs)).newTask()) {
            assertThat(task.rowCall("eight").callI32()).isEqualTo(8);
        }
        assertThat(reference.resolve(() -> {
            throw new AssertionError("known here");
        }).functions()).hasSize(1);
    }

    private static UdfReference reference(byte[] module) {
        return WasmUdfs.of(module).name("eight").limits(l -> l.fuelPerRow(99)).reference();
    }

    private static boolean resolves(UdfReference reference) {
        try {
            reference.resolve(() -> Guests.NUMBERS);
            return true;
        } catch (UdfException e) {
            assertThat(e.kind()).isEqualTo(UdfErrorKind.MISSING_MODULE);
            return false;
        }
    }

    @Test
    void functionsOnAnEngineOfTheirOwnStay() {
        WasmUdfs udfs = WasmUdfs.of(Engine.of(WasmUdfs.config()), Guests.NUMBERS);
        assertThatThrownBy(() -> write(udfs)).isInstanceOf(NotSerializableException.class).hasMessageContaining(
                "WasmUdfs.of(bytes)");
    }

    @Test
    void descriptionsTravel() throws Exception {
        UdfFunction function = Guests.strings().function("pick");
        assertThat(travel(function)).isEqualTo(function);
        RowError error = new RowError("f", 3, UdfErrorKind.TRAP, "x");
        assertThat(travel(error)).isEqualTo(error);
    }

    private static Object travel(Object object) throws Exception {
        return read(write(object));
    }

    private static byte[] write(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws Exception {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }
}

package dev.vespula.flink.internal.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.CallOutcome;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.OutOfFuel;
import dev.vespula.Snapshot;
import dev.vespula.Store;
import dev.vespula.SuspendedCall;
import dev.vespula.flink.EventType;
import dev.vespula.flink.GuestErrorKind;
import dev.vespula.flink.GuestException;
import dev.vespula.flink.GuestLimits;
import dev.vespula.text.Wat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

/** What comes of bytes in the state that no guest has written. */
class HostileStateTest {
    private static final byte[] BYTES = Wat.parse("""
            (module
              (import "events" "next" (func $next (result i64)))
              (import "events" "time" (func $time (result i64)))
              (import "events" "kind" (func $kind (result i32)))
              (import "events" "emit" (func $emit (param i64)))
              (memory (export "memory") 1)
              (func (export "run") (local i64)
                (loop $again
                  (local.set 0 (i64.add (local.get 0) (call $next)))
                  (i64.store (i32.const 0) (local.get 0))
                  (call $emit (local.get 0))
                  (br $again)))
              (func (export "other") (drop (call $kind)))
              (func (export "twin") (drop (call $time)))
              (func (export "long") (loop $ever (br $ever))))""");
    private static final GuestIdentity IDENTITY = new GuestIdentity(GuestModule.digest(BYTES), GuestModule.settings());
    private static final Module MODULE = GuestModule.find(IDENTITY.digest(), BYTES);
    private static final GuestStateSerializer SERIALIZER = new GuestStateSerializer(IDENTITY);

    private final List<Long> outputs = new ArrayList<>();
    private final GuestRunner runner = new GuestRunner(MODULE, EventType.I64, EventType.I64, GuestLimits.standard()
            .fuelPerEvent(10_000), 10,
            new Outputs(outputs), new GuestMeters(new UnregisteredMetricsGroup()));

    private static byte[] write(GuestState guest) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        SERIALIZER.serialize(guest, out);
        return out.getCopyOfBuffer();
    }

    private static GuestState read(byte[] bytes) throws IOException {
        return SERIALIZER.deserialize(new DataInputDeserializer(bytes));
    }

    private byte[] sample() throws Exception {
        GuestState guest = runner.deliver(null, 5L);
        return write(runner.deliver(guest, 6L));
    }

    @Test
    void whatIsWrittenIsReadAndCopied() throws Exception {
        byte[] bytes = sample();
        GuestState guest = read(bytes);
        assertThat(write(guest)).isEqualTo(bytes);
        runner.deliver(guest, 1L);
        assertThat(outputs).containsExactly(5L, 11L, 12L);
        DataOutputSerializer copied = new DataOutputSerializer(64);
        SERIALIZER.copy(new DataInputDeserializer(bytes), copied);
        assertThat(copied.getCopyOfBuffer()).isEqualTo(bytes);
    }

    @Test
    void aCopyGoesOnAndTheOriginalIsWhatItWas() throws Exception {
        GuestState original = runner.deliver(null, 5L);
        GuestState copy = SERIALIZER.copy(original);
        runner.deliver(copy, 10L);
        byte[] before = write(original);
        runner.deliver(original, 1L);
        assertThat(outputs).containsExactly(5L, 15L, 6L);
        runner.deliver(read(before), 2L);
        assertThat(outputs).endsWith(7L);
    }

    @Test
    void bytesThatEndTooEarly() throws Exception {
        byte[] bytes = sample();
        for (int length = 0; length < bytes.length; length += length < 40 ? 1 : 61) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
            DataOutputSerializer out = new DataOutputSerializer(64);
            assertThatThrownBy(() -> SERIALIZER.copy(new DataInputDeserializer(cut), out)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void lengthsThatAreAnnouncedAreNotBelieved() throws Exception {
        for (int length : new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE - 8, 1 << 30, -1, Integer.MIN_VALUE}) {
            DataOutputSerializer out = new DataOutputSerializer(64);
            out.writeByte(1);
            out.writeLong(0);
            out.writeInt(length);
            assertThatThrownBy(() -> read(out.getCopyOfBuffer())).isInstanceOf(IOException.class);
        }
        DataOutputSerializer later = new DataOutputSerializer(64);
        later.writeByte(2);
        assertThatThrownBy(() -> read(later.getCopyOfBuffer())).isInstanceOf(IOException.class).hasMessageContaining("form 2");
    }

    @Test
    void bytesThatWereChanged() throws Exception {
        byte[] bytes = sample();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2_000; i++) {
            byte[] changed = bytes.clone();
            // The first ones are Flink's side: form, fuel, length.
            int at = random.nextInt(13, bytes.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> runner.deliver(read(changed), 1L)).as("byte %s", at).isInstanceOfSatisfying(
                    GuestException.class,
                    e -> assertThat(e.kind()).isIn(GuestErrorKind.CORRUPT_STATE, GuestErrorKind.OTHER_MODULE));
        }
    }

    /** Snapshots that are whole, and were made of something else than a guest that waits. */
    @Test
    void snapshotsThatAreNoGuests() throws Exception {
        Linker<Void> linker = GuestImports.linker(MODULE.engine(), EventType.I64, EventType.I64, new Outputs(outputs));
        linker.allowShadowing();
        for (String name : List.of("time", "kind")) {
            linker.func("events", name, GuestImports.types(EventType.I64, EventType.I64).get(name), (caller, args) -> {
                throw caller.suspend(null);
            });
        }
        Store<Void> store = new Store<>(MODULE.engine());
        store.setFuel(1_000);
        Instance instance = linker.instantiate(store, MODULE);
        assertRefused(Snapshot.of(instance), GuestErrorKind.CORRUPT_STATE);
        assertRefused(Snapshot.of((SuspendedCall) instance.func("other").callResumable()), GuestErrorKind.CORRUPT_STATE);
        CallOutcome endless = instance.func("long").callResumable();
        assertThat(endless).isInstanceOf(OutOfFuel.class);
        assertRefused(Snapshot.of((SuspendedCall) endless), GuestErrorKind.CORRUPT_STATE);

        Module another = Module.of(MODULE.engine(), Wat.parse(
                "(module (import \"events\" \"next\" (func (result i64))) (export \"run\" (func 0)))"));
        assertRefused(Snapshot.of(linker.instantiate(new Store<>(MODULE.engine()), another)), GuestErrorKind.OTHER_MODULE);

        // One that waits in a function of the same type is told what it did not ask for, and can do no more than any guest.
        store.setFuel(1_000);
        GuestState twin = frozen(Snapshot.of((SuspendedCall) instance.func("twin").callResumable()));
        assertThat(runner.deliver(twin, 1L)).isNull();
    }

    private void assertRefused(Snapshot snapshot, GuestErrorKind kind) throws IOException {
        GuestState guest = frozen(snapshot);
        assertThatThrownBy(() -> runner.deliver(guest, 1L)).isInstanceOfSatisfying(GuestException.class,
                e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static GuestState frozen(Snapshot snapshot) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        snapshot.write(out);
        return GuestState.frozen(out.toByteArray(), 0);
    }

    /** Keeps numbers. */
    private record Outputs(List<Long> numbers) implements Turn {
        @Override
        public int kind() {
            return EVENT;
        }

        @Override
        public long time() {
            return NO_TIME;
        }

        @Override
        public long watermark() {
            return NO_TIME;
        }

        @Override
        public byte[] bytes() {
            return new byte[0];
        }

        @Override
        public void setTimer(int kind, long time) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void deleteTimer(int kind, long time) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void emit(long value) {
            numbers.add(value);
        }

        @Override
        public void emit(double value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void emit(byte[] value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void emitTo(int output, byte[] value) {
            throw new UnsupportedOperationException();
        }
    }
}

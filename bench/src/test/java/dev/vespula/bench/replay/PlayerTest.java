package dev.vespula.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vespula.Engine;
import dev.vespula.text.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces that are written here, and what must be noticed when a program does something else than they say. */
class PlayerTest {
    private static final int PAGE = 65_536;

    private final Engine engine = Engine.create();

    @TempDir
    private Path folder;

    @BeforeEach
    void theModuleIsThere() throws IOException {
        Files.write(folder.resolve("t.m0.wasm"), Wat.parse("""
                (module
                  (import "host" "ask" (func $ask (param i32 i64) (result i32)))
                  (import "host" "show" (func $show (param externref f64)))
                  (import "host" "memory" (memory 1))
                  (import "host" "level" (global $level (mut i32)))
                  (import "host" "lost" (tag $lost (param i32)))
                  (table (export "table") 2 funcref)
                  (elem (i32.const 0) $half)
                  (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
                  (func $half (param f64) (result f64) (f64.div (local.get 0) (f64.const 2)))
                  (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))
                  (func (export "store") (param i32 i32) (i32.store (local.get 0) (local.get 1)))
                  (func (export "asking") (param i32) (result i32) (call $ask (local.get 0) (i64.const -1)))
                  (func (export "showing") (param externref) (call $show (local.get 0) (f64.const 0.5)))
                  (func (export "same") (param externref) (result externref) (local.get 0))
                  (func (export "getHalf") (result funcref) (table.get (i32.const 0)))
                  (func (export "level") (result i32) (global.get $level))
                  (func (export "losing") (throw $lost (i32.const 1)))
                  (func (export "fail") unreachable))
                """));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    /** A trace that begins with everything that the module imports, and an instance of it. */
    private static TraceBuilder instance() {
        return new TraceBuilder()
                .tag(Event.MEMORY).ints(0, 1, -1).tag(0)
                .tag(Event.GLOBAL).ints(0).text("i32").tag(1).ints(5)
                .tag(Event.TAG).ints(0, 1).text("i32")
                .tag(Event.INSTANCE).ints(0, 0, 5)
                .tag(Event.OF_HOST).tag(Event.OF_HOST)
                .tag(Event.FROM_MEMORIES).ints(0).tag(Event.FROM_GLOBALS).ints(0).tag(Event.FROM_TAGS).ints(0)
                .tag(Event.INSTANTIATED);
    }

    private void play(byte[] trace) throws IOException {
        Files.write(folder.resolve("t.trace"), trace);
        Player player = new Player(engine, folder.resolve("t"));
        player.run(Runnable::run);
        // Nothing of the first run is left in the second one.
        player.run(Runnable::run);
    }

    private void diverges(TraceBuilder trace, String... words) {
        assertThatExceptionOfType(Divergence.class).isThrownBy(() -> play(trace.end()))
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    private static int sumOfMemory(int at, int value) {
        byte[] memory = new byte[PAGE];
        memory[at] = (byte) value;
        CRC32 crc = new CRC32();
        crc.update(memory);
        return (int) crc.getValue();
    }

    @Test
    void resultsAreCompared() throws IOException {
        play(instance().call("add").ints(2, 3).tag(Event.RETURNED).ints(5).end());
        diverges(instance().call("add").ints(2, 3).tag(Event.RETURNED).ints(6), "result 0", "expected 6, got 5");
    }

    @Test
    void functionsInTablesAreCalledByTheirPlace() throws IOException {
        TraceBuilder trace = instance().tag(Event.TAKEN).tag(Event.OF_TABLE).ints(0, 0).text("table");
        play(trace.tag(Event.CALL).tag(1).ints(0, 0).float64(3).tag(Event.RETURNED).float64(1.5).call("getHalf")
                .tag(Event.RETURNED).ints(-2).tag(1).ints(0, 0).end());
    }

    @Test
    void hostFunctionsDoWhatWasRecorded() throws IOException {
        // The host writes memory and calls an export again before it answers.
        play(instance().call("asking").ints(7)
                .tag(Event.HOST_CALL).ints(0, 0).ints(7).int64(-1)
                .tag(Event.WRITE).ints(0, 1, 16, 4).ints(42)
                .call("load").ints(16).tag(Event.RETURNED).ints(42)
                .tag(Event.HOST_RETURNED).ints(8)
                .tag(Event.RETURNED).ints(8).end());
    }

    @Test
    void argumentsOfHostFunctionsAreCompared() {
        diverges(instance().call("asking").ints(7).tag(Event.HOST_CALL).ints(0, 0).ints(7).int64(1), "host.ask",
                "expected 1, got -1");
        diverges(instance().call("asking").ints(7).tag(Event.HOST_CALL).ints(0, 1), "calls host.ask");
        diverges(instance().call("asking").ints(7).tag(Event.RETURNED).ints(1), "calls host.ask");
    }

    @Test
    void referencesAreTheSameOnes() throws IOException {
        play(instance().call("same").reference(3, "object").tag(Event.RETURNED).reference(3, "object")
                .call("same").ints(-1).tag(Event.RETURNED).ints(-1)
                .call("showing").reference(4, "other")
                .tag(Event.HOST_CALL).ints(0, 1).reference(4, "other").float64(0.5).tag(Event.HOST_RETURNED)
                .tag(Event.RETURNED).end());
        diverges(instance().call("same").reference(3, "a").tag(Event.RETURNED).reference(3, "a")
                .call("same").reference(4, "b").tag(Event.RETURNED).reference(3, "a"), "expected reference 3");
        diverges(instance().call("same").ints(-1).tag(Event.RETURNED).reference(3, "a"), "expected a reference, got null");
        diverges(instance().call("same").reference(3, "a").tag(Event.RETURNED).ints(-1), "expected null");
    }

    @Test
    void memoriesAreCompared() throws IOException {
        play(instance().call("store").ints(100, 9).tag(Event.RETURNED)
                .tag(Event.CHECKSUM).ints(0).int64(PAGE).ints(sumOfMemory(100, 9)).end());
        diverges(instance().call("store").ints(100, 9).tag(Event.RETURNED)
                .tag(Event.CHECKSUM).ints(0).int64(PAGE).ints(sumOfMemory(100, 8)), "holds something else");
        diverges(instance().tag(Event.GROW_MEMORY).ints(0, 1).tag(Event.CHECKSUM).ints(0).int64(PAGE).ints(0),
                "memory of 131072 bytes, expected 65536");
    }

    @Test
    void memoriesMayBeLeftOut() throws IOException {
        Files.write(folder.resolve("t.trace"), instance().tag(Event.CHECKSUM).ints(0).int64(PAGE).ints(1).end());
        new Player(engine, folder.resolve("t")).run(comparison -> {});
    }

    @Test
    void theHostChangesGlobalsAndTables() throws IOException {
        play(instance().call("level").tag(Event.RETURNED).ints(5)
                .tag(Event.SET_GLOBAL).ints(0).tag(1).ints(6)
                .call("level").tag(Event.RETURNED).ints(6)
                .tag(Event.TAKEN).tag(Event.OF_TABLE).ints(0, 0).text("table")
                .tag(Event.GROW_TABLE).ints(0, 1).ints(-1)
                .tag(Event.SET_TABLE).ints(0, 2).ints(-2).tag(0).ints(0).text("level")
                .tag(Event.CALL).tag(1).ints(0, 2).tag(Event.RETURNED).ints(6).end());
    }

    @Test
    void exceptionsAreOfTheKindThatWasRecorded() throws IOException {
        play(instance().call("fail").tag(Event.THREW).tag(0).text("unreachable")
                .call("losing").tag(Event.THREW).tag(1)
                .call("asking").ints(7).tag(Event.HOST_CALL).ints(0, 0).ints(7).int64(-1).tag(Event.HOST_THREW).tag(2)
                .tag(Event.THREW).tag(2).end());
        diverges(instance().call("fail").tag(Event.RETURNED), "threw, expected 11");
        diverges(instance().call("fail").tag(Event.THREW).tag(1), "threw something else");
        diverges(instance().call("level").tag(Event.THREW).tag(0).text("unreachable"), "returned, expected 12");
    }

    @Test
    void whatIsNoTraceIsRefused() {
        diverges(new TraceBuilder().tag(0x77), "event 77 at byte 0");
        diverges(instance().tag(Event.RETURNED), "ends 11, expected ff");
    }
}

package dev.vespula.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.OutOfFuel;
import dev.vespula.Snapshot;
import dev.vespula.SnapshotException;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.Trap;
import dev.vespula.WasmThrown;
import dev.vespula.conformance.TestedTiers;
import dev.vespula.text.Wat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** References in the frames of a snapshot are exchanged for others, one by one; the hash is right. */
class ForgedFramesTest {
    private static final int FUEL = 35;
    private static final int REFERENCES = 8;
    /** The slots of the frames and what is written behind them. */
    private static final int BYTES = 60;

    /** Fuel runs out where the frame has references of four kinds, in locals and in operands. */
    private static final byte[] PROGRAM = Wat.parse("""
            (module
              (type $s (struct (field (mut i32)))) (type $a (array (mut i32))) (type $f (func (param i32) (result i32)))
              (elem declare func $f)
              (func $f (type $f) (i32.add (local.get 0) (i32.const 1)))
              (func $use (param (ref $s) (ref $a) (ref $f)) (result i32) (local $i i32)
                (loop (local.set $i (i32.add (local.get $i) (i32.const 1))) (br_if 0 (i32.lt_u (local.get $i) (i32.const 9))))
                (struct.set $s 0 (local.get 0) (i32.const 7))
                (array.set $a (local.get 1) (i32.const 0) (i32.const 7))
                (call_ref $f (i32.const 1) (local.get 2)))
              (func (export "main") (param externref) (result i32) (local $s (ref null $s)) (local $f (ref null $f))
                (local.set $s (struct.new $s (i32.const 1))) (local.set $f (ref.func $f))
                (array.new $a (i32.const 1) (i32.const 4)) (struct.new $s (i32.const 2))
                (call $use (ref.as_non_null (local.get $s)) (array.new $a (i32.const 3) (i32.const 4))
                  (ref.as_non_null (local.get $f)))
                (struct.set $s 0)
                (array.get $a (i32.const 0))
                (i32.add (struct.get $s 0 (local.get $s)))
                (i32.add (call_ref $f (i32.const 1) (local.get $f)))))""");

    private static Engine engine(Tier tier) {
        return Engine.of(TestedTiers.config().with(Feature.GC).withTier(tier).withFuel(Config.FuelMetering.ON));
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void areRefusedOrOfTheTypesThatTheCodeExpects(Tier tier) throws IOException {
        byte[] snapshot = saved();
        byte[] content = SnapshotContent.of(snapshot);
        int refused = 0;
        int continued = 0;
        try (Engine engine = engine(tier)) {
            Module module = Module.of(engine, PROGRAM);
            for (int at = content.length - BYTES; at < content.length; at++) {
                for (byte reference = 0; reference < REFERENCES; reference++) {
                    byte[] forged = content.clone();
                    forged[at] = reference;
                    try {
                        Store<Void> store = new Store<>(engine);
                        OutOfFuel paused = (OutOfFuel) Snapshot
                                .read(new ByteArrayInputStream(SnapshotContent.replaced(snapshot, forged)))
                                .restore(store, new Linker<Void>(engine), module).call().orElseThrow();
                        store.setFuel(10_000);
                        paused.resume();
                        continued++;
                    } catch (SnapshotException e) {
                        refused++;
                    } catch (Trap | WasmThrown possible) {
                        continued++;
                    }
                }
            }
        }
        assertThat(refused).isPositive();
        assertThat(continued).isPositive();
    }

    private static byte[] saved() throws IOException {
        try (Engine engine = engine(Tier.INTERPRETER)) {
            Store<Void> store = new Store<>(engine);
            store.setFuel(10_000);
            Instance instance = new Linker<Void>(engine).instantiate(store, Module.of(engine, PROGRAM));
            instance.func("main").call((Object) null);
            store.setFuel(FUEL);
            OutOfFuel paused = (OutOfFuel) instance.func("main").callResumable((Object) null);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Snapshot.of(paused).write(out);
            return out.toByteArray();
        }
    }
}

package dev.vespula.conformance.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Module;
import dev.vespula.ReferenceCodec;
import dev.vespula.Snapshot;
import dev.vespula.SnapshotException;
import dev.vespula.SnapshotException.Reason;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentFunc;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.ComponentOutcome;
import dev.vespula.component.ComponentSnapshot;
import dev.vespula.component.HostResource;
import dev.vespula.component.PausedComponentCall;
import dev.vespula.component.ResourceCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Instances of components and paused calls as data. */
class ComponentSnapshotTest {
    /**
     * An outer component with an inner one: {@code run(text, items)} gets a host's file and a resource of the inner component, lends
     * both to the inner one, which asks the host and gives back a string; what it keeps is dropped at the next call.
     */
    private static final String PROGRAM = """
            (component
              (import "my:app/files" (instance $files
                (export "file" (type $file (sub resource)))
                (export "open" (func (param "name" string) (result (own $file))))
                (export "read" (func (param "f" (borrow $file)) (result string)))))
              (alias export $files "file" (type $file))
              (component $inner
                (import "file" (type $file (sub resource)))
                (import "read" (func $read (param "f" (borrow $file)) (result string)))
                %1$s
                (core module $d
                  (memory (export "m") 1)
                  (func (export "dtor") (param i32)
                    (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (local.get 0)))))
                (core instance $d (instantiate $d))
                (type $box (resource (rep i32) (dtor (func $d "dtor"))))
                (core func $read (canon lower (func $read) (memory $mem) (realloc $realloc)))
                (core func $dropfile (canon resource.drop $file))
                (core func $newbox (canon resource.new $box))
                (core module $m
                  (import "libc" "mem" (memory 0))
                  (import "" "read" (func $read (param i32 i32)))
                  (import "" "drop" (func $drop (param i32)))
                  (import "" "new" (func $new (param i32) (result i32)))
                  (import "d" "m" (memory $destroyed 1))
                  (func (export "make") (param i32) (result i32) (call $new (local.get 0)))
                  (func (export "destroyed") (result i32) (i32.load $destroyed (i32.const 0)))
                  (func (export "work") (param $file i32) (param $box i32) (param $p i32) (param $n i32) (result i32)
                    (call $read (local.get $file) (i32.const 16))
                    (call $drop (local.get $file))
                    (i32.store8 (i32.load (i32.const 16)) (i32.add (i32.const 48) (local.get $box)))
                    (i32.const 16)))
                (core instance $i (instantiate $m (with "libc" (instance $libc)) (with "d" (instance $d)) (with "" (instance
                  (export "read" (func $read)) (export "drop" (func $dropfile)) (export "new" (func $newbox))))))
                (export $box' "box" (type $box))
                (func (export "make") (param "n" u32) (result (own $box')) (canon lift (core func $i "make")))
                (func (export "destroyed") (result u32) (canon lift (core func $i "destroyed")))
                (func (export "work") (param "f" (borrow $file)) (param "b" (borrow $box')) (param "items" (list u8)) (result string)
                  (canon lift (core func $i "work") (memory $mem) (realloc $realloc))))
              (instance $inner (instantiate $inner (with "file" (type $file)) (with "read" (func $files "read"))))
              (component $user
                (import "file" (type $file (sub resource)))
                (import "open" (func $open (param "name" string) (result (own $file))))
                (import "inner" (instance $inner
                  (export "box" (type $box (sub resource)))
                  (export "make" (func (param "n" u32) (result (own $box))))
                  (export "work" (func (param "f" (borrow $file)) (param "b" (borrow $box)) (param "items" (list u8)) (result string)))))
                (alias export $inner "box" (type $box))
                %1$s
                (core func $open (canon lower (func $open) (memory $mem) (realloc $realloc)))
                (core func $make (canon lower (func $inner "make")))
                (core func $work (canon lower (func $inner "work") (memory $mem) (realloc $realloc)))
                (core func $dropfile (canon resource.drop $file))
                (core func $dropbox (canon resource.drop $box))
                (core module $m
                  (import "libc" "mem" (memory 0))
                  (import "" "open" (func $open (param i32 i32) (result i32)))
                  (import "" "make" (func $make (param i32) (result i32)))
                  (import "" "work" (func $work (param i32 i32 i32 i32 i32)))
                  (import "" "drop-file" (func $drop-file (param i32)))
                  (import "" "drop-box" (func $drop-box (param i32)))
                  (global $file (mut i32) (i32.const 0))
                  (func (export "run") (param $p i32) (param $n i32) (param $q i32) (param $m i32) (result i32)
                    (local $box i32)
                    (if (global.get $file) (then (call $drop-file (global.get $file))))
                    (global.set $file (call $open (local.get $p) (local.get $n)))
                    (local.set $box (call $make (local.get $m)))
                    (call $work (global.get $file) (local.get $box) (local.get $q) (local.get $m) (i32.const 16))
                    (call $drop-box (local.get $box))
                    (i32.const 16)))
                (core instance $i (instantiate $m (with "libc" (instance $libc)) (with "" (instance
                  (export "open" (func $open)) (export "make" (func $make)) (export "work" (func $work))
                  (export "drop-file" (func $dropfile)) (export "drop-box" (func $dropbox))))))
                (func (export "run") (param "name" string) (param "items" (list u8)) (result string)
                  (canon lift (core func $i "run") (memory $mem) (realloc $realloc))))
              (instance $user (instantiate $user (with "file" (type $file)) (with "open" (func $files "open"))
                (with "inner" (instance $inner))))
              (export "run" (func $user "run"))
              (export "inner" (instance $inner)))
            """.formatted(ComponentText.LIBC);
    private static final ResourceCodec<StringBuilder> CODEC = new ResourceCodec<>() {
        @Override
        public void write(StringBuilder resource, DataOutput out) throws IOException {
            out.writeUTF(resource.toString());
        }

        @Override
        public StringBuilder read(DataInput in) throws IOException {
            return new StringBuilder(in.readUTF());
        }
    };

    /** An engine with its linker, as another process has it. */
    private static final class World {
        final ComponentText text;
        final HostResource file;
        final Component component;

        World(Config config, boolean pauses) {
            this(config, pauses, HostResource.of("file", StringBuilder.class, file -> {}, CODEC));
        }

        World(Config config, boolean pauses, HostResource given) {
            text = new ComponentText(config);
            file = given;
            text.linker.instance("my:app/files").resource("file", file).func("open", (call, args) -> new StringBuilder(args[0]
                    + ":"))
                    .func("read", (call, args) -> {
                        if (pauses) {
                            throw call.suspend(args[0].toString());
                        }
                        return "?" + args[0];
                    });
            if (config.isMetered()) {
                text.store.setFuel(1_000_000_000);
            }
            component = text.component(PROGRAM);
        }

        Store<Void> store() {
            Store<Void> store = new Store<>(text.engine);
            if (text.engine.config().isMetered()) {
                store.setFuel(1_000_000_000);
            }
            return store;
        }

        ComponentInstance instance() {
            return text.linker.instantiate(text.store, component);
        }

        ComponentSnapshot.Restored restore(ComponentSnapshot snapshot) {
            return snapshot.restore(text.store, text.linker, component, ReferenceCodec.VALUES);
        }
    }

    private static Config metered() {
        return new Config().withFuel(Config.FuelMetering.ON);
    }

    static byte[] bytes(ComponentSnapshot snapshot) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            snapshot.write(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    static ComponentSnapshot read(byte[] bytes) {
        try {
            return ComponentSnapshot.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ComponentSnapshot moved(ComponentSnapshot snapshot) {
        return read(bytes(snapshot));
    }

    private static Object finish(ComponentOutcome outcome) {
        assertThat(outcome).isInstanceOf(ComponentOutcome.Finished.class);
        return ((ComponentOutcome.Finished) outcome).result();
    }

    @Test
    void idleInstancesGoOnElsewhere() {
        World here = new World(new Config(), false);
        ComponentInstance instance = here.instance();
        assertThat(instance.func("run").call("a", new byte[3])).isEqualTo("3a:");
        ComponentSnapshot snapshot = moved(ComponentSnapshot.of(instance));
        assertThat(snapshot.hasCall()).isFalse();
        for (int i = 0; i < 2; i++) {
            World there = new World(new Config(), false);
            ComponentInstance again = there.restore(snapshot).instance();
            assertThat(again.func("inner", "destroyed").call()).isEqualTo(3L);
            assertThat(again.func("run").call("b", new byte[4])).isEqualTo("4b:");
            assertThat(again.func("inner", "destroyed").call()).isEqualTo(7L);
        }
        assertThat(instance.func("inner", "destroyed").call()).isEqualTo(3L);
    }

    @Test
    void callsThatWaitForTheHostGoOnElsewhere() {
        World here = new World(new Config(), true);
        PausedComponentCall.InHost paused = (PausedComponentCall.InHost) here.instance().func("run").callResumable("a",
                new byte[5]);
        assertThat(paused.payload()).isEqualTo("a:");
        ComponentSnapshot snapshot = moved(ComponentSnapshot.of(paused, ReferenceCodec.VALUES));
        World there = new World(new Config(), true);
        ComponentSnapshot.Restored restored = there.restore(snapshot);
        PausedComponentCall.InHost again = (PausedComponentCall.InHost) restored.call().orElseThrow();
        assertThat(again.payload()).isEqualTo("a:");
        assertThatThrownBy(() -> restored.instance().func("run").call("b", new byte[0])).isInstanceOfSatisfying(Trap.class,
                trap -> assertThat(trap.code()).isEqualTo(TrapCode.CANNOT_ENTER_COMPONENT));
        assertThatThrownBy(() -> again.resume(7)).isInstanceOf(IllegalArgumentException.class);
        ComponentSnapshot twice = moved(ComponentSnapshot.of(again, ReferenceCodec.VALUES));
        assertThat(finish(again.resume("xółw"))).isEqualTo("5ółw");
        assertThat(restored.instance().func("inner", "destroyed").call()).isEqualTo(5L);
        World third = new World(new Config(), true);
        assertThat(finish(((PausedComponentCall.InHost) third.restore(twice).call().orElseThrow()).resume("-"))).isEqualTo("5");
        // The call of which the snapshot was made can go on, too.
        assertThat(finish(paused.resume("--"))).isEqualTo("5-");
        assertThatThrownBy(() -> ComponentSnapshot.of(paused)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void eachPlaceWhereFuelEndsCanBeSaved() {
        World here = new World(metered(), false);
        World there = new World(metered(), false);
        ComponentFunc run = here.instance().func("run");
        run.call("a", new byte[1]);
        long before = here.text.store.fuel();
        assertThat(run.call("text", new byte[6])).isEqualTo("6text:");
        long cost = before - here.text.store.fuel();
        assertThat(cost).isBetween(50L, 5000L);
        int saved = 0;
        for (long fuel = 0; fuel < cost; fuel++) {
            Store<Void> store = here.store();
            ComponentInstance instance = here.text.linker.instantiate(store, here.component);
            instance.func("run").call("a", new byte[1]);
            store.setFuel(fuel);
            ComponentOutcome outcome;
            try {
                outcome = instance.func("run").callResumable("text", new byte[6]);
            } catch (Trap trap) {
                // While the host asked for room, or read the result.
                assertThat(trap.code()).isEqualTo(TrapCode.OUT_OF_FUEL);
                continue;
            }
            saved++;
            ComponentSnapshot snapshot = moved(ComponentSnapshot.of((PausedComponentCall) outcome));
            ComponentSnapshot.Restored restored = snapshot.restore(there.store(), there.text.linker, there.component);
            PausedComponentCall.NeedsFuel again = (PausedComponentCall.NeedsFuel) restored.call().orElseThrow();
            assertThat(finish(again.resume())).as("with fuel " + fuel).isEqualTo("6text:");
            assertThat(restored.instance().func("inner", "destroyed").call()).isEqualTo(7L);
            assertThat(restored.instance().func("run").call("b", new byte[2])).isEqualTo("2b:");
        }
        assertThat(saved).isGreaterThan(20);
    }

    private static void assertRefused(ThrowingCallable attempt, Reason reason) {
        assertThatThrownBy(attempt).isInstanceOfSatisfying(SnapshotException.class, refused -> assertThat(refused.reason()).as(
                refused.getMessage()).isEqualTo(reason));
    }

    @Test
    void whatCannotBeSavedIsRefusedAtOnce() {
        HostResource plain = HostResource.of("file", StringBuilder.class, file -> {});
        World bare = new World(new Config(), false, plain);
        ComponentInstance instance = bare.instance();
        ComponentSnapshot.of(instance);
        instance.func("run").call("a", new byte[1]);
        assertRefused(() -> ComponentSnapshot.of(instance), Reason.UNSUPPORTED_STATE);

        World pausing = new World(new Config(), true);
        ComponentInstance waiting = pausing.instance();
        PausedComponentCall.InHost paused = (PausedComponentCall.InHost) waiting.func("run").callResumable("a", new byte[1]);
        assertRefused(() -> ComponentSnapshot.of(waiting), Reason.UNSUPPORTED_STATE);
        assertRefused(() -> ComponentSnapshot.of(paused), Reason.UNSUPPORTED_STATE);

        World linked = new World(new Config(), false);
        ComponentInstance first = linked.instance();
        linked.text.linker.root().define("run", first.func("run"));
        ComponentInstance second = linked.text.instantiate("""
                (component
                  (import "run" (func $run (param "name" string) (param "items" (list u8)) (result string)))
                  %s
                  (core func $lowered (canon lower (func $run) (memory $mem) (realloc $realloc)))
                  (core module $m (import "" "run" (func (param i32 i32 i32 i32 i32))))
                  (core instance (instantiate $m (with "" (instance (export "run" (func $lowered)))))))
                """.formatted(ComponentText.LIBC));
        assertRefused(() -> ComponentSnapshot.of(second), Reason.UNSUPPORTED_STATE);
        ComponentSnapshot.of(first);
    }

    @Test
    void instancesCannotBeSavedWhileTheyRun() {
        ComponentText text = new ComponentText();
        List<ComponentInstance> instances = new ArrayList<>();
        text.linker.func("ask", (call, args) -> {
            assertRefused(() -> ComponentSnapshot.of(instances.get(0)), Reason.UNSUPPORTED_STATE);
            return "x";
        });
        instances.add(text.instantiate(AsyncComponentTest.TWICE));
        assertThat(instances.get(0).func("run").call("a")).isEqualTo("x");
        ComponentSnapshot.of(instances.get(0));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        ComponentSnapshot snapshot = ComponentSnapshot.of(new World(new Config(), false).instance());
        World there = new World(new Config(), false);
        assertRefused(() -> snapshot.restore(there.text.store, there.text.linker, there.text.component("(component)")),
                Reason.WRONG_MODULE);
        ComponentLinker<Void> empty = new ComponentLinker<>(there.text.engine);
        assertRefused(() -> snapshot.restore(there.text.store, empty, there.component), Reason.WRONG_IMPORT);
        assertRefused(() -> read(plainSnapshot()), Reason.NOT_A_SNAPSHOT);
        assertThatThrownBy(() -> snapshot.with("vespula:component", new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThat(moved(snapshot.with("mine", new byte[] {1})).core().attachment("mine")).hasValue(new byte[] {1});
    }

    private static byte[] plainSnapshot() {
        Engine engine = Engine.create();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Snapshot.of(Instance.of(new Store<>(engine), Module.of(engine, new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0}), List
                    .of()))
                    .write(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    @Test
    void damagedSnapshotsAreRefused() {
        World here = new World(new Config(), true);
        byte[] bytes = bytes(ComponentSnapshot.of((PausedComponentCall) here.instance().func("run").callResumable("a",
                new byte[5]),
                ReferenceCodec.VALUES));
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> read(damaged)).isInstanceOf(SnapshotException.class);
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            assertThatThrownBy(() -> read(cut)).isInstanceOf(SnapshotException.class);
        }
    }

    /** Sections that were changed by somebody who made a new checksum, too. */
    @Test
    void forgedSectionsGiveOnlyDocumentedExceptions() {
        World here = new World(new Config(), true);
        Snapshot core = ComponentSnapshot.of((PausedComponentCall) here.instance().func("run").callResumable("a", new byte[5]),
                ReferenceCodec.VALUES).core();
        byte[] section = core.attachment("vespula:component").orElseThrow();
        World there = new World(new Config(), true);
        Random random = new Random(7);
        int restored = 0;
        for (int i = 0; i < 4000; i++) {
            byte[] forged = random.nextInt(8) == 0 ? Arrays.copyOf(section, random.nextInt(section.length)) : section.clone();
            for (int k = random.nextInt(3); k >= 0 && forged.length > 33; k--) {
                // Behind the hash of the component, which is checked first.
                forged[33 + random.nextInt(forged.length - 33)] = (byte) (random.nextBoolean() ? random.nextInt() : random
                        .nextInt(4));
            }
            ComponentSnapshot snapshot = forged(core.with("vespula:component", forged));
            try {
                ComponentSnapshot.Restored made = snapshot.restore(there.store(), there.text.linker, there.component,
                        ReferenceCodec.VALUES);
                restored++;
                ((PausedComponentCall.InHost) made.call().orElseThrow()).resume("x");
            } catch (SnapshotException | Trap documented) {
                // Refused, or the guest's own affair.
            }
        }
        assertThat(restored).isBetween(50, 3900);
    }

    private static ComponentSnapshot forged(Snapshot core) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            core.write(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return read(out.toByteArray());
    }
}

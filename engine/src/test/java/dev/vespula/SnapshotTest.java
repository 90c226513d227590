package dev.vespula;

import static dev.vespula.types.ValType.EXTERNREF;
import static dev.vespula.types.ValType.I32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.SnapshotException.Reason;
import dev.vespula.types.FuncType;
import dev.vespula.types.GlobalType;
import dev.vespula.types.Limits;
import dev.vespula.types.MemoryType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    /** A sum of 1 .. n by recursion, with memory.fill, a global and a loop in between. */
    private static final String SUM = """
            i32.const 70000; local.get 0; i32.const 200; memory.fill
            global.get 0; i64.const 1; i64.add; global.set 0
            i32.const 3; local.set 1
            loop; local.get 1; i32.const 1; i32.sub; local.tee 1; br_if 0; end
            local.get 0; i32.eqz; if i; i32.const 0
            else; local.get 0; local.get 0; i32.const 1; i32.sub; call 0; i32.add; end""";

    private static Engine metered(CompilationMode mode) {
        return Engine.of(new Config().withFuel(Config.FuelMetering.ON).withCompilationMode(mode));
    }

    private static byte[] sumModule() {
        WasmBuilder builder = new WasmBuilder();
        builder.memory(2);
        builder.global('l', 1, "i64.const 5");
        builder.export("calls", WasmBuilder.GLOBAL, 0);
        builder.export("memory", WasmBuilder.MEMORY, 0);
        builder.func("sum", "i", "i", "i", SUM);
        return builder.bytes();
    }

    static byte[] bytes(Snapshot snapshot) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            snapshot.write(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    static Snapshot read(byte[] bytes) {
        try {
            return Snapshot.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertFails(Reason reason, ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOfSatisfying(SnapshotException.class,
                e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void continuingElsewhereAfterEveryChargeChangesNothing() {
        for (CompilationMode mode : CompilationMode.values()) {
            Engine engine = metered(mode);
            Store<Void> store = new Store<>(engine);
            store.setFuel(1_000_000);
            Instance whole = new Linker<Void>(engine).instantiate(store, Module.of(engine, sumModule()));
            Object[] expected = whole.func("sum").call(20);
            long used = 1_000_000 - store.fuel();

            Engine first = metered(mode);
            Store<Void> current = new Store<>(first);
            Instance instance = new Linker<Void>(first).instantiate(current, Module.of(first, sumModule()));
            CallOutcome outcome = instance.func("sum").callResumable(20);
            long paid = 0;
            while (outcome instanceof OutOfFuel paused) {
                byte[] bytes = bytes(Snapshot.of(paused));
                Engine fresh = metered(mode);
                current = new Store<>(fresh);
                Snapshot.Restored restored =
                        read(bytes).restore(current, new Linker<>(fresh), Module.of(fresh, sumModule()));
                instance = restored.instance();
                OutOfFuel again = (OutOfFuel) restored.call().orElseThrow();
                assertThat(again.requiredFuel()).isEqualTo(paused.requiredFuel());
                current.setFuel(again.requiredFuel());
                paid += again.requiredFuel();
                outcome = again.resume();
            }
            assertThat(((CallOutcome.Finished) outcome).results()).isEqualTo(expected);
            assertThat(paid).isEqualTo(used);
            assertThat(instance.global("calls").get()).isEqualTo(whole.global("calls").get());
            assertThat(instance.memory("memory").read(0, 131072)).isEqualTo(whole.memory("memory").read(0, 131072));
        }
    }

    @Test
    void aSnapshotIsACopyAndMayBeRestoredOften() {
        Engine engine = metered(CompilationMode.LAZY_TRANSLATION);
        Module module = Module.of(engine, sumModule());
        Store<Void> store = new Store<>(engine);
        store.setFuel(500);
        Instance instance = new Linker<Void>(engine).instantiate(store, module);
        OutOfFuel paused = (OutOfFuel) instance.func("sum").callResumable(20);
        Snapshot snapshot = Snapshot.of(paused);
        long left = store.fuel();
        store.setFuel(10_000);
        Object[] expected = ((CallOutcome.Finished) paused.resume()).results();
        for (int i = 0; i < 2; i++) {
            Store<Void> other = new Store<>(engine);
            OutOfFuel again = (OutOfFuel) snapshot.restore(other, new Linker<>(engine), module).call().orElseThrow();
            assertThat(other.fuel()).isEqualTo(left).isEqualTo(snapshot.fuel());
            other.setFuel(10_000);
            assertThat(((CallOutcome.Finished) again.resume()).results()).isEqualTo(expected);
        }
        assertThatThrownBy(() -> Snapshot.of(paused)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void fuelOfTheStoreIsNotReplacedByThatOfASnapshot() {
        Engine engine = metered(CompilationMode.LAZY_TRANSLATION);
        Module module = Module.of(engine, sumModule());
        Store<Void> store = new Store<>(engine);
        store.setFuel(500);
        Instance instance = new Linker<Void>(engine).instantiate(store, module);
        SuspendedCall paused = (SuspendedCall) instance.func("sum").callResumable(20);
        store.setFuel(1L << 60);
        Snapshot snapshot = Snapshot.of(paused);
        Store<Void> other = new Store<>(engine);
        other.setFuel(7);
        CallOutcome again = ((OutOfFuel) snapshot.restore(other, new Linker<>(engine), module).call().orElseThrow()).resume();
        assertThat(again).isInstanceOf(OutOfFuel.class);
        assertThat(snapshot.fuel()).isEqualTo(1L << 60);
        assertThat(other.fuel()).isBetween(0L, 7L);
    }

    // ---- linked instances, tables, references, host functions

    private static final FuncType ASK = FuncType.of(I32).returning(I32);

    /** Has a memory, a table with a function of its own, a passive segment, and calls the host through the table. */
    private static Module library(Engine engine) {
        WasmBuilder builder = new WasmBuilder();
        int ask = builder.importFunc("env", "ask", "i", "i");
        int twice = builder.func("twice", "i", "i", "", "local.get 0; i32.const 2; i32.mul");
        int indirect = builder.func("through", "i", "i", "", "local.get 0; i32.const 1; call_indirect 0 0");
        builder.table('c', 4, 10);
        builder.memory(1, 3);
        builder.global('e', 1, "ref.null e");
        builder.global('i', 1, "i32.const 7");
        builder.elements("i32.const 0", twice, ask);
        builder.passiveElements(indirect, twice);
        builder.passiveData("passive");
        builder.func("late", "", "i", "", "i32.const 2; i32.const 0; i32.const 2; table.init 1 0;"
                + " i32.const 8; i32.const 0; i32.const 7; memory.init 0; i32.const 8; i32.load");
        builder.export("memory", WasmBuilder.MEMORY, 0).export("table", WasmBuilder.TABLE, 0);
        builder.export("object", WasmBuilder.GLOBAL, 0).export("number", WasmBuilder.GLOBAL, 1);
        return builder.module(engine);
    }

    /** Imports everything of the library. */
    private static Module program(Engine engine) {
        WasmBuilder builder = new WasmBuilder();
        int through = builder.importFunc("lib", "through", "i", "i");
        builder.importTable("lib", "table", 'c', 1);
        builder.importMemory("lib", "memory", 1);
        builder.importGlobal("lib", "number", 'i', 1);
        builder.func("run", "ie", "ie", "", """
                i32.const 100; local.get 0; i32.store
                global.get 0; i32.const 1; i32.add; global.set 0
                local.get 0; call 0
                i32.const 100; i32.load; i32.add; global.get 0; i32.add
                local.get 1""");
        builder.export("number", WasmBuilder.GLOBAL, 0);
        return builder.module(engine);
    }

    private static Linker<Void> asking(Engine engine) {
        return new Linker<Void>(engine).func("env", "ask", ASK, (caller, args) -> {
            throw caller.suspend("question " + args.i32(0));
        });
    }

    @Test
    void linkedInstancesAndTheHostFunctionThatWaitsComeBack() {
        Engine engine = Engine.of(new Config());
        Store<Void> store = new Store<>(engine);
        Linker<Void> linker = asking(engine);
        Instance lib = linker.instantiate(store, library(engine));
        lib.global("object").set("shared");
        Instance main = linker.copy().instance("lib", lib).instantiate(store, program(engine));
        HostSuspended paused = (HostSuspended) main.func("run").callResumable(30, "kept");

        byte[] bytes = bytes(Snapshot.of(paused, ReferenceCodec.VALUES));
        Engine fresh = Engine.of(new Config());
        Store<Void> other = new Store<>(fresh);
        Snapshot.Restored restored = read(bytes).restore(other, asking(fresh), ReferenceCodec.VALUES,
                program(fresh), library(fresh));
        HostSuspended again = (HostSuspended) restored.call().orElseThrow();
        assertThat(again.payload()).isEqualTo("question 30");
        assertThat(again.hostFunction().type()).isEqualTo(ASK);
        assertThat(restored.instances()).hasSize(2);
        Instance program = restored.instance();
        Instance library = restored.instances().get(1);
        assertThat(library.global("object").get()).isEqualTo("shared");
        assertThat(program.global("number")).isSameAs(library.global("number"));
        assertThat(((CallOutcome.Finished) again.resume(1000)).results()).containsExactly(1000 + 30 + 8, "kept");
        // The original goes on for itself.
        assertThat(((CallOutcome.Finished) paused.resume(1)).results()).containsExactly(1 + 30 + 8, "kept");
        // Passive segments are still there, and the functions in the table are those of the restored instance.
        assertThat(library.func("late").call()).containsExactly(0x73736170);
        assertThat(library.table("table").get(3)).isSameAs(library.func("twice"));
        assertThatThrownBy(() -> library.func("through").call(3)).isInstanceOf(HostSuspension.class);
    }

    @Test
    void preparedModulesNeedNoLinker() {
        Engine engine = Engine.of(new Config());
        Linker<Void> linker = asking(engine);
        Prepared<Void> library = linker.prepare(library(engine));
        Store<Void> store = new Store<>(engine);
        Instance lib = library.instantiate(store);
        Prepared<Void> program = linker.copy().instance("lib", lib).prepare(program(engine));
        HostSuspended paused = (HostSuspended) program.instantiate(store).func("run").callResumable(30, "kept");
        Snapshot snapshot = read(bytes(Snapshot.of(paused, ReferenceCodec.VALUES)));
        for (int i = 0; i < 3; i++) {
            Snapshot.Restored restored = snapshot.restore(new Store<>(engine), List.of(library, program),
                    ReferenceCodec.VALUES);
            assertThat(((CallOutcome.Finished) ((HostSuspended) restored.call().orElseThrow()).resume(1000 + i)).results())
                    .containsExactly(1000 + i + 30 + 8, "kept");
        }
        assertFails(Reason.WRONG_MODULE, () -> snapshot.restore(new Store<>(engine), program, ReferenceCodec.VALUES));
        Engine another = Engine.of(new Config());
        assertThatThrownBy(() -> snapshot.restore(new Store<>(another), program, ReferenceCodec.VALUES))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("another engine");
    }

    /** What is imported and not a function is found in what was prepared, too. */
    @Test
    void aPreparedModuleHasWhatExistsInItsStore() {
        Engine engine = Engine.of(new Config());
        Store<Void> store = new Store<>(engine);
        Memory memory = Memory.of(store, MemoryType.of(Limits.atLeast(1)));
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "unused", "", "");
        builder.importMemory("env", "memory", 1);
        builder.export("memory", WasmBuilder.MEMORY, 0);
        Prepared<Void> prepared = new Linker<Void>(engine).define("env", "memory", memory)
                .func("env", "unused", (caller, args) -> {}).prepare(builder.module(engine));
        memory.writeInt(8, 77);
        Snapshot snapshot = Snapshot.of(prepared.instantiate(store));
        memory.writeInt(8, 78);
        Instance restored = snapshot.restore(store, prepared).instance();
        assertThat(restored.memory("memory")).isSameAs(memory);
        assertThat(memory.readInt(8)).isEqualTo(77);
        assertFails(Reason.WRONG_IMPORT, () -> snapshot.restore(new Store<>(engine), prepared));
    }

    @Test
    void objectsOfTheHostKeepTheirIdentityAndNeedACodec() {
        Engine engine = Engine.of(new Config());
        WasmBuilder builder = new WasmBuilder();
        builder.table('e', 3, 3);
        builder.global('e', 1, "ref.null e");
        builder.export("table", WasmBuilder.TABLE, 0).export("global", WasmBuilder.GLOBAL, 0);
        Module module = builder.module(engine);
        Store<Void> store = new Store<>(engine);
        Instance instance = new Linker<Void>(engine).instantiate(store, module);
        Long object = 1L << 40;
        instance.table("table").set(1, object);
        instance.global("global").set(object);
        assertFails(Reason.UNSUPPORTED_STATE, () -> Snapshot.of(instance));
        byte[] bytes = bytes(Snapshot.of(instance, ReferenceCodec.VALUES));
        Instance restored = read(bytes).restore(new Store<>(engine), new Linker<>(engine), ReferenceCodec.VALUES, module)
                .instance();
        assertThat(restored.table("table").get(0)).isNull();
        assertThat(restored.table("table").get(1)).isEqualTo(object).isSameAs(restored.global("global").get());
        assertFails(Reason.UNSUPPORTED_STATE, () -> read(bytes).restore(new Store<>(engine), new Linker<>(engine), module));
    }

    @Test
    void stringsKeepTheirIdentityAndNeedNoCodec() {
        Engine engine = Engine.of(new Config());
        WasmBuilder builder = new WasmBuilder();
        builder.table('e', 3, 3);
        builder.global('e', 1, "ref.null e");
        builder.export("table", WasmBuilder.TABLE, 0).export("global", WasmBuilder.GLOBAL, 0);
        Module module = builder.module(engine);
        for (String text : new String[] {"", "a long text ".repeat(20_000), "\u00FF", "\uD800 alone", "\u263A".repeat(
                30_000)}) {
            Instance instance = new Linker<Void>(engine).instantiate(new Store<>(engine), module);
            instance.table("table").set(1, text);
            instance.global("global").set(text);
            Instance restored = read(bytes(Snapshot.of(instance))).restore(new Store<>(engine), new Linker<>(engine), module)
                    .instance();
            assertThat(restored.table("table").get(1)).isEqualTo(text).isSameAs(restored.global("global").get());
        }
    }

    @Test
    void whatTheHostDefinesUnderTheNameOfAnImportGetsTheContent() {
        Engine engine = Engine.of(new Config());
        WasmBuilder builder = new WasmBuilder();
        builder.importMemory("env", "memory", 1);
        builder.importGlobal("env", "count", 'i', 1);
        builder.func("count", "", "i", "", "i32.const 70000; i32.const 9; i32.store8; global.get 0; i32.const 1; i32.add;"
                + " global.set 0; global.get 0");
        builder.export("memory", WasmBuilder.MEMORY, 0);
        Module module = builder.module(engine);
        Store<Void> store = new Store<>(engine);
        Memory memory = Memory.of(store, MemoryType.of(Limits.atLeast(2)));
        memory.write(3, new byte[] {1, 2, 3});
        Global count = Global.of(store, new GlobalType(I32, true), 40);
        Instance instance = new Linker<Void>(engine).define("env", "memory", memory).define("env", "count", count)
                .instantiate(store, module);
        instance.func("count").call();
        Snapshot snapshot = read(bytes(Snapshot.of(instance)));

        Instance alone = snapshot.restore(new Store<>(engine), new Linker<>(engine), module).instance();
        assertThat(alone.func("count").call()).containsExactly(42);
        assertThat(alone.memory("memory").read(3, 3)).containsExactly(1, 2, 3);

        Store<Void> other = new Store<>(engine);
        Memory given = Memory.of(other, MemoryType.of(Limits.atLeast(1)));
        given.write(500, new byte[] {5});
        snapshot.restore(other, new Linker<Void>(engine).define("env", "memory", given), module);
        assertThat(given.pages()).isEqualTo(2);
        assertThat(given.read(3, 3)).containsExactly(1, 2, 3);
        assertThat(given.readByte(70000)).isEqualTo((byte) 9);
        assertThat(given.readByte(500)).isZero();
    }

    // ---- what does not fit

    private static byte[] small() {
        Engine engine = metered(CompilationMode.LAZY_TRANSLATION);
        Store<Void> store = new Store<>(engine);
        store.setFuel(700);
        Instance instance = new Linker<Void>(engine).instantiate(store, Module.of(engine, sumModule()));
        return bytes(Snapshot.of((OutOfFuel) instance.func("sum").callResumable(20)).with("note", new byte[] {1, 2}));
    }

    private static Snapshot.Restored restore(Snapshot snapshot, Engine engine, byte[]... modules) {
        return snapshot.restore(new Store<>(engine), new Linker<>(engine),
                Arrays.stream(modules).map(module -> Module.of(engine, module)).toArray(Module[]::new));
    }

    @Test
    void everyTruncationAndEveryChangedByteIsFound() {
        byte[] bytes = small();
        for (int length = 0; length < bytes.length; length++) {
            byte[] shorter = Arrays.copyOf(bytes, length);
            assertFails(Reason.TRUNCATED, () -> read(shorter));
        }
        for (int i = 0; i < bytes.length; i++) {
            for (int bit : new int[] {1, 0x80}) {
                byte[] changed = bytes.clone();
                changed[i] ^= (byte) bit;
                assertThatThrownBy(() -> read(changed)).as("byte %d", i).isInstanceOf(SnapshotException.class);
            }
        }
        assertFails(Reason.NOT_A_SNAPSHOT, () -> read("something else".getBytes()));
        byte[] newer = bytes.clone();
        newer[8]++;
        assertFails(Reason.UNSUPPORTED_VERSION, () -> read(newer));
        byte[] followed = Arrays.copyOf(bytes, bytes.length + 3);
        ByteArrayInputStream in = new ByteArrayInputStream(followed);
        try {
            assertThat(Snapshot.read(in).attachment("note")).contains(new byte[] {1, 2});
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(in.available()).isEqualTo(3);
    }

    @Test
    void changesUnderARightHashEndInAnErrorOrAStateOfTheModule() {
        byte[] bytes = small();
        Random random = new Random(7);
        Engine engine = metered(CompilationMode.LAZY_TRANSLATION);
        Module module = Module.of(engine, sumModule());
        int restored = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] forged = ForgedSnapshot.of(bytes, random);
            try {
                Store<Void> store = new Store<>(engine);
                store.limiter(StoreLimits.unlimited().withMemoryBytes(1 << 20));
                OutOfFuel call = (OutOfFuel) read(forged).restore(store, new Linker<>(engine), module).call().orElse(null);
                store.setFuel(100_000);
                if (call != null) {
                    call.resume();
                }
                restored++;
            } catch (SnapshotException | Trap expected) {
                // Refused, or a state of the program that traps.
            }
        }
        assertThat(restored).isPositive();
    }

    @Test
    void modulesConfigurationAndImportsMustFit() {
        byte[] bytes = small();
        Engine engine = metered(CompilationMode.LAZY_TRANSLATION);
        assertFails(Reason.WRONG_MODULE, () -> restore(read(bytes), engine));
        byte[] other = new WasmBuilder().custom("x", new byte[0]).bytes();
        assertFails(Reason.WRONG_MODULE, () -> restore(read(bytes), engine, other));
        Engine unmetered = Engine.of(new Config());
        assertFails(Reason.OTHER_CODE, () -> restore(read(bytes), unmetered, sumModule()));
        Engine shallow = Engine.of(new Config().withFuel(Config.FuelMetering.ON).withMaxRecursionDepth(2));
        assertFails(Reason.TOO_LARGE, () -> restore(read(bytes), shallow, sumModule()));
        Module module = Module.of(engine, sumModule());
        Store<Void> limited = new Store<>(engine);
        limited.limiter(StoreLimits.unlimited().withMemoryBytes(65536));
        assertFails(Reason.TOO_LARGE, () -> read(bytes).restore(limited, new Linker<>(engine), module));

        Store<Void> store = new Store<>(engine);
        Snapshot waiting = Snapshot.of(asking(engine).instantiate(store, library(engine)));
        assertFails(Reason.WRONG_IMPORT,
                () -> waiting.restore(new Store<>(engine), new Linker<>(engine), library(engine)));
        Linker<Void> wrong = new Linker<Void>(engine).func("env", "ask", FuncType.of(EXTERNREF), (caller, args) -> {});
        assertFails(Reason.WRONG_IMPORT, () -> waiting.restore(new Store<>(engine), wrong, library(engine)));
    }

    @Test
    void aSnapshotMayCarryItsModules() {
        Engine engine = metered(CompilationMode.LAZY_TRANSLATION);
        Store<Void> store = new Store<>(engine);
        store.setFuel(500);
        Instance instance = new Linker<Void>(engine).instantiate(store, Module.of(engine, sumModule()));
        OutOfFuel paused = (OutOfFuel) instance.func("sum").callResumable(20);
        Snapshot snapshot = read(bytes(Snapshot.of(paused).withModules()));
        assertThat(snapshot.hasCall()).isTrue();
        assertThat(snapshot.moduleHashes()).hasSize(1).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        Engine fresh = metered(CompilationMode.LAZY_TRANSLATION);
        Store<Void> other = new Store<>(fresh);
        OutOfFuel again = (OutOfFuel) snapshot.restore(other, new Linker<>(fresh)).call().orElseThrow();
        other.setFuel(100_000);
        assertThat(((CallOutcome.Finished) again.resume()).results()).containsExactly(210);
    }

    // ---- idle instances

    @Test
    void anInstanceThatInitialisedItselfNeedsNotDoSoAgain() {
        Engine engine = Engine.of(new Config());
        WasmBuilder builder = new WasmBuilder();
        builder.memory(4);
        int init = builder.func("", "", "i", """
                loop; local.get 0; local.get 0; i32.const 7; i32.mul; i32.store
                local.get 0; i32.const 4; i32.add; local.tee 0; i32.const 200000; i32.lt_u; br_if 0; end""");
        builder.func("at", "i", "i", "", "local.get 0; i32.load");
        builder.start(init);
        Module module = builder.module(engine);
        Instance initialised = new Linker<Void>(engine).instantiate(new Store<>(engine), module);
        Snapshot snapshot = Snapshot.of(initialised);
        assertThat(snapshot.hasCall()).isFalse();
        Instance first = snapshot.restore(new Store<>(engine), new Linker<>(engine), module).instance();
        Instance second = read(bytes(snapshot)).restore(new Store<>(engine), new Linker<>(engine), module).instance();
        assertThat(first.func("at").call(199_996)).containsExactly(199_996 * 7);
        assertThat(second.func("at").call(4)).containsExactly(28);
        // Metering is no part of a state without positions.
        Engine metered = metered(CompilationMode.EAGER);
        Store<Void> store = new Store<>(metered);
        Instance third = snapshot.restore(store, new Linker<>(metered), Module.of(metered, builder.bytes())).instance();
        store.setFuel(100);
        assertThat(third.func("at").call(8)).containsExactly(56);
    }

    @Test
    void aSmallProgramTakesAFewHundredBytes() {
        Engine engine = Engine.create();
        WasmBuilder builder = new WasmBuilder();
        builder.memory(1);
        builder.export("memory", WasmBuilder.MEMORY, 0);
        Instance instance = new Linker<Void>(engine).instantiate(new Store<>(engine), Module.of(engine, builder.bytes()));
        instance.memory("memory").write(1024, "hello, world".getBytes());
        instance.memory("memory").write(60_000, "goodbye".getBytes());
        byte[] bytes = bytes(Snapshot.of(instance));
        assertThat(bytes).hasSizeLessThan(200);
        Memory memory = read(bytes).restore(new Store<Void>(engine), new Linker<>(engine), Module.of(engine, builder.bytes()))
                .instance().memory("memory");
        assertThat(memory.read(0, 1 << 16)).isEqualTo(instance.memory("memory").read(0, 1 << 16));
    }

    @Test
    void zerosTakeNoSpace() {
        Engine engine = Engine.of(new Config());
        WasmBuilder builder = new WasmBuilder();
        builder.memory(1000);
        builder.data("i32.const 30000000", "something");
        builder.export("memory", WasmBuilder.MEMORY, 0);
        Module module = builder.module(engine);
        Instance instance = new Linker<Void>(engine).instantiate(new Store<>(engine), module);
        byte[] bytes = bytes(Snapshot.of(instance));
        assertThat(bytes.length).isLessThan(10_000);
        Instance restored = read(bytes).restore(new Store<>(engine), new Linker<>(engine), module).instance();
        assertThat(restored.memory("memory").readString(30_000_000, 9)).isEqualTo("something");
        assertThat(restored.memory("memory").pages()).isEqualTo(1000);
    }

    @Test
    void instancesOfOneStoreAreSavedTogether() {
        Engine engine = metered(CompilationMode.EAGER);
        Store<Void> store = new Store<>(engine);
        Module module = Module.of(engine, sumModule());
        Instance a = new Linker<Void>(engine).instantiate(store, module);
        Instance b = new Linker<Void>(engine).instantiate(store, module);
        a.global("calls").set(1L);
        b.global("calls").set(2L);
        List<Instance> restored = Snapshot.of(List.of(b, a), ReferenceCodec.NONE)
                .restore(new Store<>(engine), new Linker<>(engine), module).instances();
        assertThat(restored.get(0).global("calls").get()).isEqualTo(2L);
        assertThat(restored.get(1).global("calls").get()).isEqualTo(1L);
    }
}

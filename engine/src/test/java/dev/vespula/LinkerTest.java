package dev.vespula;

import static dev.vespula.types.ValType.EXTERNREF;
import static dev.vespula.types.ValType.FUNCREF;
import static dev.vespula.types.ValType.I32;
import static dev.vespula.types.ValType.I64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.types.FuncType;
import dev.vespula.types.GlobalType;
import dev.vespula.types.Limits;
import dev.vespula.types.MemoryType;
import dev.vespula.types.TableType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class LinkerTest {
    private final Engine engine = Engine.create();
    private final Store<Void> store = new Store<>(engine);
    private final Linker<Void> linker = new Linker<>(engine);

    private static Module importing(Engine engine, Consumer<WasmBuilder> imports) {
        WasmBuilder builder = new WasmBuilder();
        imports.accept(builder);
        return builder.module(engine);
    }

    private void assertUnlinkable(Module module, String message) {
        assertThatThrownBy(() -> linker.instantiate(store, module))
                .isInstanceOf(LinkException.class).hasMessage(message);
    }

    @Test
    void aMissingImportIsNamedWithItsType() {
        assertUnlinkable(importing(engine, b -> b.importFunc("env", "f", "il", "f")),
                "unknown import: `env::f` of type [i32 i64] -> [f32] has not been defined");
    }

    @Test
    void functionsMustHaveTheWantedType() {
        linker.func("env", "f", FuncType.of(I32), (caller, args) -> {});
        assertUnlinkable(importing(engine, b -> b.importFunc("env", "f", "l", "")),
                "incompatible import type for env::f: expected [i64] -> [], found [i32] -> []");
    }

    @Test
    void kindsMustMatch() {
        linker.func("env", "f", FuncType.of(), (caller, args) -> {});
        assertUnlinkable(importing(engine, b -> b.importMemory("env", "f", 1)),
                "incompatible import type for env::f: expected a memory, found a function");
    }

    @Test
    void memoriesCountWithTheirPresentSize() {
        Memory memory = Memory.of(store, MemoryType.of(Limits.range(1, 5)));
        linker.define("env", "m", memory);
        Module wantsTwo = importing(engine, b -> b.importMemory("env", "m", 2, 5));
        assertUnlinkable(wantsTwo, "incompatible import type for env::m: expected memory 2 5, found memory 1 5");
        assertThat(memory.grow(1)).isEqualTo(1);
        linker.instantiate(store, wantsTwo);
    }

    @Test
    void aMemoryWithoutMaximumDoesNotSatisfyOne() {
        linker.define("env", "m", Memory.of(store, MemoryType.of(Limits.atLeast(1))));
        assertThatThrownBy(() -> linker.instantiate(store, importing(engine, b -> b.importMemory("env", "m", 1, 9))))
                .isInstanceOf(LinkException.class);
    }

    @Test
    void tablesMustHaveTheSameElementType() {
        linker.define("env", "t", Table.of(store, TableType.of(FUNCREF, Limits.atLeast(3)), null));
        linker.instantiate(store, importing(engine, b -> b.importTable("env", "t", 'c', 3)));
        assertThatThrownBy(
                () -> linker.instantiate(store, importing(engine, b -> b.importTable("env", "t", 'e', 3))))
                .isInstanceOf(LinkException.class);
    }

    @Test
    void globalsMustAgreeInTypeAndMutability() {
        linker.define("env", "g", Global.of(store, new GlobalType(I32, true), 5));
        linker.instantiate(store, importing(engine, b -> b.importGlobal("env", "g", 'i', 1)));
        assertUnlinkable(importing(engine, b -> b.importGlobal("env", "g", 'i', 0)),
                "incompatible import type for env::g: expected i32, found (mut i32)");
        assertThatThrownBy(() -> linker.instantiate(store, importing(engine, b -> b.importGlobal("env", "g", 'l', 1))))
                .isInstanceOf(LinkException.class);
    }

    @Test
    void tagsMustCarryTheSameValues() {
        linker.define("env", "e", Tag.of(store, FuncType.of(I32)));
        linker.instantiate(store, importing(engine, b -> b.importTag("env", "e", "i")));
        assertThatThrownBy(() -> linker.instantiate(store, importing(engine, b -> b.importTag("env", "e", "l"))))
                .isInstanceOf(LinkException.class);
    }

    @Test
    void somethingOfAnotherStoreIsRefused() {
        linker.define("env", "m", Memory.of(new Store<>(engine), MemoryType.of(Limits.atLeast(1))));
        assertUnlinkable(importing(engine, b -> b.importMemory("env", "m", 1)),
                "the memory given for import env::m belongs to another store");
    }

    @Test
    void aModuleOfAnotherEngineIsRefused() {
        Module foreign = importing(Engine.create(), b -> {});
        assertThatThrownBy(() -> linker.instantiate(store, foreign)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameIsTakenOnceUnlessShadowingIsAllowed() {
        linker.func("env", "f", IntSupplier.class, () -> 1);
        assertThatThrownBy(() -> linker.func("env", "f", IntSupplier.class, () -> 2))
                .isInstanceOf(LinkException.class)
                .hasMessage("encountered duplicate definition with name `env::f`");
        linker.allowShadowing().func("env", "f", IntSupplier.class, () -> 3);
        assertThat(((Func) linker.get(store, "env", "f").orElseThrow()).call()).containsExactly(3);
    }

    @Test
    void copiesAreIndependent() {
        Linker<Void> copy = linker.func("env", "f", IntSupplier.class, () -> 1).copy();
        copy.func("env", "g", IntSupplier.class, () -> 2);
        assertThat(copy.get(store, "env", "f")).isPresent();
        assertThat(linker.get(store, "env", "g")).isEmpty();
    }

    @Test
    void exportsOfAnInstanceCanBeImported() {
        WasmBuilder library = new WasmBuilder();
        library.func("seven", "", "i", "", "i32.const 7");
        library.export("memory", WasmBuilder.MEMORY, library.memory(1));
        Instance instance = linker.instantiate(store, library.module(engine));
        linker.instance("lib", instance).aliasModule("lib", "alias");

        WasmBuilder user = new WasmBuilder();
        user.importFunc("lib", "seven", "", "i");
        user.importMemory("alias", "memory", 1);
        user.func("double", "", "i", "", "call 0; i32.const 2; i32.mul");
        user.export("memory", WasmBuilder.MEMORY, 0);
        Instance second = linker.instantiate(store, user.module(engine));
        assertThat(second.func("double").call()).containsExactly(14);
        assertThat(second.memory("memory")).isSameAs(instance.memory("memory"));
    }

    @Test
    void unknownFunctionsCanTrapWhenCalled() {
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "absent", "i", "l");
        builder.func("ok", "", "i", "", "i32.const 1");
        builder.func("call", "", "l", "", "i32.const 1; call 0");
        Module module = builder.module(engine);
        Instance instance = linker.defineUnknownImportsAsTraps(module).instantiate(store, module);
        assertThat(instance.func("ok").call()).containsExactly(1);
        assertThatThrownBy(() -> instance.func("call").call()).isInstanceOfSatisfying(Trap.class, trap -> {
            assertThat(trap.code()).isEqualTo(TrapCode.UNKNOWN_IMPORT);
            assertThat(trap.detail()).isEqualTo("unknown import: `env::absent` has not been defined");
        });
    }

    @Test
    void oneLinkerServesManyStores() {
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "data", "", "i");
        builder.func("get", "", "i", "", "call 0");
        Module module = builder.module(engine);
        Linker<Integer> shared = new Linker<>(engine);
        shared.func("env", "data", FuncType.of().returning(I32), (caller, args) -> args.result(0, caller.data()));
        for (int data : List.of(4, 5)) {
            Instance instance = shared.instantiate(new Store<>(engine, data), module);
            assertThat(instance.func("get").call()).containsExactly(data);
        }
    }

    @Test
    void importsInOrderMustBeComplete() {
        Module module = importing(engine, b -> b.importFunc("env", "f", "", ""));
        assertThatThrownBy(() -> Instance.of(store, module, List.of())).isInstanceOf(LinkException.class)
                .hasMessage("the module has 1 imports but 0 were given");
        Func func = Func.of(store, FuncType.of(), (caller, args) -> {});
        Instance.of(store, module, List.of(func));
    }

    @Test
    void functionTypesArePrintedInTheTextFormatsNotation() {
        assertThat(FuncType.of(I32, I64).returning(FUNCREF)).hasToString("[i32 i64] -> [funcref]");
    }

    /** Data of a store, as in the example of {@link Linker#prepare}. */
    private record Session(int number) {}

    @Test
    void aPreparedModuleMakesInstancesInManyStores() {
        Linker<Session> sessions = new Linker<>(engine);
        sessions.func("env", "number", FuncType.of().returning(I32),
                (caller, args) -> args.result(0, caller.data().number()));
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "number", "", "i");
        builder.func("next", "", "i", "", "call 0;i32.const 1;i32.add");
        Module module = builder.module(engine);
        Prepared<Session> prepared = sessions.prepare(module);
        // Has no effect any more.
        sessions.allowShadowing().func("env", "number", FuncType.of(), (caller, args) -> {});
        for (int number = 0; number < 3; number++) {
            Session session = new Session(number);
            Instance instance = prepared.instantiate(new Store<>(engine, session));
            assertThat(instance.func("next").call()).containsExactly(number + 1);
        }
        assertThat(prepared.module()).isSameAs(module);
    }

    @Test
    void preparingFindsWhatIsMissingOrDoesNotFit() {
        Module module = importing(engine, b -> b.importFunc("env", "f", "l", ""));
        assertThatThrownBy(() -> linker.prepare(module)).isInstanceOf(LinkException.class).hasMessageContaining("env::f");
        linker.func("env", "f", FuncType.of(I32), (caller, args) -> {});
        assertThatThrownBy(() -> linker.prepare(module)).isInstanceOf(LinkException.class)
                .hasMessage("incompatible import type for env::f: expected [i64] -> [], found [i32] -> []");
        Module memory = importing(engine, b -> b.importMemory("env", "f", 1));
        assertThatThrownBy(() -> linker.prepare(memory)).isInstanceOf(LinkException.class)
                .hasMessage("incompatible import type for env::f: expected a memory, found a function");
        Engine other = Engine.create();
        assertThatThrownBy(() -> linker.prepare(importing(other, b -> b.importFunc("env", "f", "i", ""))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("another engine");
    }

    @Test
    void whatExistsInAStoreStaysThere() {
        Memory memory = Memory.of(store, MemoryType.of(Limits.range(1, 5)));
        linker.define("env", "m", memory);
        Prepared<Void> prepared = linker.prepare(importing(engine, b -> b.importMemory("env", "m", 1, 5)));
        assertThat(prepared.instantiate(store)).isNotSameAs(prepared.instantiate(store));
        assertThatThrownBy(() -> prepared.instantiate(new Store<>(engine))).isInstanceOf(LinkException.class)
                .hasMessageContaining("another store");
    }

    // ---- what is not defined, or not typed

    @Test
    void aResolverIsAskedForWhatHasNoDefinition() {
        List<String> asked = new ArrayList<>();
        linker.func("env", "known", IntSupplier.class, () -> 1);
        linker.fallback((module, name, type) -> {
            asked.add(module + "." + name + " " + type);
            return name.equals("missing") ? null : Func.of(store, (FuncType) type, (caller, args) -> args.result(0, 7));
        });
        Module module = importing(engine, b -> {
            b.importFunc("env", "known", "", "i");
            b.importFunc("env", "unknown", "l", "i");
            b.func("run", "", "i", "", "i64.const 5; call 1");
        });
        assertThat(linker.instantiate(store, module).func("run").call()).containsExactly(7);
        assertThat(asked).containsExactly("env.unknown " + FuncType.of(I64).returning(I32));
        assertThat(linker.isDefined("env", "unknown")).isFalse();
        assertThat(linker.copy().prepare(module).instantiate(store).func("run").call()).containsExactly(7);
        assertUnlinkable(importing(engine, b -> b.importFunc("env", "missing", "", "")),
                "unknown import: `env::missing` of type [] -> [] has not been defined");
        linker.fallback(null);
        assertUnlinkable(module, "unknown import: `env::unknown` of type [i64] -> [i32] has not been defined");
    }

    @Test
    void whatAResolverGivesIsCheckedAsADefinitionIs() {
        Module module = importing(engine, b -> b.importFunc("env", "f", "", "i"));
        linker.fallback((from, name, type) -> Func.of(store, FuncType.of(), (caller, args) -> {}));
        assertUnlinkable(module, "incompatible import type for env::f: expected [] -> [i32], found [] -> []");
        assertThatThrownBy(() -> linker.prepare(module)).isInstanceOf(LinkException.class);
        linker.fallback((from, name, type) -> Memory.of(store, MemoryType.of(Limits.atLeast(1))));
        assertUnlinkable(module, "incompatible import type for env::f: expected a function, found a memory");
        linker.fallback((from, name, type) -> Func.of(new Store<>(engine), (FuncType) type, (caller, args) -> {}));
        assertUnlinkable(module, "the function given for import env::f belongs to another store");
        linker.fallback((from, name, type) -> {
            throw new IllegalStateException("own");
        });
        assertThatThrownBy(() -> linker.instantiate(store, module)).isInstanceOf(IllegalStateException.class).hasMessage("own");
    }

    @Test
    void aHostFunctionWithoutATypeTakesThatOfTheImport() {
        List<FuncType> types = new ArrayList<>();
        linker.func("env", "f", (caller, args) -> {
            types.add(args.type());
            args.result(0, args.i32(0) + 1);
        });
        Module module = importing(engine, b -> {
            b.importFunc("env", "f", "i", "i");
            b.importFunc("env", "f", "il", "i");
            b.func("run", "", "i", "", "i32.const 1; call 0; i64.const 2; call 1");
        });
        Instance instance = linker.prepare(module).instantiate(store);
        assertThat(instance.func("run").call()).containsExactly(3);
        assertThat(types).containsExactly(FuncType.of(I32).returning(I32), FuncType.of(I32, I64).returning(I32));
        assertThatThrownBy(() -> linker.get(store, "env", "f")).isInstanceOf(IllegalStateException.class);
        assertUnlinkable(importing(engine, b -> b.importMemory("env", "f", 1)),
                "incompatible import type for env::f: expected a memory, found a function");
        Snapshot snapshot = Snapshot.of(instance).withModules();
        assertThat(snapshot.restore(new Store<>(engine), linker).instance().func("run").call()).containsExactly(3);
    }

    @Test
    void aLambdaOfAGivenType() {
        FuncType type = FuncType.of(FUNCREF).returning(I32);
        linker.func("env", "f", type, ToIntFunction.class, any -> any == null ? 0 : 1);
        Module module = importing(engine, b -> {
            b.importFunc("env", "f", "c", "i");
            b.func("run", "", "i", "", "ref.null c; call 0");
        });
        assertThat(linker.instantiate(store, module).func("run").call()).containsExactly(0);
        assertThatThrownBy(() -> linker.func("env", "g", FuncType.of(I32), ToIntFunction.class, any -> 1))
                .isInstanceOf(IllegalArgumentException.class);
        // The type that follows is another one.
        linker.func("env", "h", ToIntFunction.class, any -> 2);
        assertThat(linker.get(store, "env", "h").orElseThrow().type()).isEqualTo(FuncType.of(EXTERNREF).returning(I32));
    }

    interface Clock {
        long now();

        @WasmImport("sleep_ms")
        void sleep(int millis);

        default long later() {
            return now() + 1;
        }
    }

    static final class TestClock implements Clock {
        int slept;

        @Override
        public long now() {
            return 40;
        }

        @Override
        public void sleep(int millis) {
            slept += millis;
        }
    }

    @Test
    void theMethodsOfAnInterface() {
        TestClock clock = new TestClock();
        linker.define("clock", Clock.class, clock);
        Module module = importing(engine, b -> {
            b.importFunc("clock", "now", "", "l");
            b.importFunc("clock", "sleep_ms", "i", "");
            b.func("run", "", "l", "", "i32.const 5; call 1; call 0");
        });
        assertThat(linker.instantiate(store, module).func("run").call()).containsExactly(40L);
        assertThat(clock.slept).isEqualTo(5);
        assertThat(linker.isDefined("clock", "later")).isFalse();
        assertThatThrownBy(() -> linker.define("clock", Clock.class, clock)).isInstanceOf(LinkException.class);
        // The one that is annotated there, of all that the object has.
        Linker<Void> other = new Linker<Void>(engine).define("clock", new TestClock());
        assertThat(other.isDefined("clock", "sleep_ms")).isTrue();
        assertThat(other.isDefined("clock", "now")).isFalse();
    }

    static final class Half {
        @WasmImport
        void a() {}

        @WasmImport
        void b() {}

        @WasmImport
        void c() {}
    }

    interface Made {
        Memory memory();

        void call();
    }

    private record Broken(Memory memory) implements Made {
        @Override
        public void call() {}
    }

    @Test
    void anObjectIsDefinedAsAWholeOrNotAtAll() {
        linker.func("env", "b", FuncType.of(), (caller, args) -> {});
        assertThatThrownBy(() -> linker.define("env", new Half())).isInstanceOf(LinkException.class).hasMessage(
                "encountered duplicate definition with name `env::b`; nothing of " + Half.class.getName() + " was defined");
        assertThat(linker.isDefined("env", "a") || linker.isDefined("env", "c")).isFalse();
        assertThat(linker.allowShadowing().define("env", new Half()).isDefined("env", "c")).isTrue();
        Linker<Void> other = new Linker<>(engine);
        assertThatThrownBy(() -> other.define("env", Made.class, new Broken(null))).isInstanceOf(NullPointerException.class)
                .hasMessage("null was given for `env::memory`");
        assertThat(other.isDefined("env", "call")).isFalse();
    }

    @Test
    void anotherLinkerIsDefinedAsAWholeOrNotAtAll() {
        Linker<Object> part = new Linker<>(engine);
        part.func("env", "a", FuncType.of(), (caller, args) -> {});
        part.func("env", "b", FuncType.of(), (caller, args) -> {});
        linker.func("env", "b", FuncType.of(), (caller, args) -> {});
        assertThatThrownBy(() -> linker.defineAll(part)).isInstanceOf(LinkException.class).hasMessage(
                "encountered duplicate definition with name `env::b`; nothing of the other linker was defined");
        assertThat(linker.isDefined("env", "a")).isFalse();
        assertThat(linker.allowShadowing().defineAll(part).isDefined("env", "a")).isTrue();
        part.func("env", "c", FuncType.of(), (caller, args) -> {});
        assertThat(linker.isDefined("env", "c")).as("defined later").isFalse();
        Linker<Void> foreign = new Linker<>(Engine.create());
        assertThatThrownBy(() -> linker.defineAll(foreign)).isInstanceOf(IllegalArgumentException.class).hasMessage(
                "both linkers must belong to one engine");
    }

    @Test
    void anInstanceAndAnAliasAreDefinedAsAWholeOrNotAtAll() {
        Module module = importing(engine, b -> {
            b.func("a", "", "", "", "nop");
            b.func("b", "", "", "", "nop");
        });
        Instance instance = linker.instantiate(store, module);
        linker.func("lib", "b", FuncType.of(), (caller, args) -> {});
        assertThatThrownBy(() -> linker.instance("lib", instance)).isInstanceOf(LinkException.class)
                .hasMessageContaining("`lib::b`");
        assertThat(linker.isDefined("lib", "a")).isFalse();
        linker.instance("other", instance);
        assertThatThrownBy(() -> linker.aliasModule("other", "lib")).isInstanceOf(LinkException.class)
                .hasMessageContaining("`lib::b`");
        assertThat(linker.isDefined("lib", "a")).isFalse();
        assertThat(linker.aliasModule("other", "third").isDefined("third", "b")).isTrue();
    }
}

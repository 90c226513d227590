package dev.vespula;

import static dev.vespula.types.ValType.I32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vespula.types.FuncType;
import dev.vespula.types.GlobalType;
import dev.vespula.types.Limits;
import dev.vespula.types.MemoryType;
import dev.vespula.types.TableType;
import dev.vespula.types.ValType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstantiationTest {
    private final Engine engine = Engine.create();
    private final Store<Void> store = new Store<>(engine);
    private final Linker<Void> linker = new Linker<>(engine);

    @Test
    void startRunsLast() {
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "note", "i", "");
        builder.memory(1);
        builder.data("i32.const 8", "x");
        builder.start(builder.func("", "", "", "i32.const 8; i32.load8_u; call 0"));
        List<Integer> noted = new ArrayList<>();
        linker.func("env", "note", FuncType.of(I32), (caller, args) -> noted.add(args.i32(0)));
        linker.instantiate(store, builder.module(engine));
        assertThat(noted).containsExactly((int) 'x');
    }

    @Test
    void aSegmentOutOfBoundsLeavesWhatCameBefore() {
        Memory memory = Memory.of(store, MemoryType.of(Limits.atLeast(1)));
        Table table = Table.of(store, TableType.of(ValType.FUNCREF, Limits.atLeast(2)), null);
        linker.define("env", "m", memory).define("env", "t", table);
        WasmBuilder builder = new WasmBuilder();
        builder.importTable("env", "t", 'c', 2);
        builder.importMemory("env", "m", 1);
        int function = builder.func("", "i", "", "i32.const 3");
        builder.elements("i32.const 1", function);
        builder.data("i32.const 0", "first").data("i32.const 65535", "too long").data("i32.const 9", "never");
        Trap trap = catchThrowableOfType(Trap.class, () -> linker.instantiate(store, builder.module(engine)));
        assertThat(trap.code()).isEqualTo(TrapCode.MEMORY_OUT_OF_BOUNDS);
        assertThat(memory.readString(0, 5)).isEqualTo("first");
        assertThat(memory.readByte(65535)).isZero();
        assertThat(memory.readByte(9)).isZero();
        assertThat(((Func) table.get(1)).call()).as("the failed instance's function lives on").containsExactly(3);
    }

    @Test
    void anElementSegmentOutOfBoundsTraps() {
        WasmBuilder builder = new WasmBuilder();
        builder.table('c', 1);
        builder.elements("i32.const 1", builder.func("", "", "", ""));
        Trap trap = catchThrowableOfType(Trap.class, () -> linker.instantiate(store, builder.module(engine)));
        assertThat(trap.code()).isEqualTo(TrapCode.TABLE_OUT_OF_BOUNDS);
        assertThat(trap).hasMessageContaining("out of bounds table access");
    }

    @Test
    void aTrapInTheStartFunctionCarriesItsBacktrace() {
        WasmBuilder builder = new WasmBuilder();
        builder.start(builder.func("", "", "", "unreachable"));
        builder.name(0, "init");
        Trap trap = catchThrowableOfType(Trap.class, () -> linker.instantiate(store, builder.module(engine)));
        assertThat(trap.code()).isEqualTo(TrapCode.UNREACHABLE);
        assertThat(trap.frames()).singleElement().extracting(WasmFrame::functionName).isEqualTo("init");
    }

    /** A peer changes the shared module when a table grows: the next instance starts with the grown size. */
    @Test
    void growthNeverReachesTheModule() {
        WasmBuilder builder = new WasmBuilder();
        builder.table('c', 1);
        builder.memory(1);
        builder.global('i', 1, "i32.const 1");
        builder.func("growTable", "i", "i", "", "ref.null c; local.get 0; table.grow");
        builder.func("tableSize", "", "i", "", "table.size");
        builder.func("growMemory", "i", "i", "", "local.get 0; memory.grow");
        builder.func("memorySize", "", "i", "", "memory.size");
        builder.func("setGlobal", "i", "", "", "local.get 0; global.set");
        builder.func("global", "", "i", "", "global.get");
        Module module = builder.module(engine);
        Instance first = linker.instantiate(store, module);
        assertThat(first.func("growTable").call(10)).containsExactly(1);
        assertThat(first.func("growMemory").call(10)).containsExactly(1);
        first.func("setGlobal").call(10);
        for (Store<Void> where : List.of(store, new Store<Void>(engine))) {
            Instance next = linker.instantiate(where, module);
            assertThat(next.func("tableSize").call()).containsExactly(1);
            assertThat(next.func("memorySize").call()).containsExactly(1);
            assertThat(next.func("global").call()).containsExactly(1);
        }
        assertThat(first.func("tableSize").call()).containsExactly(11);
    }

    @Test
    void dataSegmentsAreDroppedPerInstance() {
        WasmBuilder builder = new WasmBuilder();
        builder.memory(1);
        builder.passiveData("hello");
        builder.func("drop", "", "", "", "data.drop 0");
        builder.func("init", "i", "", "", "i32.const 0; i32.const 0; local.get 0; memory.init 0");
        Module module = builder.module(engine);
        Instance first = linker.instantiate(store, module);
        first.func("drop").call();
        first.func("init").call(0);
        assertThatThrownBy(() -> first.func("init").call(1)).isInstanceOf(Trap.class);
        linker.instantiate(store, module).func("init").call(5);
    }

    @Test
    void constantExpressionsMayComputeAndReadGlobals() {
        linker.define("env", "base", Global.of(store, new GlobalType(I32, false), 20));
        WasmBuilder builder = new WasmBuilder();
        builder.importGlobal("env", "base", 'i', 0);
        builder.export("sum", WasmBuilder.GLOBAL,
                builder.global('i', 0, "global.get 0; i32.const 3; i32.mul; i32.const 0x7fffffff; i32.add"));
        builder.export("wide", WasmBuilder.GLOBAL, builder.global('l', 0, "i64.const 5; i64.const 7; i64.sub"));
        builder.export("same", WasmBuilder.GLOBAL, builder.global('i', 0, "global.get 1"));
        builder.export("function", WasmBuilder.GLOBAL, builder.global('c', 0, "ref.func 0"));
        builder.func("f", "", "", "", "");
        builder.export("pi", WasmBuilder.GLOBAL, builder.global('d', 0, "f64.const 3.5"));
        builder.memory(1);
        builder.export("memory", WasmBuilder.MEMORY, 0);
        builder.data("global.get 0; i32.const 4; i32.add", "here");
        Instance instance = linker.instantiate(store, builder.module(engine));
        assertThat(instance.global("function").get()).isSameAs(instance.func("f"));
        assertThat(instance.global("sum").get()).isEqualTo(60 + Integer.MAX_VALUE);
        assertThat(instance.global("wide").get()).isEqualTo(-2L);
        assertThat(instance.global("same").get()).isEqualTo(instance.global("sum").get());
        assertThat(instance.global("pi").get()).isEqualTo(3.5);
        assertThat(instance.memory("memory").readString(24, 4)).isEqualTo("here");
    }

    @Test
    void oneThingIsAlwaysTheSameObject() {
        WasmBuilder builder = new WasmBuilder();
        builder.table('c', 1);
        builder.export("table", WasmBuilder.TABLE, 0);
        builder.func("f", "", "c", "", "ref.func 0");
        builder.elements("i32.const 0", 0);
        Instance instance = linker.instantiate(store, builder.module(engine));
        Func func = instance.func("f");
        assertThat(func.call()[0]).isSameAs(func);
        assertThat(instance.table("table").get(0)).isSameAs(func);
        assertThat(instance.exports().get("f")).isSameAs(func);
        assertThat(instance.table("table")).isSameAs(instance.table("table"));
    }

    @Test
    void startFunctionsCanBeForbidden() {
        WasmBuilder builder = new WasmBuilder();
        builder.start(builder.func("", "", "", ""));
        Engine strict = Engine.of(new Config().withStartFunctions(Config.StartFunctions.FORBID));
        assertThatThrownBy(() -> builder.module(strict)).isInstanceOf(LimitException.class)
                .hasMessageContaining("configuration disallows start functions but found one");
    }

    @Test
    void hostFunctionsCanBeStartFunctions() {
        WasmBuilder builder = new WasmBuilder();
        builder.start(builder.importFunc("env", "go", "", ""));
        List<String> calls = new ArrayList<>();
        linker.func("env", "go", Runnable.class, () -> calls.add("go"));
        linker.instantiate(store, builder.module(engine));
        assertThat(calls).containsExactly("go");
    }
}

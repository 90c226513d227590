package dev.vespula.text.script;

import dev.vespula.Global;
import dev.vespula.HostFunction;
import dev.vespula.Linker;
import dev.vespula.Memory;
import dev.vespula.Store;
import dev.vespula.Table;
import dev.vespula.types.AddressType;
import dev.vespula.types.FuncType;
import dev.vespula.types.GlobalType;
import dev.vespula.types.Limits;
import dev.vespula.types.MemoryType;
import dev.vespula.types.TableType;
import dev.vespula.types.ValType;

/** The host module {@code spectest} that scripts import from. Its printing functions print nothing. */
final class SpecTest {
    private static final String NAME = "spectest";
    private static final int PAGE = 16;
    private static final HostFunction<Void> SILENT = (caller, arguments) -> {};

    private SpecTest() {}

    static void define(Linker<Void> linker, Store<Void> store) {
        print(linker, "print");
        print(linker, "print_i32", ValType.I32);
        print(linker, "print_i64", ValType.I64);
        print(linker, "print_f32", ValType.F32);
        print(linker, "print_f64", ValType.F64);
        print(linker, "print_i32_f32", ValType.I32, ValType.F32);
        print(linker, "print_f64_f64", ValType.F64, ValType.F64);
        global(linker, store, "global_i32", ValType.I32, 666);
        global(linker, store, "global_i64", ValType.I64, 666L);
        global(linker, store, "global_f32", ValType.F32, 666.6f);
        global(linker, store, "global_f64", ValType.F64, 666.6);
        Limits slots = Limits.range(10, 20);
        linker.define(NAME, "table", Table.of(store, new TableType(AddressType.I32, slots, ValType.FUNCREF), null));
        linker.define(NAME, "table64", Table.of(store, new TableType(AddressType.I64, slots, ValType.FUNCREF), null));
        memory(linker, store, "memory", false);
        memory(linker, store, "shared_memory", true);
    }

    private static void print(Linker<Void> linker, String name, ValType... params) {
        linker.func(NAME, name, FuncType.of(params), SILENT);
    }

    private static void global(Linker<Void> linker, Store<Void> store, String name, ValType type, Object value) {
        linker.define(NAME, name, Global.of(store, new GlobalType(type, false), value));
    }

    private static void memory(Linker<Void> linker, Store<Void> store, String name, boolean shared) {
        MemoryType type = new MemoryType(AddressType.I32, Limits.range(1, 2), shared, PAGE);
        linker.define(NAME, name, Memory.of(store, type));
    }
}

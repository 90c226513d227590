package dev.vespula.cli;

import dev.vespula.component.internal.wit.print.JsonWriter;
import dev.vespula.types.AddressType;
import dev.vespula.types.ExternType;
import dev.vespula.types.FuncType;
import dev.vespula.types.GlobalType;
import dev.vespula.types.Limits;
import dev.vespula.types.MemoryType;
import dev.vespula.types.TableType;
import dev.vespula.types.TagType;
import dev.vespula.types.ValType;
import java.util.List;

/** Types of imports and exports as members of a JSON object: {@code kind}, and what that kind has. */
final class JsonTypes {
    private final JsonWriter json;

    JsonTypes(JsonWriter json) {
        this.json = json;
    }

    void members(ExternType type) {
        if (type instanceof FuncType func) {
            json.name("kind").string("func");
            list("params", func.params());
            list("results", func.results());
        } else if (type instanceof TableType table) {
            json.name("kind").string("table");
            json.name("element").string(table.element().toString());
            limits(table.address(), table.limits());
        } else if (type instanceof MemoryType memory) {
            json.name("kind").string("memory");
            limits(memory.address(), memory.limits());
            json.name("shared").truth(memory.shared());
            json.name("pageSize").number(memory.pageSize());
        } else if (type instanceof GlobalType global) {
            json.name("kind").string("global");
            json.name("content").string(global.content().toString());
            json.name("mutable").truth(global.mutable());
        } else {
            json.name("kind").string("tag");
            list("params", ((TagType) type).type().params());
        }
    }

    private void list(String name, List<ValType> types) {
        json.name(name).array(types, type -> json.string(type.toString()));
    }

    /** As strings: those of 64 bits are more than the numbers of many readers can hold. */
    private void limits(AddressType address, Limits limits) {
        json.name("address").string(address == AddressType.I64 ? "i64" : "i32");
        json.name("min").string(Long.toUnsignedString(limits.min()));
        limits.max().ifPresent(max -> json.name("max").string(Long.toUnsignedString(max)));
    }
}

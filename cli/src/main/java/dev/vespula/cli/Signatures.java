package dev.vespula.cli;

import dev.vespula.types.AddressType;
import dev.vespula.types.ExternType;
import dev.vespula.types.FuncType;
import dev.vespula.types.GlobalType;
import dev.vespula.types.MemoryType;
import dev.vespula.types.TableType;
import dev.vespula.types.TagType;
import dev.vespula.types.ValType;
import java.util.List;

/** Types in the words used for listings and messages. */
final class Signatures {
    private Signatures() {}

    /** For example {@code (i32, i64) -> f64}. */
    static String of(FuncType type) {
        String results = switch (type.results().size()) {
            case 0 -> "";
            case 1 -> " -> " + type.results().get(0);
            default -> " -> " + list(type.results());
        };
        return list(type.params()) + results;
    }

    /** For example {@code (i32, i64)}. */
    static String list(List<ValType> types) {
        StringBuilder text = new StringBuilder("(");
        for (ValType type : types) {
            text.append(text.length() == 1 ? "" : ", ").append(type);
        }
        return text.append(')').toString();
    }

    /** Kind and type of an import or export. */
    static String of(ExternType type) {
        if (type instanceof FuncType func) {
            return "func " + of(func);
        }
        if (type instanceof TableType table) {
            return "table " + address(table.address()) + table.limits() + " " + table.element();
        }
        if (type instanceof MemoryType memory) {
            String pageSize = memory.pageSizeLog2() == 16 ? "" : " (page size " + memory.pageSize() + ")";
            return "memory " + address(memory.address()) + memory.limits() + (memory.shared() ? " shared" : "") + pageSize;
        }
        if (type instanceof GlobalType global) {
            return "global " + (global.mutable() ? "(mut " + global.content() + ")" : global.content().toString());
        }
        return "tag " + list(((TagType) type).type().params());
    }

    private static String address(AddressType type) {
        return type == AddressType.I64 ? "i64 " : "";
    }
}

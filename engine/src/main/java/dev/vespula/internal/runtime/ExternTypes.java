package dev.vespula.internal.runtime;

import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.memory.LinearMemory;
import dev.vespula.internal.memory.MemoryShape;
import dev.vespula.types.AddressType;
import dev.vespula.types.ExternType;
import dev.vespula.types.FuncType;
import dev.vespula.types.GlobalType;
import dev.vespula.types.Limits;
import dev.vespula.types.MemoryType;
import dev.vespula.types.TableType;
import dev.vespula.types.TagType;
import java.util.OptionalLong;

/** Public types of what exists at run time; memories and tables appear with their present size as minimum. */
public final class ExternTypes {
    private ExternTypes() {}

    /** The type of a function. */
    public static FuncType of(FunctionInstance function) {
        return function(function.store.engine, function.type);
    }

    /** The type of a table with its present size. */
    public static TableType of(TableInstance table) {
        return table(table.store.engine, table.shape().withMinimum(table.size));
    }

    /** The type of a memory with its present size. */
    public static MemoryType of(LinearMemory memory) {
        return memory(memory.shape().withMinimum(memory.pages()));
    }

    /** The type of a global. */
    public static GlobalType of(GlobalCell global) {
        return global(global.store.engine, global.type, global.mutable);
    }

    /** The type of a tag. */
    public static TagType of(TagInstance tag) {
        return tag(tag.store.engine, tag.signature.type);
    }

    /** The type that a module declares for an import or for something of its own. */
    public static ExternType declared(ModuleCode module, ExternKind kind, int index) {
        EngineState engine = module.engine;
        return switch (kind) {
            case FUNCTION -> function(engine, module.model.functionTypeId(index));
            case TABLE -> table(engine, module.table(index));
            case MEMORY -> memory(module.memory(index));
            case GLOBAL -> global(engine, module.model.globalType(index), module.model.isGlobalMutable(index));
            case TAG -> tag(engine, module.typeId(module.model.tagType(index)));
        };
    }

    /** A type as messages print it: {@code [i32] -> []}, {@code (mut i32)}, {@code 1 5} and the like. */
    public static String text(ExternType type) {
        if (type instanceof GlobalType global) {
            return global.mutable() ? "(mut " + global.content() + ")" : global.content().toString();
        }
        if (type instanceof MemoryType memory) {
            String pages = memory.pageSizeLog2() == 16 ? "" : " pages of " + memory.pageSize();
            return "memory " + wide(memory.address()) + memory.limits() + (memory.shared() ? " shared" : "") + pages;
        }
        if (type instanceof TableType table) {
            return "table " + wide(table.address()) + table.limits() + " " + table.element();
        }
        return type instanceof TagType tag ? "tag " + tag.type() : type.toString();
    }

    private static String wide(AddressType address) {
        return address == AddressType.I64 ? "i64 " : "";
    }

    public static FuncType function(EngineState engine, int type) {
        return engine.publicTypes.funcType(type);
    }

    public static TableType table(EngineState engine, TableShape shape) {
        return new TableType(address(shape.wide()), limits(shape.minimum(), shape.maximum()),
                engine.publicTypes.refType(shape.type()));
    }

    public static MemoryType memory(MemoryShape shape) {
        return new MemoryType(address(shape.wide()), limits(shape.minimum(), shape.maximum()),
                shape.sharing() == MemoryShape.Sharing.SHARED, shape.pageSizeLog2());
    }

    public static GlobalType global(EngineState engine, int type, boolean mutable) {
        return new GlobalType(engine.publicTypes.valType(type), mutable);
    }

    public static TagType tag(EngineState engine, int type) {
        return new TagType(engine.publicTypes.funcType(type));
    }

    private static AddressType address(boolean wide) {
        return wide ? AddressType.I64 : AddressType.I32;
    }

    private static Limits limits(long minimum, long maximum) {
        return new Limits(minimum, maximum == -1 ? OptionalLong.empty() : OptionalLong.of(maximum));
    }
}

package dev.vespula.component.internal.validate;

import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.MemoryEntry;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.TableEntry;
import dev.vespula.internal.types.PublicTypes;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.types.AddressType;
import dev.vespula.types.ExternType;
import dev.vespula.types.GlobalType;
import dev.vespula.types.Limits;
import dev.vespula.types.MemoryType;
import dev.vespula.types.TableType;
import dev.vespula.types.TagType;

/** What a core module imports or exports, and its type. */
sealed interface CoreExtern {
    /** A function. */
    record Function(TypeDefinition type) implements CoreExtern {}

    /** A table. */
    record Table(TableEntry table) implements CoreExtern {}

    /** A memory. */
    record Memory(MemoryEntry memory) implements CoreExtern {}

    /** A global variable, its type as an int of ValTypes. */
    record Global(int type, boolean mutable) implements CoreExtern {}

    /** A tag. */
    record Tag(TypeDefinition type) implements CoreExtern {}

    /** Something in an index space of a module. */
    static CoreExtern of(ModuleModel module, ExternKind kind, int index) {
        return switch (kind) {
            case FUNCTION -> new Function(module.functionDefinition(index));
            case TABLE -> new Table(module.table(index));
            case MEMORY -> new Memory(module.memory(index));
            case GLOBAL -> new Global(module.globalType(index), module.isGlobalMutable(index));
            case TAG -> new Tag(module.tagDefinition(index));
        };
    }

    /** What messages call it. */
    default String word() {
        if (this instanceof Function) {
            return "func";
        }
        if (this instanceof Table) {
            return "table";
        }
        if (this instanceof Memory) {
            return "memory";
        }
        return this instanceof Global ? "global" : "tag";
    }

    /** What users see. */
    default ExternType type(TypeRegistry registry) {
        PublicTypes types = new PublicTypes(registry);
        if (this instanceof Function function) {
            return types.funcType(function.type.id());
        }
        if (this instanceof Table of) {
            TableEntry table = of.table;
            return new TableType(address(table.address64()), limits(table.min(), table.max(), table.hasMax()),
                    types.refType(table.type()));
        }
        if (this instanceof Memory of) {
            MemoryEntry memory = of.memory;
            return new MemoryType(address(memory.address64()), limits(memory.min(), memory.max(), memory.hasMax()),
                    memory.shared(), memory.pageSizeLog2());
        }
        if (this instanceof Global global) {
            return new GlobalType(types.valType(global.type), global.mutable);
        }
        return new TagType(types.funcType(((Tag) this).type.id()));
    }

    private static AddressType address(boolean isWide) {
        return isWide ? AddressType.I64 : AddressType.I32;
    }

    private static Limits limits(long min, long max, boolean hasMax) {
        return hasMax ? Limits.range(min, max) : Limits.atLeast(min);
    }
}

package dev.vespula.internal.instantiate;

import dev.vespula.LinkException;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.limits.Account;
import dev.vespula.internal.memory.LinearMemory;
import dev.vespula.internal.memory.MemoryShape;
import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.GlobalCell;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.TableInstance;
import dev.vespula.internal.runtime.TableShape;
import dev.vespula.internal.runtime.TagInstance;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.types.ExternType;

/**
 * Checks what is given for the imports of a module: section 3.4 of the specification. Memories and tables count with
 * their present size.
 */
final class ImportMatch {
    private final Account store;
    private final ModuleCode module;
    private final ModuleModel model;
    private final TypeRegistry types;

    ImportMatch(Account store, ModuleCode module) {
        this.store = store;
        this.module = module;
        this.model = module.model;
        this.types = module.engine.types;
    }

    void checkCount(int given) {
        int wanted = model.importCount();
        if (given != wanted) {
            throw new LinkException("the module has " + wanted + " imports but " + given + " were given" + module.inMessages());
        }
    }

    void check(ModuleCode.ImportName name, Object given) {
        if (given == null) {
            throw new LinkException("unknown import: nothing was given for " + name + module.inMessages());
        }
        ExternKind kind = kindOf(given);
        if (storeOf(given) != store) {
            throw new LinkException("the " + word(kind) + " given for import " + name + " belongs to another store"
                    + module.inMessages());
        }
        checkKind(name, kind);
        switch (kind) {
            case FUNCTION -> checkFunctionType(name, ((FunctionInstance) given).type);
            case TABLE -> checkTable(name, (TableInstance) given);
            case MEMORY -> checkMemory(name, (LinearMemory) given);
            case GLOBAL -> checkGlobal(name, (GlobalCell) given);
            case TAG -> checkTag(name, (TagInstance) given);
        }
    }

    /** Checks a function of the host that no store has yet. */
    void checkFunction(ModuleCode.ImportName name, Signature given) {
        checkKind(name, ExternKind.FUNCTION);
        checkFunctionType(name, given.type);
    }

    private void checkKind(ModuleCode.ImportName name, ExternKind given) {
        if (given != name.kind()) {
            throw new LinkException("incompatible import type for " + name + ": expected a " + word(name.kind())
                    + ", found a " + word(given) + module.inMessages());
        }
    }

    private void checkFunctionType(ModuleCode.ImportName name, int given) {
        int wanted = model.functionTypeId(name.index());
        if (model.isExact(name.index()) && given != wanted) {
            throw new LinkException("incompatible import type for " + name + ": expected exactly the type "
                    + ExternTypes.text(ExternTypes.function(module.engine, wanted)) + " of the module, found "
                    + ExternTypes.text(ExternTypes.function(module.engine, given)) + ", which is another" + module
                            .inMessages());
        }
        if (!module.engine.isFunctionSubtype(given, wanted)) {
            throw mismatch(name, ExternTypes.function(module.engine, wanted), ExternTypes.function(module.engine, given));
        }
    }

    private void checkTable(ModuleCode.ImportName name, TableInstance given) {
        TableShape wanted = module.table(name.index());
        TableShape declared = given.shape();
        boolean fits = declared.wide() == wanted.wide()
                && declared.type() == wanted.type()
                && within(given.size, declared.maximum(), wanted.minimum(), wanted.maximum());
        if (!fits) {
            throw mismatch(name, ExternTypes.table(module.engine, wanted), ExternTypes.of(given));
        }
    }

    private void checkMemory(ModuleCode.ImportName name, LinearMemory given) {
        MemoryShape wanted = module.memory(name.index());
        MemoryShape declared = given.shape();
        boolean fits = declared.wide() == wanted.wide()
                && declared.sharing() == wanted.sharing()
                && declared.pageSizeLog2() == wanted.pageSizeLog2()
                && within(given.pages(), declared.maximum(), wanted.minimum(), wanted.maximum());
        if (!fits) {
            throw mismatch(name, ExternTypes.memory(wanted), ExternTypes.of(given));
        }
    }

    /** Whether a present size and declared maximum satisfy wanted limits; all unsigned, -1 for no maximum. */
    private static boolean within(long size, long maximum, long wantedMinimum, long wantedMaximum) {
        return Long.compareUnsigned(size, wantedMinimum) >= 0
                && (wantedMaximum == -1 || maximum != -1 && Long.compareUnsigned(maximum, wantedMaximum) <= 0);
    }

    private void checkGlobal(ModuleCode.ImportName name, GlobalCell given) {
        int wanted = model.globalType(name.index());
        boolean mutable = model.isGlobalMutable(name.index());
        boolean fits = given.mutable == mutable
                && (mutable ? given.type == wanted : types.isSubtype(given.type, wanted));
        if (!fits) {
            throw mismatch(name, ExternTypes.global(module.engine, wanted, mutable), ExternTypes.of(given));
        }
    }

    private void checkTag(ModuleCode.ImportName name, TagInstance given) {
        int wanted = module.typeId(model.tagType(name.index()));
        if (given.signature.type != wanted) {
            throw mismatch(name, ExternTypes.tag(module.engine, wanted), ExternTypes.of(given));
        }
    }

    private LinkException mismatch(ModuleCode.ImportName name, ExternType wanted, ExternType found) {
        return new LinkException("incompatible import type for " + name + ": expected " + ExternTypes.text(wanted)
                + ", found " + ExternTypes.text(found) + module.inMessages());
    }

    private static ExternKind kindOf(Object given) {
        if (given instanceof FunctionInstance) {
            return ExternKind.FUNCTION;
        }
        if (given instanceof TableInstance) {
            return ExternKind.TABLE;
        }
        if (given instanceof LinearMemory) {
            return ExternKind.MEMORY;
        }
        if (given instanceof GlobalCell) {
            return ExternKind.GLOBAL;
        }
        if (given instanceof TagInstance) {
            return ExternKind.TAG;
        }
        throw new IllegalArgumentException("not something to import: " + given);
    }

    /** The store that something belongs to. */
    static Account storeOf(Object given) {
        if (given instanceof FunctionInstance function) {
            return function.store;
        }
        if (given instanceof TableInstance table) {
            return table.store;
        }
        if (given instanceof LinearMemory memory) {
            return memory.store;
        }
        if (given instanceof GlobalCell global) {
            return global.store;
        }
        return ((TagInstance) given).store;
    }

    private static String word(ExternKind kind) {
        return switch (kind) {
            case FUNCTION -> "function";
            case TABLE -> "table";
            case MEMORY -> "memory";
            case GLOBAL -> "global";
            case TAG -> "tag";
        };
    }
}

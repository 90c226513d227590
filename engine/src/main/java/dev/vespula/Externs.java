package dev.vespula;

import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.GlobalCell;
import dev.vespula.internal.runtime.LinearMemory;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.TableInstance;
import dev.vespula.internal.runtime.TagInstance;

/** From run-time objects to API objects and back. */
final class Externs {
    private Externs() {
    }

    /** The API object of an export. */
    static Extern exported(ModuleInstance instance, int export) {
        int index = instance.module.model.exportIndex(export);
        return switch (instance.module.model.exportKind(export)) {
            case FUNCTION -> Func.of(instance.function(index));
            case TABLE -> Table.of(instance.tables[index]);
            case MEMORY -> Memory.of(instance.memories[index]);
            case GLOBAL -> Global.of(instance.globals[index]);
            case TAG -> Tag.of(instance.tags[index]);
        };
    }

    /** The API object of a run-time object. */
    static Extern of(Object raw) {
        if (raw instanceof FunctionInstance function) {
            return Func.of(function);
        }
        if (raw instanceof LinearMemory memory) {
            return Memory.of(memory);
        }
        if (raw instanceof TableInstance table) {
            return Table.of(table);
        }
        if (raw instanceof GlobalCell global) {
            return Global.of(global);
        }
        return Tag.of((TagInstance) raw);
    }

    /** The run-time object of an API object. */
    static Object raw(Extern extern) {
        if (extern instanceof Func function) {
            return function.instance();
        }
        if (extern instanceof Memory memory) {
            return memory.instance();
        }
        if (extern instanceof Table table) {
            return table.instance();
        }
        if (extern instanceof Global global) {
            return global.cell();
        }
        return extern instanceof Tag tag ? tag.instance() : null;
    }
}

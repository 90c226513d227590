package dev.vespula.text.printer;

import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.NameSection;
import dev.vespula.internal.binary.NameSection.Space;
import dev.vespula.text.syntax.ExternWords;
import java.util.EnumMap;
import java.util.Map;

/** All names of a module. */
final class ModuleNames {
    private final ModuleModel model;
    private final NameSection section;
    private final Map<Space, Names> spaces = new EnumMap<>(Space.class);
    private final Names[] fields;

    ModuleNames(ModuleModel model) {
        this.model = model;
        this.section = model.names();
        put(Space.TYPE, model.typeCount());
        put(Space.FUNCTION, model.functionCount());
        put(Space.TABLE, model.tableCount());
        put(Space.MEMORY, model.memoryCount());
        put(Space.GLOBAL, model.globalCount());
        put(Space.TAG, model.tagCount());
        put(Space.ELEMENT, model.elementCount());
        put(Space.DATA, model.dataCount());
        fields = new Names[model.typeCount()];
    }

    private void put(Space space, int count) {
        spaces.put(space, new Names(count, index -> section.name(space, index)));
    }

    Names of(Space space) {
        return spaces.get(space);
    }

    Names of(ExternKind kind) {
        return of(ExternWords.space(kind));
    }

    /** What stands behind the keyword {@code module}. */
    String module() {
        String name = section.module();
        if (name == null) {
            return "";
        }
        return name.isEmpty() ? " (@name \"\")" : " " + Quoted.identifier(name);
    }

    Names locals(int function, int count) {
        return section.hasLocals(function) ? new Names(count, local -> section.local(function, local)) : Names.NONE;
    }

    /** The name of a block, counted in the order of their beginnings, or null. */
    String label(int function, int block) {
        return section.label(function, block);
    }

    Names fields(int type) {
        if (fields[type] == null) {
            fields[type] = new Names(model.type(type).fieldCount(), field -> section.field(type, field));
        }
        return fields[type];
    }

    /** How an instruction refers to a field. */
    String field(int type, int field) {
        boolean known = type >= 0 && type < model.typeCount();
        return known ? fields(type).reference(field) : Integer.toUnsignedString(field);
    }
}

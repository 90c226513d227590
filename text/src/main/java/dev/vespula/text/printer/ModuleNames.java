package dev.vespula.text.printer;

import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.NameSection;
import dev.vespula.internal.binary.NameSection.Space;

/** All names of a module. */
final class ModuleNames {

    final Names types;
    final Names functions;
    final Names tables;
    final Names memories;
    final Names globals;
    final Names tags;
    final Names elems;
    final Names datas;
    private final ModuleModel model;
    private final NameSection section;
    private final Names[] fields;

    ModuleNames(ModuleModel model) {
        this.model = model;
        this.section = model.names();
        types = Names.of(section, Space.TYPE, model.typeCount());
        functions = Names.of(section, Space.FUNCTION, model.functionCount());
        tables = Names.of(section, Space.TABLE, model.tableCount());
        memories = Names.of(section, Space.MEMORY, model.memoryCount());
        globals = Names.of(section, Space.GLOBAL, model.globalCount());
        tags = Names.of(section, Space.TAG, model.tagCount());
        elems = Names.of(section, Space.ELEMENT, model.elementCount());
        datas = Names.of(section, Space.DATA, model.dataCount());
        fields = new Names[model.typeCount()];
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

package dev.vespula.component.internal.binary;

import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.model.ComponentNames;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.model.Definition.Argument;
import dev.vespula.component.internal.model.Definition.NamedExport;
import dev.vespula.component.internal.model.Sort;
import java.util.Map;
import java.util.TreeMap;

/**
 * Encodes components. Definitions of one kind that follow each other share a section; names come last. Nothing is checked:
 * what is encoded is valid when the model is.
 */
public final class ComponentEncoder {
    private final ByteSink file = new ByteSink();
    private ByteSink section = new ByteSink();
    private int sectionId;
    private int items;
    private TypeWriter types = new TypeWriter(section);

    private ComponentEncoder() {}

    /** The bytes of a component. */
    public static byte[] encode(ComponentModel component) {
        return encoded(component).toBytes();
    }

    private static ByteSink encoded(ComponentModel component) {
        ComponentEncoder encoder = new ComponentEncoder();
        encoder.file.writeFixed32(ComponentFormat.MAGIC);
        encoder.file.writeFixed32(ComponentFormat.COMPONENT_VERSION);
        component.definitions().forEach(encoder::write);
        encoder.finishSection();
        encoder.writeNames(component.names());
        return encoder.file;
    }

    private void write(Definition definition) {
        if (definition instanceof Definition.OfCoreModule module) {
            finishSection();
            file.writeByte(ComponentFormat.CORE_MODULE_SECTION);
            file.writeU32(module.binary().length());
            file.writeSlice(module.binary());
        } else if (definition instanceof Definition.OfComponent component) {
            finishSection();
            file.writeByte(ComponentFormat.COMPONENT_SECTION);
            file.writeSized(encoded(component.component()));
        } else if (definition instanceof Definition.OfCustomSection custom) {
            finishSection();
            section.writeName(custom.name());
            section.writeSlice(custom.content());
            writeSection(ComponentFormat.CUSTOM_SECTION);
        } else if (definition instanceof Definition.OfStart start) {
            finishSection();
            section.writeU32(start.function());
            section.writeVector(start.arguments(), section::writeU32);
            section.writeU32(start.results());
            writeSection(ComponentFormat.START_SECTION);
        } else {
            writeItem(definition);
        }
    }

    /** Writes what stands in a vector with its like. */
    private void writeItem(Definition definition) {
        if (definition instanceof Definition.OfCoreInstance instance) {
            beginItem(ComponentFormat.CORE_INSTANCE_SECTION);
            section.writeByte(ComponentFormat.INSTANTIATE);
            section.writeU32(instance.module());
            section.writeVector(instance.arguments(), this::writeCoreArgument);
        } else if (definition instanceof Definition.OfCoreExports instance) {
            beginItem(ComponentFormat.CORE_INSTANCE_SECTION);
            section.writeByte(ComponentFormat.BAG_OF_EXPORTS);
            section.writeVector(instance.exports(), this::writeCoreArgument);
        } else if (definition instanceof Definition.OfCoreType type) {
            beginItem(ComponentFormat.CORE_TYPE_SECTION);
            types.writeCoreType(type.type());
        } else if (definition instanceof Definition.OfInstance instance) {
            beginItem(ComponentFormat.INSTANCE_SECTION);
            section.writeByte(ComponentFormat.INSTANTIATE);
            section.writeU32(instance.component());
            section.writeVector(instance.arguments(), this::writeArgument);
        } else if (definition instanceof Definition.OfExports instance) {
            beginItem(ComponentFormat.INSTANCE_SECTION);
            section.writeByte(ComponentFormat.BAG_OF_EXPORTS);
            section.writeVector(instance.exports(), this::writeBagExport);
        } else if (definition instanceof Definition.OfAlias alias) {
            beginItem(ComponentFormat.ALIAS_SECTION);
            types.sorts().writeAlias(alias.alias());
        } else if (definition instanceof Definition.OfType type) {
            beginItem(ComponentFormat.TYPE_SECTION);
            types.writeType(type.type());
        } else if (definition instanceof Definition.OfCanon canon) {
            beginItem(ComponentFormat.CANON_SECTION);
            new CanonWriter(section, types).writeCanon(canon.canon());
        } else if (definition instanceof Definition.OfImport imported) {
            beginItem(ComponentFormat.IMPORT_SECTION);
            types.sorts().writeName(imported.name());
            types.sorts().writeDescription(imported.description());
        } else if (definition instanceof Definition.OfExport export) {
            beginItem(ComponentFormat.EXPORT_SECTION);
            types.sorts().writeName(export.name());
            types.sorts().writeSortIndex(export.sort(), export.index());
            section.writeOptional(export.ascribed(), types.sorts()::writeDescription);
        }
    }

    private void writeCoreArgument(Argument argument) {
        section.writeName(argument.name());
        section.writeByte(argument.sort().code());
        section.writeU32(argument.index());
    }

    private void writeArgument(Argument argument) {
        section.writeName(argument.name());
        types.sorts().writeSortIndex(argument.sort(), argument.index());
    }

    private void writeBagExport(NamedExport export) {
        types.sorts().writeName(export.name());
        types.sorts().writeSortIndex(export.sort(), export.index());
    }

    private void beginItem(int id) {
        if (items > 0 && id != sectionId) {
            finishSection();
        }
        sectionId = id;
        items++;
    }

    /** Writes the section of a vector that is being made, if there is one. */
    private void finishSection() {
        if (items > 0) {
            ByteSink vector = new ByteSink();
            vector.writeU32(items);
            vector.writeSink(section);
            section = vector;
            writeSection(sectionId);
        }
    }

    private void writeSection(int id) {
        file.writeByte(id);
        file.writeSized(section);
        section = new ByteSink();
        types = new TypeWriter(section);
        items = 0;
    }

    private void writeNames(ComponentNames names) {
        if (names.component().isEmpty() && names.names().isEmpty()) {
            return;
        }
        section.writeName(ComponentFormat.NAME_SECTION);
        names.component().ifPresent(name -> {
            ByteSink subsection = new ByteSink();
            subsection.writeName(name);
            section.writeByte(ComponentFormat.COMPONENT_NAME);
            section.writeSized(subsection);
        });
        // In the order of the sorts and of the indices, whatever maps they come in.
        for (Sort sort : Sort.values()) {
            Map<Integer, String> map = names.names().get(sort);
            if (map != null) {
                section.writeByte(ComponentFormat.NAMES_OF_SORT);
                section.writeSized(namesOf(sort, map));
            }
        }
        writeSection(ComponentFormat.CUSTOM_SECTION);
    }

    private static ByteSink namesOf(Sort sort, Map<Integer, String> map) {
        ByteSink subsection = new ByteSink();
        new TypeWriter(subsection).sorts().writeSort(sort);
        subsection.writeU32(map.size());
        new TreeMap<>(map).forEach((index, name) -> {
            subsection.writeU32(index);
            subsection.writeName(name);
        });
        return subsection;
    }
}

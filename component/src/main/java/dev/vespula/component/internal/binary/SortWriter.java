package dev.vespula.component.internal.binary;

import dev.vespula.component.internal.model.Alias;
import dev.vespula.component.internal.model.ExternDescription;
import dev.vespula.component.internal.model.ExternName;
import dev.vespula.component.internal.model.Sort;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes what refers to things by sort, index and name: the reverse of {@link SortReader}. */
final class SortWriter {
    private static final int CORE = 0;

    private final ByteSink out;
    private final TypeWriter types;

    SortWriter(ByteSink out, TypeWriter types) {
        this.out = out;
        this.types = types;
    }

    void writeSort(Sort sort) {
        if (sort.isCore()) {
            out.writeByte(CORE);
        }
        out.writeByte(sort.code());
    }

    void writeSortIndex(Sort sort, int index) {
        writeSort(sort);
        out.writeU32(index);
    }

    void writeName(ExternName name) {
        int attributes = (int) Stream.of(name.implemented(), name.versionSuffix(), name.externalId())
                .filter(Optional::isPresent).count();
        out.writeByte(attributes == 0 ? ComponentFormat.PLAIN_NAME : ComponentFormat.NAME_WITH_ATTRIBUTES);
        out.writeName(name.name());
        if (attributes > 0) {
            out.writeU32(attributes);
            writeAttribute(ComponentFormat.IMPLEMENTS, name.implemented());
            writeAttribute(ComponentFormat.VERSION_SUFFIX, name.versionSuffix());
            writeAttribute(ComponentFormat.EXTERNAL_ID, name.externalId());
        }
    }

    private void writeAttribute(int code, Optional<String> value) {
        value.ifPresent(text -> {
            out.writeByte(code);
            out.writeName(text);
        });
    }

    void writeDescription(ExternDescription description) {
        writeSort(description.sort());
        if (description instanceof ExternDescription.OfCoreModule module) {
            out.writeU32(module.coreType());
        } else if (description instanceof ExternDescription.OfFunction function) {
            out.writeU32(function.type());
        } else if (description instanceof ExternDescription.OfEqualValue value) {
            out.writeByte(ComponentFormat.EQUAL_BOUND);
            out.writeU32(value.value());
        } else if (description instanceof ExternDescription.OfValue value) {
            out.writeByte(ComponentFormat.VALUE_TYPE_BOUND);
            types.writeRef(value.type());
        } else if (description instanceof ExternDescription.OfEqualType type) {
            out.writeByte(ComponentFormat.EQUAL_BOUND);
            out.writeU32(type.type());
        } else if (description instanceof ExternDescription.OfResource) {
            out.writeByte(ComponentFormat.SUB_RESOURCE);
        } else if (description instanceof ExternDescription.OfComponent component) {
            out.writeU32(component.type());
        } else if (description instanceof ExternDescription.OfInstance instance) {
            out.writeU32(instance.type());
        }
    }

    void writeAlias(Alias alias) {
        writeSort(alias.sort());
        if (alias instanceof Alias.OfExport export) {
            out.writeByte(ComponentFormat.EXPORT_ALIAS);
            out.writeU32(export.instance());
            out.writeName(export.name());
        } else if (alias instanceof Alias.OfCoreExport export) {
            out.writeByte(ComponentFormat.CORE_EXPORT_ALIAS);
            out.writeU32(export.instance());
            out.writeName(export.name());
        } else if (alias instanceof Alias.OfOuter outer) {
            out.writeByte(ComponentFormat.OUTER_ALIAS);
            out.writeU32(outer.count());
            out.writeU32(outer.index());
        }
    }
}

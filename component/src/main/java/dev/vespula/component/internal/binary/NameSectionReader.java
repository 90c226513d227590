package dev.vespula.component.internal.binary;

import dev.vespula.WasmException;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ComponentNames;
import dev.vespula.component.internal.model.Slice;
import dev.vespula.component.internal.model.Sort;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the custom section {@code component-name}. It has no say in whether a component is well-formed: where it is broken,
 * what came before the broken place counts.
 */
final class NameSectionReader {
    private final ComponentReader reader;
    private final SortReader sorts;
    private Optional<String> component = Optional.empty();
    private final Map<Sort, Map<Integer, String>> names = new EnumMap<>(Sort.class);

    private NameSectionReader(Slice content) {
        reader = new ComponentReader(content.bytes(), ComponentFeatures.DEFAULT);
        reader.skip(content.from());
        reader.limitTo(content.length());
        sorts = new SortReader(reader);
    }

    static ComponentNames read(Slice content) {
        NameSectionReader section = new NameSectionReader(content);
        try {
            while (section.reader.remaining() > 0) {
                section.readSubsection();
            }
        } catch (WasmException broken) {
            // The rest is unusable; names are a help, not a duty.
        }
        return section.names.isEmpty() && section.component.isEmpty()
                ? ComponentNames.NONE
                : new ComponentNames(section.component, section.names);
    }

    private void readSubsection() {
        int id = reader.readByte();
        int outer = reader.limitTo(reader.readU32());
        if (id == ComponentFormat.COMPONENT_NAME) {
            component = Optional.of(reader.readName());
        } else if (id == ComponentFormat.NAMES_OF_SORT) {
            readNames();
        }
        reader.takeRest();
        reader.restoreEnd(outer);
    }

    private void readNames() {
        Sort sort = sorts.readAnySort();
        if (sort == null) {
            return;
        }
        Map<Integer, String> map = names.computeIfAbsent(sort, ignored -> new TreeMap<>());
        int count = reader.readCount(Integer.MAX_VALUE, "names");
        for (int k = 0; k < count; k++) {
            // The first name of an index counts.
            map.putIfAbsent(reader.readU32(), reader.readName());
        }
    }
}

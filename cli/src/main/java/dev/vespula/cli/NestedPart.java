package dev.vespula.cli;

import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.internal.names.PrintableName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A module or component within a component; what stands in a section of its own.
 *
 * @param sort {@link Sort#CORE_MODULE} or {@link Sort#COMPONENT}
 * @param index its index, which imports, aliases and exports take as well
 * @param name its name, or null
 * @param offset where it begins in the file
 * @param parts what is within it in turn
 */
record NestedPart(Sort sort, int index, String name, int offset, int size, List<NestedPart> parts) {
    /** Those of a component, in their order. Nesting is bounded by the decoder. */
    static List<NestedPart> of(byte[] wasm, ComponentModel model) {
        return of(wasm, model, 0, wasm.length);
    }

    private static List<NestedPart> of(byte[] wasm, ComponentModel model, int from, int to) {
        List<NestedPart> parts = new ArrayList<>();
        Iterator<SectionTable.Section> sections = SectionTable.ofComponent(wasm, from, to).sections().stream()
                .filter(one -> one.kind().equals(Sort.CORE_MODULE.text()) || one.kind().equals(Sort.COMPONENT.text()))
                .iterator();
        int modules = 0;
        int components = 0;
        for (Definition definition : model.definitions()) {
            if (definition instanceof Definition.OfCoreModule) {
                parts.add(of(model, Sort.CORE_MODULE, modules++, sections.next(), List.of()));
            } else if (definition instanceof Definition.OfComponent one) {
                SectionTable.Section section = sections.next();
                parts.add(of(model, Sort.COMPONENT, components++, section,
                        of(wasm, one.component(), section.offset(), section.offset() + section.size())));
            } else {
                Sort sort = definition instanceof Definition.OfImport one ? one.description().sort()
                        : definition instanceof Definition.OfExport one ? one.sort()
                        : definition instanceof Definition.OfAlias one ? one.alias().sort() : null;
                modules += sort == Sort.CORE_MODULE ? 1 : 0;
                components += sort == Sort.COMPONENT ? 1 : 0;
            }
        }
        return parts;
    }

    private static NestedPart of(ComponentModel model, Sort sort, int index, SectionTable.Section section,
            List<NestedPart> parts) {
        return new NestedPart(sort, index, model.names().names().getOrDefault(sort, Map.of()).get(index), section.offset(),
                section.size(), parts);
    }

    /** Whether it is a core module, and so has code. */
    boolean isModule() {
        return sort == Sort.CORE_MODULE;
    }

    /** Its bytes, of those of the file. */
    byte[] binary(byte[] wasm) {
        return Arrays.copyOfRange(wasm, offset, offset + size);
    }

    /** What it is and where. */
    String title() {
        return sort.text() + " " + index + (name == null ? "" : " " + PrintableName.of(name)) + ": " + size + " bytes from 0x"
                + Integer.toHexString(offset);
    }
}

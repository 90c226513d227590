package dev.vespula.cli;

import dev.vespula.InvalidException;
import dev.vespula.component.Component;
import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.model.ExternDescription;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.component.wit.WitPackages;
import dev.vespula.internal.names.PrintableName;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What a component consists of, needs and offers. */
final class ComponentSummary {
    private final PrintStream out;
    private final byte[] wasm;
    private final List<String> nested = new ArrayList<>();

    /** Prints to a stream about a component that is known to be valid. */
    ComponentSummary(PrintStream out, byte[] wasm) {
        this.out = out;
        this.wasm = wasm;
    }

    /**
     * Prints.
     *
     * @param component the same, for its type
     */
    void print(String file, Component component) {
        ComponentModel model = ComponentDecoder.decode(wasm, ComponentFeatures.ALL);
        out.println(PrintableName.escaped(file) + ": " + wasm.length + " bytes, component"
                + model.names().component().map(name -> " " + PrintableName.of(name)).orElse(""));
        SectionTable sections = SectionTable.ofComponent(wasm, 0, wasm.length);
        sections.print(out);
        listNested(model, sections, "");
        print("modules and components within it", nested);
        printExterns(model);
        out.println();
        out.print(world(component));
    }

    /** A module or component within one; what stands in a section of its own. */
    private record Nested(Sort sort, int index, ComponentModel component) {}

    private void listNested(ComponentModel model, SectionTable table, String indent) {
        Iterator<Nested> next = nestedIn(model).iterator();
        for (SectionTable.Section section : table.sections()) {
            if (!section.name().equals(Sort.CORE_MODULE.text()) && !section.name().equals(Sort.COMPONENT.text())) {
                continue;
            }
            Nested one = next.next();
            String name = model.names().names().getOrDefault(one.sort(), Map.of()).get(one.index());
            nested.add(indent + one.sort().text() + " " + one.index() + (name == null ? "" : " " + PrintableName.of(name))
                    + ": "
                    + section.size() + " bytes from 0x" + Integer.toHexString(section.offset()));
            if (one.component() != null) {
                listNested(one.component(), SectionTable.ofComponent(wasm, section.offset(), section.offset() + section.size()),
                        indent + "  ");
            }
        }
    }

    /** In their order, with their indices, which imports, aliases and exports take as well. */
    private static List<Nested> nestedIn(ComponentModel model) {
        List<Nested> found = new ArrayList<>();
        int modules = 0;
        int components = 0;
        for (Definition definition : model.definitions()) {
            if (definition instanceof Definition.OfCoreModule) {
                found.add(new Nested(Sort.CORE_MODULE, modules++, null));
            } else if (definition instanceof Definition.OfComponent one) {
                found.add(new Nested(Sort.COMPONENT, components++, one.component()));
            } else {
                Sort sort = definition instanceof Definition.OfImport one ? one.description().sort()
                        : definition instanceof Definition.OfExport one ? one.sort()
                        : definition instanceof Definition.OfAlias one ? one.alias().sort() : null;
                modules += sort == Sort.CORE_MODULE ? 1 : 0;
                components += sort == Sort.COMPONENT ? 1 : 0;
            }
        }
        return found;
    }

    private void printExterns(ComponentModel model) {
        List<String> imports = new ArrayList<>();
        List<String> exports = new ArrayList<>();
        for (Definition definition : model.definitions()) {
            if (definition instanceof Definition.OfImport one) {
                imports.add(PrintableName.of(one.name().name()) + ": " + one.description().sort().text()
                        + (one.description() instanceof ExternDescription.OfResource ? " (sub resource)" : ""));
            } else if (definition instanceof Definition.OfExport one) {
                exports.add(PrintableName.of(one.name().name()) + ": " + one.sort().text());
            }
        }
        print("imports", imports);
        print("exports", exports);
    }

    private void print(String what, List<String> lines) {
        out.println();
        out.println(lines.size() + " " + what);
        lines.forEach(line -> out.println("  " + line));
    }

    private static String world(Component component) {
        try {
            return WitPackages.of(component.type()).toWit();
        } catch (InvalidException notWit) {
            return "its world cannot be written as WIT: " + PrintableName.escaped(notWit.reason()) + "\n";
        }
    }
}

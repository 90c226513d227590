package dev.vespula.cli;

import dev.vespula.InvalidException;
import dev.vespula.component.Component;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.model.ExternDescription;
import dev.vespula.component.wit.WitPackages;
import dev.vespula.internal.names.PrintableName;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What a component consists of, needs and offers, as text. */
final class ComponentSummary {
    private final PrintStream out;
    private final byte[] wasm;
    private final ComponentModel model;

    /** Prints to a stream about a component. */
    ComponentSummary(PrintStream out, byte[] wasm, ComponentModel model) {
        this.out = out;
        this.wasm = wasm;
        this.model = model;
    }

    /** Prints of which sections it consists. */
    void printSections(String file) {
        out.println(PrintableName.escaped(file) + ": " + wasm.length + " bytes, component"
                + model.names().component().map(name -> " " + PrintableName.of(name)).orElse(""));
        SectionTable.ofComponent(wasm, 0, wasm.length).print(out);
    }

    /**
     * Prints what is within it, and what it needs and offers.
     *
     * @param component the same, for its type
     */
    void printContent(Component component) {
        List<String> nested = new ArrayList<>();
        list(NestedPart.of(wasm, model), "", nested);
        print("modules and components within it", nested);
        printExterns();
        out.println();
        out.print(world(component));
    }

    private static void list(List<NestedPart> parts, String indent, List<String> lines) {
        for (NestedPart part : parts) {
            lines.add(indent + part.title());
            list(part.parts(), indent + "  ", lines);
        }
    }

    private void printExterns() {
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

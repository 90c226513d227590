package dev.vespula.cli;

import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.model.ExternDescription;
import dev.vespula.internal.names.PrintableName;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What a component consists of, needs and offers, as far as it can be told without validation. */
final class ComponentSummary {
    private ComponentSummary() {}

    /**
     * Decodes a component and prints about it.
     *
     * @throws dev.vespula.ModuleException if it is malformed
     */
    static void print(PrintStream out, String file, byte[] wasm) {
        ComponentModel component = ComponentDecoder.decode(wasm, ComponentFeatures.DEFAULT);
        out.println(PrintableName.escaped(file) + ": " + wasm.length + " bytes, component"
                + component.names().component().map(name -> " " + PrintableName.of(name)).orElse(""));
        SectionTable.ofComponent(wasm).print(out);
        List<String> imports = new ArrayList<>();
        List<String> exports = new ArrayList<>();
        for (Definition definition : component.definitions()) {
            if (definition instanceof Definition.OfImport one) {
                imports.add(PrintableName.of(one.name().name()) + ": " + one.description().sort().text()
                        + (one.description() instanceof ExternDescription.OfResource ? " (sub resource)" : ""));
            } else if (definition instanceof Definition.OfExport one) {
                exports.add(PrintableName.of(one.name().name()) + ": " + one.sort().text());
            }
        }
        print(out, "imports", imports);
        print(out, "exports", exports);
    }

    private static void print(PrintStream out, String what, List<String> lines) {
        out.println();
        out.println(lines.size() + " " + what);
        lines.forEach(line -> out.println("  " + line));
    }
}

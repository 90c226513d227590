package dev.vespula.cli;

import dev.vespula.Engine;
import dev.vespula.Module;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.types.ExportType;
import dev.vespula.types.ImportType;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** {@code vespula inspect}: what a module consists of, needs and offers. */
final class InspectCommand extends Command {
    private final ModuleOptions modules = new ModuleOptions();

    InspectCommand() {
        super("inspect", "Shows a module's sections, imports, exports and sizes.", "FILE");
        takes(modules.options());
    }

    @Override
    int run(Console console) {
        String file = arguments().get(0);
        ModuleFile given = new ModuleFile(modules, console, file);
        byte[] content = given.content();
        Module module = Module.of(Engine.of(modules.config()), file, content);
        byte[] wasm = given.binary(content);
        PrintStream out = console.out();
        out.println(PrintableName.escaped(file) + ": " + wasm.length + " bytes" + (modules.isCompiled(file) ? " compiled" : "")
                + module.name().map(name -> ", module " + PrintableName.of(name)).orElse(""));
        printSections(out, wasm);
        List<ImportType> imports = module.imports();
        out.println();
        out.println(imports.size() + " imports");
        for (ImportType one : imports) {
            out.println("  " + PrintableName.of(one.module()) + " " + PrintableName.of(one.name()) + ": " + Signatures.of(one
                    .type()));
        }
        List<ExportType> exports = module.exports();
        out.println();
        out.println(exports.size() + " exports");
        for (ExportType one : exports) {
            out.println("  " + PrintableName.of(one.name()) + ": " + Signatures.of(one.type()));
        }
        return Main.OK;
    }

    private static void printSections(PrintStream out, byte[] wasm) {
        List<SectionList.Section> sections = SectionList.of(wasm);
        out.println();
        out.println(sections.size() + " sections" + String.format(Locale.ROOT, "%22s%12s%10s", "offset", "bytes", "entries"));
        for (SectionList.Section section : sections) {
            out.println(String.format(Locale.ROOT, "  %-20s%#10x%12d%10s", PrintableName.of(section.name()), section.offset(),
                    section.size(),
                    section.entries() < 0 ? "" : section.entries()));
        }
    }
}

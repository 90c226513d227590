package dev.vespula.cli;

import dev.vespula.Engine;
import dev.vespula.Module;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.types.ExportType;
import dev.vespula.types.ImportType;
import java.io.PrintStream;
import java.util.List;

/** {@code vespula inspect}: what a module or component consists of, needs and offers. */
final class InspectCommand extends Command {
    private final ModuleOptions modules = new ModuleOptions();

    InspectCommand() {
        super("inspect", "Shows the sections, imports, exports and sizes of a module or component.", "FILE");
        takes(modules.options());
        explain("Of a component it shows the modules and components within it and its world, as WIT.");
    }

    @Override
    int run(Console console) {
        String file = arguments().get(0);
        ModuleFile given = new ModuleFile(modules, console, file);
        Engine engine = Engine.of(modules.config());
        byte[] wasm = given.binary();
        if (given.isComponent()) {
            new ComponentSummary(console.out(), wasm).print(file, given.component(engine));
            return Main.OK;
        }
        Module module = given.module(engine);
        PrintStream out = console.out();
        out.println(PrintableName.escaped(file) + ": " + wasm.length + " bytes" + (modules.isCompiled(file) ? " compiled" : "")
                + module.name().map(name -> ", module " + PrintableName.of(name)).orElse(""));
        SectionTable.ofModule(wasm).print(out);
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
}

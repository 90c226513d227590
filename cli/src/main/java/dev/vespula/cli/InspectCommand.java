package dev.vespula.cli;

import dev.vespula.Engine;
import dev.vespula.Module;
import dev.vespula.ModuleException;
import dev.vespula.cli.Surroundings.Shown;
import dev.vespula.component.Component;
import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.wit.print.JsonWriter;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.text.printer.CodeListing;
import dev.vespula.types.ExportType;
import dev.vespula.types.ImportType;
import java.io.PrintStream;
import java.util.List;

/** {@code vespula inspect}: what a module or component consists of, needs and offers. */
final class InspectCommand extends Command {
    private final ModuleOptions modules = new ModuleOptions();
    private final Option code = Option.flag("--code",
            "Show the code instead of imports and exports: each function with its offset, each instruction with offset and bytes.");
    private final Option func = Option.value("--func", "FUNC",
            "With --code: only the function of that index, name or export name.");
    private final Option json = JsonOutput.option();

    InspectCommand() {
        super("inspect", "Shows the sections, imports, exports, sizes and code of a module or component.", "FILE");
        takes(code, func, json);
        takes(modules.options());
        explain("Of a component it shows the modules and components within it and its world, as WIT.",
                "Offsets of code count from the beginning of the module, as in messages and backtraces; of a module within a "
                        + "component it is told where that begins. Code is shown without validating it, so that a module that is "
                        + "refused can be looked at.");
    }

    @Override
    int run(Console console) {
        if (func.isGiven() && !code.isGiven()) {
            throw new UsageException(func.name() + " needs " + code.name());
        }
        ModuleFile given = new ModuleFile(modules, console, arguments().get(0));
        if (json.isGiven()) {
            return JsonOutput.print(console, document -> describe(given, document));
        }
        PrintStream out = console.buffered();
        try {
            return code.isGiven() ? showCode(given, out, console.paint(Shown.OUT)) : show(given, out);
        } finally {
            out.flush();
        }
    }

    // ---- as text

    private int show(ModuleFile given, PrintStream out) {
        Engine engine = Engine.of(modules.config());
        byte[] wasm = given.binary();
        if (given.isComponent()) {
            ComponentSummary summary = new ComponentSummary(out, wasm, decode(wasm));
            Component component = given.component(engine);
            summary.printSections(given.name());
            summary.printContent(component);
            return Main.OK;
        }
        Module module = given.module(engine);
        printSections(given, wasm, module.name().orElse(null), out);
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

    private void printSections(ModuleFile given, byte[] wasm, String name, PrintStream out) {
        out.println(PrintableName.escaped(given.name()) + ": " + wasm.length + " bytes"
                + (modules.isCompiled(given.name()) ? " compiled" : "")
                + (name == null ? "" : ", module " + PrintableName.of(name)));
        SectionTable.ofModule(wasm).print(out);
    }

    private static ComponentModel decode(byte[] wasm) {
        return ComponentDecoder.decode(wasm, ComponentFeatures.ALL);
    }

    private int showCode(ModuleFile given, PrintStream out, Paint paint) {
        byte[] wasm = given.binary();
        CodeRequest request = new CodeRequest(given.name(), func);
        CodeText text = new CodeText(out, paint);
        if (given.isComponent()) {
            ComponentModel model = decode(wasm);
            if (!func.isGiven()) {
                new ComponentSummary(out, wasm, model).printSections(given.name());
            }
            showParts(NestedPart.of(wasm, model), wasm, request, text, out);
        } else {
            CodeListing listing = new CodeListing(wasm);
            if (!func.isGiven()) {
                printSections(given, wasm, listing.moduleName(), out);
            }
            showFunctions(wasm, listing, request, text);
        }
        request.end();
        return Main.OK;
    }

    private static void showParts(List<NestedPart> parts, byte[] wasm, CodeRequest request, CodeText text, PrintStream out) {
        for (NestedPart part : parts) {
            out.println();
            out.println(part.title());
            if (part.isModule()) {
                byte[] binary = part.binary(wasm);
                showFunctions(binary, new CodeListing(binary), request, text);
            }
            showParts(part.parts(), wasm, request, text, out);
        }
    }

    private static void showFunctions(byte[] binary, CodeListing listing, CodeRequest request, CodeText text) {
        for (int function = listing.firstFunction(); function < listing.functionCount(); function++) {
            if (request.isWanted(listing, function)) {
                text.print(binary, listing, function);
            }
        }
    }

    // ---- as JSON

    private Problem describe(ModuleFile given, JsonWriter document) {
        InspectJson writer = new InspectJson(document);
        document.name("file").string(given.name());
        try {
            byte[] wasm = given.binary();
            CodeRequest request = new CodeRequest(given.name(), func);
            if (given.isComponent()) {
                describeComponent(given, wasm, writer, request);
            } else {
                describeModule(given, wasm, writer, request);
            }
            return code.isGiven() ? request.end() : null;
        } catch (ModuleException e) {
            return JsonOutput.error(document, Problem.of(given.name(), e));
        } catch (CommandException e) {
            return JsonOutput.error(document, Problem.of(e));
        }
    }

    private void describeModule(ModuleFile given, byte[] wasm, InspectJson writer, CodeRequest request) {
        if (code.isGiven()) {
            CodeListing listing = new CodeListing(wasm);
            writer.module(wasm, listing.moduleName());
            writer.functions(wasm, listing, request);
        } else {
            Module module = given.module(Engine.of(modules.config()));
            writer.module(wasm, module.name().orElse(null));
            writer.externs(module);
        }
    }

    private void describeComponent(ModuleFile given, byte[] wasm, InspectJson writer, CodeRequest request) {
        ComponentModel model = decode(wasm);
        List<NestedPart> parts = NestedPart.of(wasm, model);
        if (code.isGiven()) {
            writer.component(wasm, model);
            writer.parts(parts, wasm, request);
        } else {
            Component component = given.component(Engine.of(modules.config()));
            writer.component(wasm, model);
            writer.parts(parts, wasm, null);
            writer.externs(model, component);
        }
    }
}

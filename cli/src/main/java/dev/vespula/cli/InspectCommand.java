package dev.vespula.cli;

import dev.vespula.Engine;
import dev.vespula.Module;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.types.ExportType;
import dev.vespula.types.ImportType;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code vespula inspect}: what a module consists of, needs and offers. */
final class InspectCommand extends Command {
    private static final String[] NAMES = {
        "custom", "type", "import", "function", "table", "memory", "global", "export", "start", "element", "code", "data",
        "data count", "tag",
    };

    /**
     * A section.
     *
     * @param name its kind; for a custom section "custom" and its own name
     * @param offset where its contents begin in the file
     * @param size bytes of its contents
     * @param entries how many things it holds, or -1 where that makes no sense
     */
    private record Section(String name, int offset, int size, long entries) {}

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
        List<Section> sections = sections(wasm);
        out.println();
        out.println(sections.size() + " sections" + String.format(Locale.ROOT, "%22s%12s%10s", "offset", "bytes", "entries"));
        for (Section section : sections) {
            out.println(String.format(Locale.ROOT, "  %-20s%#10x%12d%10s", PrintableName.of(section.name()), section.offset(),
                    section.size(),
                    section.entries() < 0 ? "" : section.entries()));
        }
    }

    /** The sections of a binary that is known to be a well-formed module, in order. */
    private static List<Section> sections(byte[] wasm) {
        ByteReader in = new ByteReader(wasm, BinaryFormat.HEADER_BYTES, wasm.length);
        List<Section> sections = new ArrayList<>();
        while (in.remaining() > 0) {
            int id = in.readByte();
            int size = in.readU32();
            int start = in.position();
            String name = id == BinaryFormat.CUSTOM_SECTION ? "custom \"" + in.readName() + "\"" : NAMES[id];
            boolean isList = id != BinaryFormat.CUSTOM_SECTION && id != BinaryFormat.START_SECTION
                    && id != BinaryFormat.DATA_COUNT_SECTION;
            sections.add(new Section(name, start, size, isList ? Integer.toUnsignedLong(in.readU32()) : -1));
            in.skip(start + size - in.position());
        }
        return sections;
    }
}

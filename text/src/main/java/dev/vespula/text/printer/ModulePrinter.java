package dev.vespula.text.printer;

import dev.vespula.MalformedException;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.CustomSection;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.text.PrintStyle;

/** A whole module as text, section by section. */
public final class ModulePrinter {

    private final BinaryModule module;
    private final PrintStyle style;
    private final BranchHintMap hints;
    private final Output out;
    private final TypeText types;

    private ModulePrinter(BinaryModule module, PrintStyle style, BranchHintMap hints, Appendable target) {
        this.module = module;
        this.out = new Output(target, module.bytes().length);
        this.style = style;
        this.hints = hints;
        this.types = new TypeText(module);
    }

    /**
     * Writes the text of a binary module.
     *
     * @throws dev.vespula.ModuleException when it cannot be decoded
     */
    public static void print(byte[] binary, PrintStyle style, Appendable target) {
        BinaryModule module = new BinaryModule(binary);
        BranchHintMap hints = hints(module);
        if (!hints.isEmpty()) {
            new ModulePrinter(module, style, hints, Discarded.INSTANCE).run(BranchHintMap.SECTION);
            if (hints.isEmpty()) {
                new ModulePrinter(module, style, hints(module), target).run(BranchHintMap.SECTION);
                return;
            }
            // Some hint belongs to no branch: the section can only be kept as bytes.
        }
        new ModulePrinter(module, style, BranchHintMap.none(), target).run(null);
    }

    /** Where a text goes that is only made to see whether it can be. */
    private enum Discarded implements Appendable {
        INSTANCE;

        @Override
        public Appendable append(CharSequence text) {
            return this;
        }

        @Override
        public Appendable append(CharSequence text, int start, int end) {
            return this;
        }

        @Override
        public Appendable append(char character) {
            return this;
        }
    }

    private static BranchHintMap hints(BinaryModule module) {
        BranchHintMap found = BranchHintMap.none();
        for (CustomSection section : module.customSections()) {
            if (section.name().equals(BranchHintMap.SECTION)) {
                if (!found.isEmpty()) {
                    return BranchHintMap.none();
                }
                try {
                    found = BranchHintMap.of(module.bytes(), section);
                } catch (MalformedException noHints) {
                    return BranchHintMap.none();
                }
            }
        }
        return found;
    }

    /**
     * @param annotated the custom section that appears as annotations in the code, or null
     */
    private void run(String annotated) {
        ModuleModel model = module.model();
        CodeReader code = new CodeReader(module, types, hints);
        DefinitionPrinter definitions = new DefinitionPrinter(module, types, code, out);
        SegmentPrinter segments = new SegmentPrinter(module, types, code, out);
        out.add("(module").add(module.names().module());
        out.indent();
        print(BinaryFormat.TYPE_SECTION, new TypePrinter(module, types, out)::printSection);
        print(BinaryFormat.IMPORT_SECTION, definitions::printImports);
        print(BinaryFormat.TABLE_SECTION, definitions::printTables);
        print(BinaryFormat.MEMORY_SECTION, definitions::printMemories);
        print(BinaryFormat.TAG_SECTION, definitions::printTags);
        print(BinaryFormat.GLOBAL_SECTION, definitions::printGlobals);
        print(BinaryFormat.EXPORT_SECTION, definitions::printExports);
        print(BinaryFormat.START_SECTION, definitions::printStart);
        print(BinaryFormat.ELEMENT_SECTION, segments::printElems);
        FunctionPrinter functions = new FunctionPrinter(module, types, code, out, style);
        for (int i = model.importedFunctionCount(); i < model.functionCount(); i++) {
            functions.print(i);
        }
        print(BinaryFormat.DATA_SECTION, segments::printDatas);
        new CustomSectionPrinter(module, out).print(annotated);
        out.outdent();
        out.line().add(")\n").finish();
    }

    /** Prints one section's content. */
    private interface SectionPrinter {
        void print(ByteReader in);
    }

    private void print(int section, SectionPrinter printer) {
        ByteReader in = module.section(section);
        if (in != null) {
            printer.print(in);
        }
    }
}

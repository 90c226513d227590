package dev.vespula.text.printer;

import dev.vespula.MalformedException;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.CustomSection;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.text.PrintStyle;
import dev.vespula.text.syntax.SectionKind;
import java.util.function.Consumer;

/** A whole module as text, section by section. */
public final class ModulePrinter {
    private static final String NAMES = "name";

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
        print(SectionKind.TYPE, new TypePrinter(module, types, out)::printSection);
        print(SectionKind.IMPORT, definitions::printImports);
        print(SectionKind.TABLE, definitions::printTables);
        print(SectionKind.MEMORY, definitions::printMemories);
        print(SectionKind.TAG, definitions::printTags);
        print(SectionKind.GLOBAL, definitions::printGlobals);
        print(SectionKind.EXPORT, definitions::printExports);
        print(SectionKind.START, definitions::printStart);
        print(SectionKind.ELEM, segments::printElems);
        FunctionPrinter functions = new FunctionPrinter(module, types, code, out, style);
        for (int i = model.importedFunctionCount(); i < model.functionCount(); i++) {
            functions.print(i);
        }
        print(SectionKind.DATA, segments::printDatas);
        printCustomSections(annotated);
        out.outdent();
        out.line().add(")\n").finish();
    }

    private void print(SectionKind section, Consumer<ByteReader> printer) {
        ByteReader in = module.section(section.id());
        if (in != null) {
            printer.accept(in);
        }
    }

    /**
     * Prints custom sections as annotations that put them back where they stood, all but the name section, whose names are in
     * the text already.
     *
     * @param annotated a further section that is in the text already, or null
     */
    private void printCustomSections(String annotated) {
        for (CustomSection section : module.customSections()) {
            if (!section.name().equals(NAMES) && !section.name().equals(annotated)) {
                String place = section.afterSection() == 0 ? "(before first)"
                        : "(after " + SectionKind.of(section.afterSection()).word() + ")";
                out.line().add("(@custom ").add(Quoted.name(section.name())).add(" ").add(place).add(" ");
                out.bytes(module.bytes(), section.start(), section.end()).add(")");
            }
        }
    }
}

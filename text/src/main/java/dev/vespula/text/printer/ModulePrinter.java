package dev.vespula.text.printer;

import dev.vespula.MalformedException;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.CustomSection;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.text.PrintStyle;
import dev.vespula.text.syntax.SectionKind;
import dev.vespula.text.syntax.Vocabulary;
import java.io.Writer;
import java.util.function.Consumer;

/** A whole module as text, section by section. */
public final class ModulePrinter {
    private static final String NAMES = "name";

    private final BinaryModule module;
    private final PrintStyle style;
    private final BranchHintMap hints;
    private final Output out;
    private final TypeText types;

    private ModulePrinter(BinaryModule module, PrintStyle style, BranchHintMap hints, Output out) {
        this.module = module;
        this.out = out;
        this.style = style;
        this.hints = hints;
        this.types = new TypeText(module, module.model().typeCount(), out);
    }

    /**
     * Writes the text of a binary module.
     *
     * @throws dev.vespula.ModuleException when it cannot be decoded
     */
    public static void print(byte[] binary, PrintStyle style, Appendable target) {
        BinaryModule module = new BinaryModule(binary);
        Output out = new Output(target, binary.length);
        out.add("(module").add(heading(module));
        print(module, style, out);
        out.add("\n").finish();
    }

    private static String heading(BinaryModule module) {
        String name = module.name();
        if (name == null) {
            return "";
        }
        return name.isEmpty() ? " (@name \"\")" : " " + Quoted.identifier(name);
    }

    /**
     * Writes the fields of a module and the parenthesis that closes it.
     *
     * @throws dev.vespula.ModuleException when it cannot be decoded
     */
    static void print(BinaryModule module, PrintStyle style, Output out) {
        BranchHintMap hints = hints(module);
        if (!hints.isEmpty()) {
            Output nowhere = new Output(Writer.nullWriter(), module.bytes().length);
            new ModulePrinter(module, style, hints, nowhere).run(Vocabulary.BRANCH_HINTS);
            if (hints.isEmpty()) {
                new ModulePrinter(module, style, hints(module), out).run(Vocabulary.BRANCH_HINTS);
                return;
            }
            // Some hint belongs to no branch: the section can only be kept as bytes.
        }
        new ModulePrinter(module, style, new BranchHintMap(), out).run(null);
    }

    private static BranchHintMap hints(BinaryModule module) {
        BranchHintMap found = new BranchHintMap();
        for (CustomSection section : module.model().customSections()) {
            if (section.name().equals(Vocabulary.BRANCH_HINTS)) {
                if (!found.isEmpty()) {
                    return new BranchHintMap();
                }
                try {
                    found = BranchHintMap.of(module.bytes(), section);
                } catch (MalformedException noHints) {
                    return new BranchHintMap();
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
        FieldPrinter fields = new FieldPrinter(module, types, code, out, style);
        out.indent();
        print(SectionKind.TYPE, types::printSection);
        print(SectionKind.IMPORT, fields::printImports);
        print(SectionKind.TABLE, fields::printTables);
        print(SectionKind.MEMORY, fields::printMemories);
        print(SectionKind.TAG, fields::printTags);
        print(SectionKind.GLOBAL, fields::printGlobals);
        print(SectionKind.EXPORT, fields::printExports);
        print(SectionKind.START, fields::printStart);
        print(SectionKind.ELEM, fields::printElems);
        for (int i = model.importedFunctionCount(); i < model.functionCount(); i++) {
            fields.printFunction(i);
        }
        print(SectionKind.DATA, fields::printDatas);
        printCustomSections(annotated);
        out.outdent();
        out.line().add(")");
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
        for (CustomSection section : module.model().customSections()) {
            if (!section.name().equals(NAMES) && !section.name().equals(annotated)) {
                String place = section.afterSection() == 0 ? "(before first)"
                        : "(after " + SectionKind.of(section.afterSection()).keyword().word() + ")";
                out.line().add("(@custom ").add(Quoted.name(section.name())).add(" ").add(place).add(" ");
                out.bytes(module.bytes(), section.start(), section.end()).add(")");
            }
        }
    }
}

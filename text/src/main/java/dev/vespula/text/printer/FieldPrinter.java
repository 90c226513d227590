package dev.vespula.text.printer;

import dev.vespula.MalformedException;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.ImplementationLimits;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.NameSection.Space;
import dev.vespula.text.PrintStyle;
import dev.vespula.text.printer.Instruction.Role;
import dev.vespula.text.syntax.ExternWords;
import java.util.ArrayList;
import java.util.List;

/** Fields of a module but types. */
final class FieldPrinter {
    private final BinaryModule module;
    private final TypeText types;
    private final CodeReader code;
    private final Output out;
    private final PrintStyle style;

    FieldPrinter(BinaryModule module, TypeText types, CodeReader code, Output out, PrintStyle style) {
        this.module = module;
        this.types = types;
        this.code = code;
        this.out = out;
        this.style = style;
    }

    void printImports(ByteReader in) {
        new ImportPrinter(module, types, out).print(in);
    }

    /** Prints all definitions of a kind, each by the printer for what is behind its name. */
    private void each(ExternKind kind, ByteReader in, Runnable printer) {
        int next = module.model().importedCount(kind);
        for (int left = in.readU32(); left > 0; left--) {
            out.line().add("(").add(ExternWords.word(kind)).add(module.names(kind).definition(next++)).add(" ");
            printer.run();
            out.add(")");
        }
    }

    void printTables(ByteReader in) {
        each(ExternKind.TABLE, in, () -> {
            boolean initialised = in.peekByte() == BinaryFormat.TABLE_WITH_INIT;
            if (initialised) {
                in.skip(2);
            }
            out.add(types.tableType(in));
            if (initialised) {
                out.add(" ");
                printExpression(in);
            }
        });
    }

    void printMemories(ByteReader in) {
        each(ExternKind.MEMORY, in, () -> out.add(types.memoryType(in)));
    }

    void printTags(ByteReader in) {
        each(ExternKind.TAG, in, () -> out.add(types.tagType(in)));
    }

    void printGlobals(ByteReader in) {
        each(ExternKind.GLOBAL, in, () -> {
            out.add(types.globalType(in)).add(" ");
            printExpression(in);
        });
    }

    void printExports(ByteReader in) {
        int count = in.readU32();
        for (int i = 0; i < count; i++) {
            out.line().add("(export ").add(Quoted.name(in.readName()));
            ExternKind kind = ExternKind.values()[in.readByte()];
            out.add(" (").add(ExternWords.word(kind)).add(" ").add(module.names(kind).reference(in.readU32())).add("))");
        }
    }

    void printStart(ByteReader in) {
        out.line().add("(start ").add(module.names(ExternKind.FUNCTION).reference(in.readU32())).add(")");
    }

    /** Prints a function that the module defines. */
    void printFunction(int function) {
        ModuleModel model = module.model();
        int start = model.bodyStart(function);
        ByteReader in = new ByteReader(module.bytes(), start, model.bodyEnd(function));
        int type = model.functionType(function);
        int params = module.paramCount(type);
        List<String> locals = readLocals(in);
        Names names = module.locals(function, params + locals.size());
        out.line().add("(func").add(module.names(Space.FUNCTION).definition(function)).add(" ")
                .add(types.use(type, names));
        out.indent();
        for (String group : TypeText.groups("(local", locals, names, params)) {
            out.line().add(group);
        }
        printBody(function, start, names, in);
        out.outdent();
        out.line().add(")");
    }

    private void printBody(int function, int start, Names names, ByteReader in) {
        switch (style) {
            case FLAT -> code.readBody(function, start, names, in, this::printLine);
            case FOLDED -> {
                FoldedPrinter printer = new FoldedPrinter(out);
                code.readBody(function, start, names, in, printer);
                printer.finish();
            }
        }
    }

    private List<String> readLocals(ByteReader in) {
        List<String> locals = new ArrayList<>();
        int groups = in.readU32();
        for (int i = 0; i < groups; i++) {
            int at = in.position();
            int count = in.readU32();
            // No implementation takes more, and the text would be longer than any memory.
            if (Integer.compareUnsigned(count, ImplementationLimits.LOCALS - locals.size()) > 0) {
                throw new MalformedException("too many locals", at);
            }
            String type = types.valType(in);
            for (int k = 0; k < count; k++) {
                locals.add(type);
            }
        }
        return locals;
    }

    /** An instruction on a line of its own, in the order of the binary. */
    private void printLine(Instruction instruction) {
        Role role = instruction.role();
        if (role == Role.PART || role == Role.END) {
            out.outdent();
        }
        out.line();
        if (!instruction.hint().isEmpty()) {
            out.add(instruction.hint()).add(" ");
        }
        out.add(instruction.text());
        if (role == Role.BEGIN || role == Role.PART) {
            out.indent();
        }
    }

    void printElems(ByteReader in) {
        int count = in.readU32();
        for (int i = 0; i < count; i++) {
            out.line().add("(elem").add(module.names(Space.ELEMENT).definition(i));
            int flags = in.readU32();
            boolean active = (flags & BinaryFormat.PASSIVE_OR_DECLARATIVE) == 0;
            boolean explicit = (flags & BinaryFormat.EXPLICIT_INDEX) != 0;
            if (active) {
                if (explicit) {
                    out.add(" (table ").add(module.names(Space.TABLE).reference(in.readU32())).add(")");
                }
                out.add(" ");
                printGrouped(in, "offset");
            } else if (explicit) {
                out.add(" declare");
            }
            printItems(in, flags, !active || explicit);
            out.add(")");
        }
    }

    /**
     * @param typed whether the bytes say of what type or kind the elements are
     */
    private void printItems(ByteReader in, int flags, boolean typed) {
        if ((flags & BinaryFormat.EXPRESSIONS) != 0) {
            out.add(" ").add(typed ? types.valType(in) : "funcref");
            int count = in.readU32();
            for (int i = 0; i < count; i++) {
                out.add(" ");
                printGrouped(in, "item");
            }
            return;
        }
        if (typed) {
            in.readByte();
        }
        out.add(" func");
        int count = in.readU32();
        for (int i = 0; i < count; i++) {
            out.add(" ").add(module.names(Space.FUNCTION).reference(in.readU32()));
        }
    }

    void printDatas(ByteReader in) {
        int count = in.readU32();
        for (int i = 0; i < count; i++) {
            out.line().add("(data").add(module.names(Space.DATA).definition(i));
            int flags = in.readU32();
            if ((flags & BinaryFormat.PASSIVE_OR_DECLARATIVE) == 0) {
                if ((flags & BinaryFormat.EXPLICIT_INDEX) != 0) {
                    out.add(" (memory ").add(module.names(Space.MEMORY).reference(in.readU32())).add(")");
                }
                out.add(" ");
                printGrouped(in, "offset");
            }
            int size = in.readU32();
            out.add(" ");
            out.bytes(module.bytes(), in.position(), in.position() + size);
            in.skip(size);
            out.add(")");
        }
    }

    /** A constant expression on one line: the instructions, each in parentheses. */
    private void printExpression(ByteReader in) {
        out.add(String.join(" ", texts(in)));
    }

    /** One instruction in parentheses, or all of them in parentheses with the keyword. */
    private void printGrouped(ByteReader in, String keyword) {
        List<String> texts = texts(in);
        if (texts.size() == 1) {
            out.add(texts.get(0));
        } else {
            out.add("(").add(keyword).add(texts.isEmpty() ? "" : " ").add(String.join(" ", texts)).add(")");
        }
    }

    private List<String> texts(ByteReader in) {
        List<String> texts = new ArrayList<>();
        // Blocks are not constant but can be written: flat, which may stand between folded instructions.
        code.readExpression(in, instruction -> texts.add(
                instruction.role() == Instruction.Role.PLAIN ? "(" + instruction.text() + ")" : instruction.text()));
        return texts;
    }
}

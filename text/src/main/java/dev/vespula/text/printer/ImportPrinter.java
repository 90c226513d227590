package dev.vespula.text.printer;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.text.syntax.ExternWords;

/**
 * The import section as text. Imports that the binary writes with their type once are written out where one of them has a name of its
 * own, since the form for them has no place for it.
 */
final class ImportPrinter {
    private final BinaryModule module;
    private final TypeText types;
    private final Output out;
    private final int[] next = new int[ExternKind.values().length];

    ImportPrinter(BinaryModule module, TypeText types, Output out) {
        this.module = module;
        this.types = types;
        this.out = out;
    }

    void print(ByteReader in) {
        for (int left = in.readU32(); left > 0; left--) {
            String from = Quoted.name(in.readName());
            String name = in.readName();
            int form = in.peekByte();
            if (form == BinaryFormat.IMPORTS_OF_MODULE && name.isEmpty()) {
                in.readByte();
                printItems(from, in);
            } else if (form == BinaryFormat.IMPORTS_OF_TYPE && name.isEmpty()) {
                in.readByte();
                printItemsOfType(from, in);
            } else {
                out.line().add("(import ").add(from).add(" ").add(Quoted.name(name)).add(" ");
                printExtern(in);
                out.add(")");
            }
        }
    }

    private void printItems(String from, ByteReader in) {
        int count = in.readU32();
        if (count == 0) {
            return;
        }
        out.line().add("(import ").add(from);
        out.indent();
        for (int k = 0; k < count; k++) {
            out.line().add("(item ").add(Quoted.name(in.readName())).add(" ");
            printExtern(in);
            out.add(")");
        }
        out.outdent();
        out.line().add(")");
    }

    private void printItemsOfType(String from, ByteReader in) {
        int typeStart = in.position();
        ExternKind kind = kind(in.peekByte());
        extern(kind, in, Names.NONE);
        int count = in.readU32();
        if (count == 0) {
            return;
        }
        ByteReader type = new ByteReader(module.bytes(), typeStart, in.position());
        boolean isNamed = isAnyNamed(kind, count);
        out.line().add("(import ").add(from);
        out.indent();
        for (int k = 0; k < count; k++) {
            out.line().add("(item ").add(Quoted.name(in.readName()));
            if (isNamed) {
                out.add(" ");
                printExtern(new ByteReader(module.bytes(), typeStart, in.position()));
            }
            out.add(")");
        }
        if (!isNamed) {
            next[kind.ordinal()] += count;
            out.line().add("(").add(ExternWords.word(kind)).add(" ").add(extern(kind, type, Names.NONE)).add(")");
        }
        out.outdent();
        out.line().add(")");
    }

    /** Whether one of the next imports of a kind has a name, or a parameter that has one. */
    private boolean isAnyNamed(ExternKind kind, int count) {
        int first = next[kind.ordinal()];
        for (int index = first; index < first + count; index++) {
            boolean isNamed = module.names(kind).isNamed(index)
                    || kind == ExternKind.FUNCTION && module.hasNamedLocals(index);
            if (isNamed) {
                return true;
            }
        }
        return false;
    }

    /** Prints what is imported, in its parentheses. */
    private void printExtern(ByteReader in) {
        ExternKind kind = kind(in.peekByte());
        int index = next[kind.ordinal()]++;
        out.add("(").add(ExternWords.word(kind)).add(module.names(kind).definition(index)).add(" ");
        Names locals = kind == ExternKind.FUNCTION && module.hasNamedLocals(index)
                ? module.locals(index, module.paramCount(module.model().functionType(index))) : Names.NONE;
        out.add(extern(kind, in, locals)).add(")");
    }

    private static ExternKind kind(int code) {
        return code == BinaryFormat.EXACT_FUNCTION ? ExternKind.FUNCTION : ExternKind.values()[code];
    }

    /** Reads what is imported, its code first, and gives its type as text. */
    private String extern(ExternKind kind, ByteReader in, Names locals) {
        int code = in.readByte();
        if (kind != ExternKind.FUNCTION) {
            return types.extern(kind, in);
        }
        String use = types.use(in.readU32(), locals);
        return code == BinaryFormat.EXACT_FUNCTION ? "(exact " + use + ")" : use;
    }
}

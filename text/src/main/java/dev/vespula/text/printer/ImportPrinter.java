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
        ExternKind kind = ExternKind.values()[in.readByte()];
        types.extern(kind, in);
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
            type.readByte();
            out.line().add("(").add(ExternWords.word(kind)).add(" ").add(types.extern(kind, type)).add(")");
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
        ExternKind kind = ExternKind.values()[in.readByte()];
        int index = next[kind.ordinal()]++;
        out.add("(").add(ExternWords.word(kind)).add(module.names(kind).definition(index)).add(" ");
        if (kind == ExternKind.FUNCTION) {
            int type = in.readU32();
            out.add(types.use(type, module.locals(index, module.paramCount(type))));
        } else {
            out.add(types.extern(kind, in));
        }
        out.add(")");
    }
}

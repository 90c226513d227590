package dev.vespula.text.printer;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.text.syntax.ExternWords;

/** Imports, exports, tables, memories, tags, globals, the start function. */
final class DefinitionPrinter {
    private final BinaryModule module;
    private final ModuleNames names;
    private final TypeText types;
    private final ExpressionPrinter expressions;
    private final Output out;

    DefinitionPrinter(BinaryModule module, TypeText types, CodeReader code, Output out) {
        this.module = module;
        this.names = module.names();
        this.types = types;
        this.expressions = new ExpressionPrinter(code, out);
        this.out = out;
    }

    void printImports(ByteReader in) {
        int[] next = new int[ExternKind.values().length];
        int count = in.readU32();
        for (int i = 0; i < count; i++) {
            out.line().add("(import ").add(Quoted.name(in.readName())).add(" ").add(Quoted.name(in.readName()));
            ExternKind kind = ExternKind.values()[in.readByte()];
            int index = next[kind.ordinal()]++;
            out.add(" (").add(ExternWords.word(kind)).add(names.of(kind).definition(index)).add(" ");
            switch (kind) {
                case FUNCTION -> {
                    int type = in.readU32();
                    out.add(types.use(type, names.locals(index, module.paramCount(type))));
                }
                case TABLE -> printTableType(in);
                case MEMORY -> out.add(limits(in));
                case GLOBAL -> out.add(types.mutableType(in));
                case TAG -> printTagType(in);
            }
            out.add("))");
        }
    }

    /** Prints all definitions of a kind, each by the printer for what is behind its name. */
    private void each(ExternKind kind, ByteReader in, Runnable printer) {
        int next = module.model().importedCount(kind);
        for (int left = in.readU32(); left > 0; left--) {
            out.line().add("(").add(ExternWords.word(kind)).add(names.of(kind).definition(next++)).add(" ");
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
            printTableType(in);
            if (initialised) {
                out.add(" ");
                expressions.print(in);
            }
        });
    }

    /** In binary the element type comes first, in text last. */
    private void printTableType(ByteReader in) {
        String type = types.valType(in);
        out.add(limits(in)).add(" ").add(type);
    }

    private void printTagType(ByteReader in) {
        in.readByte();
        out.add(types.use(in.readU32(), Names.NONE));
    }

    void printMemories(ByteReader in) {
        each(ExternKind.MEMORY, in, () -> out.add(limits(in)));
    }

    void printTags(ByteReader in) {
        each(ExternKind.TAG, in, () -> printTagType(in));
    }

    void printGlobals(ByteReader in) {
        each(ExternKind.GLOBAL, in, () -> {
            out.add(types.mutableType(in)).add(" ");
            expressions.print(in);
        });
    }

    void printExports(ByteReader in) {
        int count = in.readU32();
        for (int i = 0; i < count; i++) {
            out.line().add("(export ").add(Quoted.name(in.readName()));
            ExternKind kind = ExternKind.values()[in.readByte()];
            out.add(" (").add(ExternWords.word(kind)).add(" ").add(names.of(kind).reference(in.readU32())).add("))");
        }
    }

    void printStart(ByteReader in) {
        out.line().add("(start ").add(names.of(ExternKind.FUNCTION).reference(in.readU32())).add(")");
    }

    private String limits(ByteReader in) {
        int flags = in.readByte();
        StringBuilder text = new StringBuilder();
        text.append((flags & BinaryFormat.ADDRESS_64) != 0 ? "i64 " : "").append(Long.toUnsignedString(in.readU64()));
        if ((flags & BinaryFormat.HAS_MAX) != 0) {
            text.append(' ').append(Long.toUnsignedString(in.readU64()));
        }
        text.append((flags & BinaryFormat.SHARED) != 0 ? " shared" : "");
        if ((flags & BinaryFormat.HAS_PAGE_SIZE) != 0) {
            text.append(" (pagesize ").append(Long.toUnsignedString(1L << in.readU32())).append(')');
        }
        return text.toString();
    }
}

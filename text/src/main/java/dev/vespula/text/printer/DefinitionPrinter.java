package dev.vespula.text.printer;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.ExternKind;

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
            out.add(" (").add(keyword(kind)).add(names(kind).definition(index)).add(" ");
            switch (kind) {
                case FUNCTION -> {
                    int type = in.readU32();
                    out.add(types.use(type, names.locals(index, module.paramCount(type))));
                }
                case TABLE -> printTableType(in);
                case MEMORY -> out.add(limits(in));
                case GLOBAL -> out.add(types.mutableType(in));
                case TAG -> {
                    in.readByte();
                    out.add(types.use(in.readU32(), null));
                }
            }
            out.add("))");
        }
    }

    void printTables(ByteReader in) {
        int first = module.model().importedCount(ExternKind.TABLE);
        int count = in.readU32();
        for (int i = 0; i < count; i++) {
            out.line().add("(table").add(names.tables.definition(first + i)).add(" ");
            boolean initialised = in.peekByte() == BinaryFormat.TABLE_WITH_INIT;
            if (initialised) {
                in.skip(2);
            }
            printTableType(in);
            if (initialised) {
                out.add(" ");
                expressions.print(in);
            }
            out.add(")");
        }
    }

    /** In binary the element type comes first, in text last. */
    private void printTableType(ByteReader in) {
        String type = types.valType(in);
        out.add(limits(in)).add(" ").add(type);
    }

    void printMemories(ByteReader in) {
        int first = module.model().importedCount(ExternKind.MEMORY);
        int count = in.readU32();
        for (int i = 0; i < count; i++) {
            out.line().add("(memory").add(names.memories.definition(first + i)).add(" ").add(limits(in)).add(")");
        }
    }

    void printTags(ByteReader in) {
        int first = module.model().importedCount(ExternKind.TAG);
        int count = in.readU32();
        for (int i = 0; i < count; i++) {
            in.readByte();
            out.line().add("(tag").add(names.tags.definition(first + i)).add(" ").add(types.use(in.readU32(), null))
                .add(")");
        }
    }

    void printGlobals(ByteReader in) {
        int first = module.model().importedCount(ExternKind.GLOBAL);
        int count = in.readU32();
        for (int i = 0; i < count; i++) {
            out.line().add("(global").add(names.globals.definition(first + i)).add(" ").add(types.mutableType(in));
            out.add(" ");
            expressions.print(in);
            out.add(")");
        }
    }

    void printExports(ByteReader in) {
        int count = in.readU32();
        for (int i = 0; i < count; i++) {
            out.line().add("(export ").add(Quoted.name(in.readName()));
            ExternKind kind = ExternKind.values()[in.readByte()];
            out.add(" (").add(keyword(kind)).add(" ").add(names(kind).reference(in.readU32())).add("))");
        }
    }

    void printStart(ByteReader in) {
        out.line().add("(start ").add(names.functions.reference(in.readU32())).add(")");
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

    private static String keyword(ExternKind kind) {
        return switch (kind) {
            case FUNCTION -> "func";
            case TABLE -> "table";
            case MEMORY -> "memory";
            case GLOBAL -> "global";
            case TAG -> "tag";
        };
    }

    private Names names(ExternKind kind) {
        return switch (kind) {
            case FUNCTION -> names.functions;
            case TABLE -> names.tables;
            case MEMORY -> names.memories;
            case GLOBAL -> names.globals;
            case TAG -> names.tags;
        };
    }
}

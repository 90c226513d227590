package dev.vespula.text.printer;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.NameSection.Space;

/** Element and data segments. */
final class SegmentPrinter {
    private final BinaryModule module;
    private final ModuleNames names;
    private final TypeText types;
    private final ExpressionPrinter expressions;
    private final Output out;

    SegmentPrinter(BinaryModule module, TypeText types, CodeReader code, Output out) {
        this.module = module;
        this.names = module.names();
        this.types = types;
        this.expressions = new ExpressionPrinter(code, out);
        this.out = out;
    }

    void printElems(ByteReader in) {
        int count = in.readU32();
        for (int i = 0; i < count; i++) {
            out.line().add("(elem").add(names.of(Space.ELEMENT).definition(i));
            int flags = in.readU32();
            boolean active = (flags & BinaryFormat.PASSIVE_OR_DECLARATIVE) == 0;
            boolean explicit = (flags & BinaryFormat.EXPLICIT_INDEX) != 0;
            if (active) {
                if (explicit) {
                    out.add(" (table ").add(names.of(Space.TABLE).reference(in.readU32())).add(")");
                }
                out.add(" ");
                expressions.printGrouped(in, "offset");
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
                expressions.printGrouped(in, "item");
            }
            return;
        }
        if (typed) {
            in.readByte();
        }
        out.add(" func");
        int count = in.readU32();
        for (int i = 0; i < count; i++) {
            out.add(" ").add(names.of(Space.FUNCTION).reference(in.readU32()));
        }
    }

    void printDatas(ByteReader in) {
        int count = in.readU32();
        for (int i = 0; i < count; i++) {
            out.line().add("(data").add(names.of(Space.DATA).definition(i));
            int flags = in.readU32();
            if ((flags & BinaryFormat.PASSIVE_OR_DECLARATIVE) == 0) {
                if ((flags & BinaryFormat.EXPLICIT_INDEX) != 0) {
                    out.add(" (memory ").add(names.of(Space.MEMORY).reference(in.readU32())).add(")");
                }
                out.add(" ");
                expressions.printGrouped(in, "offset");
            }
            int size = in.readU32();
            out.add(" ");
            out.bytes(module.bytes(), in.position(), in.position() + size);
            in.skip(size);
            out.add(")");
        }
    }
}

package dev.vespula.text.printer;

import dev.vespula.MalformedException;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.NameSection.Space;
import java.util.List;

/** The type section. */
final class TypePrinter {
    private final ModuleNames module;
    private final Names names;
    private final TypeText types;
    private final Output out;
    private int next;

    TypePrinter(BinaryModule module, TypeText types, Output out) {
        this.module = module.names();
        this.names = module.names().of(Space.TYPE);
        this.types = types;
        this.out = out;
    }

    void printSection(ByteReader in) {
        int groups = in.readU32();
        for (int i = 0; i < groups; i++) {
            if (in.peekByte() == BinaryFormat.REC) {
                in.skip(1);
                int count = in.readU32();
                out.line().add("(rec");
                out.indent();
                for (int k = 0; k < count; k++) {
                    printType(in);
                }
                out.outdent();
                out.line().add(")");
            } else {
                printType(in);
            }
        }
    }

    private void printType(ByteReader in) {
        int index = next++;
        out.line().add("(type").add(names.definition(index)).add(" ");
        int code = in.peekByte();
        if (code == BinaryFormat.SUB || code == BinaryFormat.SUB_FINAL) {
            in.skip(1);
            out.add(code == BinaryFormat.SUB_FINAL ? "(sub final" : "(sub");
            int supers = in.readU32();
            for (int i = 0; i < supers; i++) {
                out.add(" ").add(names.reference(in.readU32()));
            }
            out.add(" ");
            printComposite(in, index);
            out.add("))");
        } else {
            printComposite(in, index);
            out.add(")");
        }
    }

    private void printComposite(ByteReader in, int index) {
        int at = in.position();
        switch (in.readByte()) {
            case BinaryFormat.FUNC -> {
                List<String> params = readTypes(in);
                List<String> results = readTypes(in);
                types.define(index, params, results);
                out.add("(func").add(group(" (param ", params)).add(group(" (result ", results)).add(")");
            }
            case BinaryFormat.STRUCT -> {
                out.add("(struct");
                Names fields = module.fields(index);
                int count = in.readU32();
                for (int i = 0; i < count; i++) {
                    out.add(" (field").add(fields.bare(i)).add(" ").add(types.mutableType(in)).add(")");
                }
                out.add(")");
            }
            case BinaryFormat.ARRAY -> out.add("(array ").add(types.mutableType(in)).add(")");
            default -> throw new MalformedException("malformed definition type", at);
        }
    }

    private List<String> readTypes(ByteReader in) {
        String[] texts = new String[in.readU32()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = types.valType(in);
        }
        return List.of(texts);
    }

    private static String group(String opening, List<String> types) {
        return types.isEmpty() ? "" : opening + String.join(" ", types) + ")";
    }
}

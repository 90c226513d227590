package dev.vespula.text.printer;

import dev.vespula.MalformedException;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.NameSection.Space;
import dev.vespula.text.syntax.TypeWords;
import java.util.ArrayList;
import java.util.List;

/** Types as text: the type section, value types, type uses. */
final class TypeText {
    /** As many types in a signature are repeated at every use of it. */
    private static final int MOST_REPEATED = 24;

    private final BinaryModule module;
    private final Output out;
    /** Of the function types printed so far, which all uses come behind. */
    private final Signature[] signatures;
    private int next;

    /** Parameters and results of a function type as texts. */
    private record Signature(List<String> params, List<String> results) {}

    TypeText(BinaryModule module, Output out) {
        this.module = module;
        this.out = out;
        this.signatures = new Signature[module.model().typeCount()];
    }

    /** Prints the type section. */
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
        Names names = module.names(Space.TYPE);
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
                signatures[index] = new Signature(params, results);
                out.add("(func").add(group(" (param ", params)).add(group(" (result ", results)).add(")");
            }
            case BinaryFormat.STRUCT -> {
                out.add("(struct");
                Names fields = module.fields(index);
                int count = in.readU32();
                for (int i = 0; i < count; i++) {
                    out.add(" (field").add(fields.bare(i)).add(" ").add(mutableType(in)).add(")");
                }
                out.add(")");
            }
            case BinaryFormat.ARRAY -> out.add("(array ").add(mutableType(in)).add(")");
            default -> throw new MalformedException("malformed definition type", at);
        }
    }

    private List<String> readTypes(ByteReader in) {
        String[] texts = new String[in.readU32()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = valType(in);
        }
        return List.of(texts);
    }

    private static String group(String opening, List<String> types) {
        return types.isEmpty() ? "" : opening + String.join(" ", types) + ")";
    }

    /** Reads a value or storage type and gives its text. */
    String valType(ByteReader in) {
        int at = in.position();
        int code = in.readByte();
        if (code == BinaryFormat.REF_NULL || code == BinaryFormat.REF) {
            return (code == BinaryFormat.REF_NULL ? "(ref null " : "(ref ") + heapType(in) + ")";
        }
        return known(TypeWords.valueWord(code), "malformed value type", at);
    }

    /** Reads a heap type and gives its text. */
    String heapType(ByteReader in) {
        int at = in.position();
        long code = in.readS33();
        return code >= 0 ? module.names(Space.TYPE).reference((int) code)
                : known(TypeWords.heapWord((int) code & 0x7F), "malformed heap type", at);
    }

    private static String known(String word, String complaint, int at) {
        if (word == null) {
            throw new MalformedException(complaint, at);
        }
        return word;
    }

    /** {@code (mut t)} or just {@code t}. */
    String mutableType(ByteReader in) {
        String type = valType(in);
        return in.readByte() == 1 ? "(mut " + type + ")" : type;
    }

    /**
     * {@code (type x)} with the signature behind it, parameters with their names. A long one without names is left out: a
     * use takes two bytes of the binary.
     */
    String use(int type, Names locals) {
        String text = "(type " + module.names(Space.TYPE).reference(type) + ")";
        Signature signature = type >= 0 && type < signatures.length ? signatures[type] : null;
        if (signature == null || signature.params.size() + signature.results.size() > MOST_REPEATED
                && !locals.isAnyNamed(signature.params.size())) {
            return text;
        }
        return text + String.join("", groups(" (param", signature.params, locals, 0)) + group(" (result ", signature.results);
    }

    /**
     * Parameters or locals in groups: one with a name stands alone, neighbours without names together.
     *
     * @param opening what each group begins with
     * @param first the index of the first of them
     */
    static List<String> groups(String opening, List<String> types, Names names, int first) {
        List<String> groups = new ArrayList<>();
        StringBuilder unnamed = new StringBuilder();
        for (int i = 0; i < types.size(); i++) {
            if (!names.isNamed(first + i)) {
                unnamed.append(unnamed.length() == 0 ? opening : "").append(' ').append(types.get(i));
                continue;
            }
            endGroup(groups, unnamed);
            groups.add(opening + names.bare(first + i) + " " + types.get(i) + ")");
        }
        endGroup(groups, unnamed);
        return groups;
    }

    private static void endGroup(List<String> groups, StringBuilder unnamed) {
        if (unnamed.length() > 0) {
            groups.add(unnamed.append(')').toString());
            unnamed.setLength(0);
        }
    }
}

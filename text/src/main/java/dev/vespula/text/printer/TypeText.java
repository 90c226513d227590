package dev.vespula.text.printer;

import dev.vespula.MalformedException;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.text.syntax.TypeWords;
import java.util.ArrayList;
import java.util.List;

/** Types as text: the type section, value types, type uses. */
final class TypeText {
    /** As many types in a signature are repeated at every use of it. */
    private static final int MOST_REPEATED = 24;

    private static final int I8 = BinaryFormat.numberCode(ValTypes.I8);
    private static final int I16 = BinaryFormat.numberCode(ValTypes.I16);

    private final TypeNames names;
    private final Output out;
    /** Of the function types printed so far, which all uses come behind. */
    private final Signature[] signatures;
    private int next;

    /** Parameters and results of a function type as texts. */
    private record Signature(List<String> params, List<String> results) {}

    /**
     * @param repeated the signatures of so many types are repeated where they are used
     */
    TypeText(TypeNames names, int repeated, Output out) {
        this.names = names;
        this.out = out;
        this.signatures = new Signature[repeated];
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
        out.line().add("(type").add(names.definition(index)).add(" ");
        printSubType(in, index);
        out.add(")");
    }

    /** Prints what stands behind the name of a type. */
    void printSubType(ByteReader in, int index) {
        int code = in.peekByte();
        if (code == BinaryFormat.SUB || code == BinaryFormat.SUB_FINAL) {
            in.skip(1);
            out.add(code == BinaryFormat.SUB_FINAL ? "(sub final" : "(sub");
            int supers = in.readU32();
            for (int i = 0; i < supers; i++) {
                out.add(" ").add(names.reference(in.readU32()));
            }
            out.add(" ");
            printDescribed(in, index);
            out.add(")");
        } else {
            printDescribed(in, index);
        }
    }

    /** Prints a composite type behind what it describes and what describes it. */
    private void printDescribed(ByteReader in, int index) {
        if (in.peekByte() == BinaryFormat.DESCRIBES) {
            in.skip(1);
            out.add("(describes ").add(names.reference(in.readU32())).add(") ");
        }
        if (in.peekByte() == BinaryFormat.DESCRIPTOR) {
            in.skip(1);
            out.add("(descriptor ").add(names.reference(in.readU32())).add(") ");
        }
        printComposite(in, index);
    }

    private void printComposite(ByteReader in, int index) {
        int at = in.position();
        switch (in.readByte()) {
            case BinaryFormat.FUNC -> {
                List<String> params = readTypes(in);
                List<String> results = readTypes(in);
                if (index < signatures.length) {
                    signatures[index] = new Signature(params, results);
                }
                out.add("(func").add(group(" (param ", params)).add(group(" (result ", results)).add(")");
            }
            case BinaryFormat.STRUCT -> {
                out.add("(struct");
                Names fields = names.fields(index);
                int count = in.readU32();
                for (int i = 0; i < count; i++) {
                    out.add(" (field").add(fields.bare(i)).add(" ").add(mutable(storageType(in), in)).add(")");
                }
                out.add(")");
            }
            case BinaryFormat.ARRAY -> out.add("(array ").add(mutable(storageType(in), in)).add(")");
            case BinaryFormat.CONT -> out.add("(cont ").add(heapType(in)).add(")");
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

    /** Reads a value type and gives its text. */
    String valType(ByteReader in) {
        int at = in.position();
        int code = in.peekByte();
        if (code == I8 || code == I16) {
            throw new MalformedException("malformed value type", at);
        }
        return storageType(in);
    }

    private String storageType(ByteReader in) {
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
        if (in.peekByte() == BinaryFormat.EXACT) {
            in.skip(1);
            return "(exact " + names.reference(in.readU32()) + ")";
        }
        long code = in.readS33();
        return code >= 0 ? names.reference((int) code)
                : known(TypeWords.heapWord((int) code & 0x7F), "malformed heap type", at);
    }

    private static String known(String word, String complaint, int at) {
        if (word == null) {
            throw new MalformedException(complaint, at);
        }
        return word;
    }

    /** The type of a global: {@code (mut t)} or just {@code t}. */
    String globalType(ByteReader in) {
        return mutable(valType(in), in);
    }

    private static String mutable(String type, ByteReader in) {
        return in.readByte() == 1 ? "(mut " + type + ")" : type;
    }

    /** The type of an import of a kind; parameters of functions without names. */
    String extern(ExternKind kind, ByteReader in) {
        return switch (kind) {
            case FUNCTION -> use(in.readU32(), Names.NONE);
            case TABLE -> tableType(in);
            case MEMORY -> memoryType(in);
            case GLOBAL -> globalType(in);
            case TAG -> tagType(in);
        };
    }

    /** In binary the element type comes first, in text last. */
    String tableType(ByteReader in) {
        String type = valType(in);
        return limits(in, BinaryFormat.ADDRESS_64 | BinaryFormat.HAS_MAX) + " " + type;
    }

    String tagType(ByteReader in) {
        in.readByte();
        return use(in.readU32(), Names.NONE);
    }

    String memoryType(ByteReader in) {
        return limits(in, BinaryFormat.ADDRESS_64 | BinaryFormat.HAS_MAX | BinaryFormat.SHARED | BinaryFormat.HAS_PAGE_SIZE);
    }

    /**
     * How large something is.
     *
     * @param possible what may be said of it besides
     */
    private static String limits(ByteReader in, int possible) {
        int at = in.position();
        int flags = in.readByte();
        if ((flags & ~possible) != 0) {
            throw new MalformedException("malformed limits flags", at);
        }
        StringBuilder text = new StringBuilder();
        text.append((flags & BinaryFormat.ADDRESS_64) != 0 ? "i64 " : "").append(Long.toUnsignedString(in.readU64()));
        if ((flags & BinaryFormat.HAS_MAX) != 0) {
            text.append(' ').append(Long.toUnsignedString(in.readU64()));
        }
        text.append((flags & BinaryFormat.SHARED) != 0 ? " shared" : "");
        if ((flags & BinaryFormat.HAS_PAGE_SIZE) != 0) {
            int exponent = in.readU32();
            if (Integer.compareUnsigned(exponent, Long.SIZE) >= 0) {
                throw new MalformedException("malformed page size", at);
            }
            text.append(" (pagesize ").append(Long.toUnsignedString(1L << exponent)).append(')');
        }
        return text.toString();
    }

    /**
     * {@code (type x)} with the signature behind it, parameters with their names. A long one without names is left out: a
     * use takes two bytes of the binary.
     */
    String use(int type, Names locals) {
        String text = "(type " + names.reference(type) + ")";
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

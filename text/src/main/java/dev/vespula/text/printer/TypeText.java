package dev.vespula.text.printer;

import dev.vespula.MalformedException;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.NameSection.Space;
import dev.vespula.text.syntax.TypeWords;
import java.util.ArrayList;
import java.util.List;

/** Value types and type uses as text. */
final class TypeText {
    /** As many types in a signature are repeated at every use of it. */
    private static final int MOST_REPEATED = 24;

    private final BinaryModule module;
    private final Signature[] signatures;

    /** Parameters and results of a function type as texts. */
    private record Signature(List<String> params, List<String> results) {}

    TypeText(BinaryModule module) {
        this.module = module;
        this.signatures = new Signature[module.model().typeCount()];
    }

    /** Says what a function type takes and gives; uses of the type come later. */
    void define(int type, List<String> params, List<String> results) {
        signatures[type] = new Signature(params, results);
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
        return code >= 0 ? module.names().of(Space.TYPE).reference((int) code)
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
        String text = "(type " + module.names().of(Space.TYPE).reference(type) + ")";
        Signature signature = type >= 0 && type < signatures.length ? signatures[type] : null;
        if (signature == null || signature.params.size() + signature.results.size() > MOST_REPEATED
                && !locals.isAnyNamed(signature.params.size())) {
            return text;
        }
        String results = String.join(" ", signature.results);
        return text + String.join("", groups(" (param", signature.params, locals, 0))
                + (results.isEmpty() ? "" : " (result " + results + ")");
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

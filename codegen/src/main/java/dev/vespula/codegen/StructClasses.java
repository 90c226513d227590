package dev.vespula.codegen;

import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the classes that structs are objects of: one for each number of reference fields and of 64-bit words in which
 * the numeric fields are packed, and for half a word.
 *
 * <p>Reference fields are declared along one chain of superclasses, so that a reference is read with one cast whatever
 * subtype the object has. Words are reached by a virtual method; two chains would need a class to have two superclasses.
 */
final class StructClasses {
    /** Most references that are fields of the object. */
    private static final int REFS = 8;
    /** Most words that are fields of the object. */
    private static final int WORDS = 6;

    private StructClasses() {
    }

    /** The sources by class name. */
    static Map<String, String> sources() {
        Map<String, String> sources = new TreeMap<>();
        sources.put("StructClasses", factory());
        for (int refs = 1; refs <= REFS; refs++) {
            sources.put("StructRefs" + refs, chain(refs));
        }
        for (int refs = 0; refs <= REFS; refs++) {
            for (int words = 0; words <= WORDS; words++) {
                sources.put(name(refs, words), leaf(refs, words));
            }
            sources.put("StructR" + refs + "Words", manyWords(refs));
            sources.put("StructR" + refs + "Half", half(refs));
        }
        return sources;
    }

    private static String name(int refs, int words) {
        return "StructR" + refs + "W" + words;
    }

    private static String parent(int refs) {
        return refs == 0 ? "StructObject" : "StructRefs" + refs;
    }

    private static String factory() {
        JavaSource out = new JavaSource("dev.vespula.internal.runtime");
        out.line("/** Makes structs of the class that fits their layout. */");
        out.open("final class StructClasses");
        out.line("private static final int REFS = " + REFS + ";");
        out.line("private static final int WORDS = " + WORDS + ";");
        out.open("private StructClasses()").close();
        out.line("/** A number for the class that has room for so many references and words. */");
        out.open("static int shape(int refs, int words)");
        out.line("return refs > REFS ? (REFS + 1) * (WORDS + 2) : refs * (WORDS + 2) + Math.min(words, WORDS + 1);");
        out.close();
        out.line("/** The same for references and half a word. */");
        out.open("static int halfShape(int refs)");
        out.line("return refs > REFS ? shape(refs, 1) : (REFS + 1) * (WORDS + 2) + 1 + refs;");
        out.close();
        out.line("/** A struct whose fields are zero and null. */");
        out.open("static StructObject make(ObjectType type)");
        out.open("switch (type.layout.shape)");
        for (int refs = 0; refs <= REFS; refs++) {
            for (int words = 0; words <= WORDS; words++) {
                out.line("case " + (refs * (WORDS + 2) + words) + ":");
                out.line("    return new " + name(refs, words) + "(type);");
            }
            out.line("case " + (refs * (WORDS + 2) + WORDS + 1) + ":");
            out.line("    return new StructR" + refs + "Words(type);");
            out.line("case " + ((REFS + 1) * (WORDS + 2) + 1 + refs) + ":");
            out.line("    return new StructR" + refs + "Half(type);");
        }
        out.line("default:");
        out.line("    return new LargeStruct(type);");
        return out.close().close().close().toString();
    }

    private static String chain(int refs) {
        JavaSource out = new JavaSource("dev.vespula.internal.runtime");
        String field = "r" + (refs - 1);
        out.line("/** Structs with at least " + refs + " reference field" + (refs == 1 ? "" : "s") + ". */");
        out.open("public abstract class StructRefs" + refs + " extends " + parent(refs - 1));
        out.line("/** Reference " + (refs - 1) + ". */");
        out.line("public Object " + field + ";");
        out.open("StructRefs" + refs + "(ObjectType type)").line("super(type);").close();
        out.open("@Override public Object ref(int index)");
        out.line("return index == " + (refs - 1) + " ? " + field + " : super.ref(index);");
        out.close();
        out.open("@Override public void ref(int index, Object value)");
        out.open("if (index == " + (refs - 1) + ")");
        out.line(field + " = value;");
        out.reopen("else");
        out.line("super.ref(index, value);");
        return out.close().close().close().toString();
    }

    private static String leaf(int refs, int words) {
        JavaSource out = new JavaSource("dev.vespula.internal.runtime");
        String name = name(refs, words);
        out.open("public final class " + name + " extends " + parent(refs));
        for (int k = 0; k < words; k++) {
            out.line("private long w" + k + ";");
        }
        out.open(name + "(ObjectType type)").line("super(type);").close();
        if (words > 0) {
            out.open("@Override public long word(int index)");
            read(out, words);
            out.close();
            out.open("@Override public void word(int index, long value)");
            write(out, words);
            out.close();
        }
        maker(out, name);
        return out.close().toString();
    }

    /** What compiled code calls: the common factory is too long for the JIT compiler to put it into its callers. */
    private static void maker(JavaSource out, String name) {
        out.open("public static StructObject make(Account store, ObjectType type)");
        out.line("store.spend(type.structBytes);");
        out.open("try");
        out.line("return new " + name + "(type);");
        out.reopen("catch (OutOfMemoryError e)");
        out.line("throw HeapReserve.exhausted();");
        out.close().close();
    }

    private static void read(JavaSource out, int words) {
        if (words == 1) {
            out.line("return w0;");
            return;
        }
        out.open("switch (index)");
        for (int k = 0; k < words - 1; k++) {
            out.line("case " + k + ":");
            out.line("    return w" + k + ";");
        }
        out.line("default:");
        out.line("    return w" + (words - 1) + ";");
        out.close();
    }

    private static void write(JavaSource out, int words) {
        if (words == 1) {
            out.line("w0 = value;");
            return;
        }
        out.open("switch (index)");
        for (int k = 0; k < words - 1; k++) {
            out.line("case " + k + ":");
            out.line("    w" + k + " = value;");
            out.line("    break;");
        }
        out.line("default:");
        out.line("    w" + (words - 1) + " = value;");
        out.close();
    }

    private static String half(int refs) {
        JavaSource out = new JavaSource("dev.vespula.internal.runtime");
        String name = "StructR" + refs + "Half";
        out.open("public final class " + name + " extends " + parent(refs));
        out.line("private int half;");
        out.open(name + "(ObjectType type)").line("super(type);").close();
        out.open("@Override public long word(int index)").line("return half;").close();
        out.open("@Override public void word(int index, long value)").line("half = (int) value;").close();
        maker(out, name);
        return out.close().toString();
    }

    private static String manyWords(int refs) {
        JavaSource out = new JavaSource("dev.vespula.internal.runtime");
        String name = "StructR" + refs + "Words";
        out.open("public final class " + name + " extends " + parent(refs));
        out.line("private final long[] words;");
        out.open(name + "(ObjectType type)").line("super(type);").line("words = new long[type.layout.words];").close();
        out.open("@Override public long word(int index)").line("return words[index];").close();
        out.open("@Override public void word(int index, long value)").line("words[index] = value;").close();
        maker(out, name);
        return out.close().toString();
    }
}

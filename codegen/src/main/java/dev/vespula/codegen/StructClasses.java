package dev.vespula.codegen;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

    private StructClasses() {}

    /** The sources by class name. */
    static Map<String, String> sources() {
        Map<String, String> sources = new TreeMap<>();
        sources.put("StructClasses", factory());
        for (int refs = 0; refs <= REFS; refs++) {
            if (refs > 0) {
                sources.put("StructRefs" + refs, chain(refs));
            }
            for (int words = 0; words <= WORDS; words++) {
                String fields = IntStream.range(0, words).mapToObj(k -> "private long w" + k + ";\n")
                        .collect(Collectors.joining());
                struct(sources, refs, "W" + words, fields, "", words == 0 ? "" : accessors(read(words), write(words)));
            }
            struct(sources, refs, "Words", "private final long[] words;", "words = new long[type.layout.words];",
                    accessors("return words[index];", "words[index] = value;"));
            struct(sources, refs, "Half", "private int half;", "", accessors("return half;", "half = (int) value;"));
        }
        return sources;
    }

    private static String factory() {
        JavaSource out = new JavaSource("dev.vespula.internal.objects").imports("dev.vespula.internal.limits.Account",
                "dev.vespula.internal.limits.HeapReserve");
        out.text("""
                /** Makes structs of the class that fits their layout. */
                final class StructClasses {
                private static final int REFS = %d;
                private static final int WORDS = %d;
                private StructClasses() {
                }
                /** A number for the class that has room for so many references and words. */
                static int shape(int refs, int words) {
                return refs > REFS ? (REFS + 1) * (WORDS + 2) : refs * (WORDS + 2) + Math.min(words, WORDS + 1);
                }
                /** The same for references and half a word. */
                static int halfShape(int refs) {
                return refs > REFS ? shape(refs, 1) : (REFS + 1) * (WORDS + 2) + 1 + refs;
                }
                /** A struct whose fields are zero and null. */
                static StructObject make(ObjectType type) {
                return switch (type.layout.shape) {
                """.formatted(REFS, WORDS));
        for (int refs = 0; refs <= REFS; refs++) {
            for (int words = 0; words <= WORDS + 1; words++) {
                out.line("case %d -> new StructR%d%s(type);".formatted(refs * (WORDS + 2) + words, refs,
                        words > WORDS ? "Words" : "W" + words));
            }
            out.line("case %d -> new StructR%dHalf(type);".formatted((REFS + 1) * (WORDS + 2) + 1 + refs, refs));
        }
        return out.text("default -> new LargeStruct(type);\n};\n}\n}").toString();
    }

    private static String chain(int refs) {
        return new JavaSource("dev.vespula.internal.objects").imports("dev.vespula.internal.limits.Account",
                "dev.vespula.internal.limits.HeapReserve").text("""
                /** Structs with at least %1$d reference fields. */
                public abstract class StructRefs%1$d extends %3$s {
                /** Reference %2$d. */
                public Object r%2$d;
                StructRefs%1$d(ObjectType type) {
                super(type);
                }
                @Override public Object ref(int index) {
                return index == %2$d ? r%2$d : super.ref(index);
                }
                @Override public void ref(int index, Object value) {
                if (index == %2$d) {
                r%2$d = value;
                } else {
                super.ref(index, value);
                }
                }
                }
                """.formatted(refs, refs - 1, parent(refs - 1))).toString();
    }

    private static String parent(int refs) {
        return refs == 0 ? "StructObject" : "StructRefs" + refs;
    }

    /** Adds a class; compiled code calls its {@code make}: the common factory is too long to be put into callers. */
    private static void struct(Map<String, String> sources, int refs, String words, String fields, String init,
            String accessors) {
        String name = "StructR" + refs + words;
        sources.put(name, new JavaSource("dev.vespula.internal.objects").imports("dev.vespula.internal.limits.Account",
                "dev.vespula.internal.limits.HeapReserve").text("""
                public final class %1$s extends %2$s {
                %3$s
                %1$s(ObjectType type) {
                super(type);
                %4$s
                }
                %5$s
                public static StructObject make(Account store, ObjectType type) {
                store.spend(type.structBytes);
                try {
                return new %1$s(type);
                } catch (OutOfMemoryError e) {
                throw HeapReserve.exhausted();
                }
                }
                }
                """.formatted(name, parent(refs), fields, init, accessors)).toString());
    }

    private static String accessors(String read, String write) {
        return """
                @Override public long word(int index) {
                %s
                }
                @Override public void word(int index, long value) {
                %s
                }
                """.formatted(read, write);
    }

    private static String read(int words) {
        return words == 1 ? "return w0;" : "return switch (index) {\n" + arms(words, "%s -> w%d;") + "};";
    }

    private static String write(int words) {
        return words == 1 ? "w0 = value;" : "switch (index) {\n" + arms(words, "%s -> w%d = value;") + "}";
    }

    private static String arms(int words, String arm) {
        return IntStream.range(0, words).mapToObj(k -> arm.formatted(k + 1 == words ? "default" : "case " + k, k) + "\n")
                .collect(Collectors.joining());
    }
}

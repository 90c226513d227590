package dev.vespula.component.internal.bind;

import dev.vespula.component.WitName;
import java.lang.reflect.AnnotatedElement;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of WIT as Java has them; {@link WitName} documents the rules. */
public final class JavaNames {
    private static final Set<String> KEYWORDS = words("""
            abstract assert boolean break byte case catch char class const continue default do double else enum extends false
            final finally float for goto if implements import instanceof int interface long native new null package private
            protected public return short static strictfp super switch synchronized this throw throws transient true try void
            volatile while _""");
    /** Methods that every object has. */
    private static final Set<String> OF_OBJECTS =
            words("clone equals finalize getClass hashCode notify notifyAll toString wait");

    private JavaNames() {}

    private static Set<String> words(String text) {
        return Stream.of(text.split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether Java has a word of its own that is written so. */
    public static boolean isKeyword(String name) {
        return KEYWORDS.contains(name);
    }

    /** A name of a method or variable, with an underscore behind it if it is not free. */
    public static String free(String name) {
        return KEYWORDS.contains(name) || OF_OBJECTS.contains(name) ? name + "_" : name;
    }

    /** {@code getSize}. */
    public static String camel(String label) {
        String pascal = pascal(label);
        return free(pascal.substring(0, 1).toLowerCase(Locale.ROOT) + pascal.substring(1));
    }

    /** {@code GetSize}. */
    public static String pascal(String label) {
        return Stream.of(label.split("-")).map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)
                .toLowerCase(Locale.ROOT)).collect(Collectors.joining());
    }

    /** {@code GET_SIZE}. */
    public static String constant(String label) {
        return label.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Whether something of Java stands for a name in WIT: it says so, or says nothing and is called accordingly. */
    static boolean match(AnnotatedElement element, String javaName, String label, String labelInJava) {
        WitName said = element.getAnnotation(WitName.class);
        return said != null ? said.value().equals(label) : javaName.equals(labelInJava);
    }
}

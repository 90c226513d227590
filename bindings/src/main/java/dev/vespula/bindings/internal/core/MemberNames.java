package dev.vespula.bindings.internal.core;

import dev.vespula.component.internal.bind.JavaNames;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names that a module chose, as names of Java: {@code add_one}, {@code add-one} and {@code addOne} are {@code addOne}. Everything but
 * letters and digits of ASCII only separates words.
 */
public final class MemberNames {
    /** What is longer is cut: class files do not take names of any length, and nobody reads them. */
    private static final int LONGEST = 100;

    private MemberNames() {}

    /** Of a method or a parameter; the other one if nothing is left. */
    static String camel(String name, String otherwise) {
        // HEAP_SIZE has no capitals that would tell words apart.
        boolean isUpper = name.equals(name.toUpperCase(Locale.ROOT));
        List<String> words = words(isUpper ? name.toLowerCase(Locale.ROOT) : name, otherwise);
        String first = words.get(0);
        String head = first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1);
        return JavaNames.free(legal(head + capitalised(words.subList(1, words.size()))));
    }

    /** Of a type; the other one if nothing is left. */
    public static String pascal(String name, String otherwise) {
        return legal(capitalised(words(name, otherwise)));
    }

    private static List<String> words(String name, String otherwise) {
        List<String> words = Stream.of(name.split("[^A-Za-z0-9]+")).filter(word -> !word.isEmpty()).toList();
        return words.isEmpty() ? List.of(otherwise) : words;
    }

    private static String capitalised(List<String> words) {
        return words.stream().map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)).collect(Collectors
                .joining());
    }

    private static String legal(String name) {
        String begun = Character.isDigit(name.charAt(0)) ? "_" + name : name;
        return begun.length() <= LONGEST ? begun : begun.substring(0, LONGEST);
    }
}

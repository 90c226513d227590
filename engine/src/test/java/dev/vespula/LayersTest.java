package dev.vespula;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms of the engine have an order, and a class uses only classes of its own room and of those below. */
class LayersTest {
    private static final String API = "dev.vespula";
    /** Classes of the API that other rooms use, and what those use of the API. */
    private static final String VOCABULARY = "vocabulary";
    /** From below. What is written here is the rule. */
    private static final List<String> ORDER = List.of(
            "dev.vespula.internal.contract", "dev.vespula.internal.names", "dev.vespula.internal.files",
            "dev.vespula.internal.policy", "dev.vespula.internal.numeric", "dev.vespula.types", VOCABULARY,
            "dev.vespula.spi", "dev.vespula.internal.stop", "dev.vespula.internal.types", "dev.vespula.internal.binary",
            "dev.vespula.internal.ir", "dev.vespula.internal.validate", "dev.vespula.internal.translate",
            "dev.vespula.internal.limits", "dev.vespula.internal.values", "dev.vespula.internal.memory",
            "dev.vespula.internal.objects", "dev.vespula.internal.runtime", "dev.vespula.internal.operations",
            "dev.vespula.internal.classfile", "dev.vespula.internal.call", "dev.vespula.internal.instantiate",
            "dev.vespula.internal.compiled", "dev.vespula.internal.jfr", "dev.vespula.internal.linked",
            "dev.vespula.internal.interp",
            "dev.vespula.internal.snapshot", "dev.vespula.internal.typed", "dev.vespula.internal.tier",
            "dev.vespula.internal.load", "dev.vespula.internal.async", API);
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?(dev\\.vespula\\.internal\\.[a-z]+)\\.",
            Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("dev/vespula/[\\w/$]+");

    @Test
    void everyRoomUsesOnlyRoomsBelow() throws IOException {
        Map<String, Set<String>> uses = uses(Path.of("target/classes"));
        Map<String, String> vocabulary = vocabulary(uses);
        Set<String> wrong = new TreeSet<>();
        uses.forEach((user, used) -> used.forEach(other -> {
            int from = ORDER.indexOf(vocabulary.containsKey(user) ? VOCABULARY : room(user));
            int to = ORDER.indexOf(vocabulary.containsKey(other) ? VOCABULARY : room(other));
            if (from < 0 || to > from) {
                wrong.add(user + vocabulary.getOrDefault(user, "") + " -> " + other);
            }
        }));
        assertThat(wrong).as("arrows that do not go down: see ORDER").isEmpty();
    }

    /** What only documentation refers to is not in class files. */
    @Test
    void sourcesImportOnlyWhatIsBelow() throws IOException {
        Set<String> wrong = new TreeSet<>();
        Path sources = Path.of("src/main/java");
        try (Stream<Path> files = Files.walk(sources.resolve("dev/vespula/internal"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String user = sources.relativize(file.getParent()).toString().replaceAll("[/\\\\]", ".");
                IMPORT.matcher(Files.readString(file)).results().map(found -> found.group(1))
                        .filter(used -> ORDER.indexOf(used) > ORDER.indexOf(user))
                        .forEach(used -> wrong.add(file + " -> " + used));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void thePackageOfTheApiHoldsWhatUsersMayUse() throws IOException {
        assertThat(uses(Path.of("target/classes")).keySet()).filteredOn(type -> room(type).equals(API))
                .allMatch(LayersTest::isPublic);
    }

    private static boolean isPublic(String type) {
        try {
            return type.endsWith("package-info") || Modifier.isPublic(Class.forName(type).getModifiers());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static String room(String type) {
        return type.substring(0, type.lastIndexOf('.'));
    }

    /** The classes of the vocabulary, and of each who uses it. */
    private static Map<String, String> vocabulary(Map<String, Set<String>> uses) {
        Map<String, String> found = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>();
        uses.keySet().stream().filter(user -> !room(user).equals(API)).forEach(open::add);
        while (!open.isEmpty()) {
            String user = open.remove();
            for (String type : uses.get(user)) {
                if (room(type).equals(API) && found.putIfAbsent(type, " (used by " + user + ")") == null) {
                    open.add(type);
                }
            }
        }
        return found;
    }

    /** What each class uses of the others, nested ones counted as the class that they are in. */
    private static Map<String, Set<String>> uses(Path classes) throws IOException {
        Map<String, Set<String>> uses = new TreeMap<>();
        try (Stream<Path> files = Files.walk(classes.resolve("dev"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                uses.computeIfAbsent(outer(name.substring(0, name.length() - ".class".length())), each -> new TreeSet<>())
                        .addAll(names(Files.readAllBytes(file)));
            }
        }
        uses.values().forEach(used -> used.retainAll(uses.keySet()));
        return uses;
    }

    private static String outer(String name) {
        int nested = name.indexOf('$');
        return (nested < 0 ? name : name.substring(0, nested)).replace('/', '.');
    }

    /** All that looks like the name of a class in a class file: the constants are plain text between bytes that are none. */
    private static Set<String> names(byte[] file) {
        return NAME.matcher(new String(file, StandardCharsets.ISO_8859_1)).results()
                .map(name -> outer(name.group())).collect(Collectors.toSet());
    }
}

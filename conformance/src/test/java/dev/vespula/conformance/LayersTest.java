package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.testing.OnOneJdk;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms of the engine have an order, and a class uses only classes of its own room and of those below. */
@OnOneJdk
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
            "dev.vespula.internal.builtins",
            "dev.vespula.internal.compiled", "dev.vespula.internal.jfr", "dev.vespula.internal.linked",
            "dev.vespula.internal.interp",
            "dev.vespula.internal.snapshot", "dev.vespula.internal.typed", "dev.vespula.internal.tier",
            "dev.vespula.internal.load", "dev.vespula.internal.async", API);
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?(dev\\.vespula\\.internal\\.[a-z]+)\\.",
            Pattern.MULTILINE);

    @Test
    void everyRoomUsesOnlyRoomsBelow() throws IOException {
        Map<String, Set<String>> uses = ClassUses.of("engine");
        Map<String, String> vocabulary = ClassUses.vocabulary(uses, API);
        Set<String> wrong = new TreeSet<>();
        uses.forEach((user, used) -> used.forEach(other -> {
            int from = ORDER.indexOf(vocabulary.containsKey(user) ? VOCABULARY : ClassUses.packageOf(user));
            int to = ORDER.indexOf(vocabulary.containsKey(other) ? VOCABULARY : ClassUses.packageOf(other));
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
        Path sources = Path.of("..", "engine", "src", "main", "java");
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
        assertThat(ClassUses.of("engine").keySet()).filteredOn(type -> ClassUses.packageOf(type).equals(API))
                .allMatch(LayersTest::isPublic);
    }

    private static boolean isPublic(String type) {
        try {
            return type.endsWith("package-info") || Modifier.isPublic(Class.forName(type).getModifiers());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.vespula;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms of the engine have an order, and a class uses only classes of its own room and of those below. */
class LayersTest {
    private static final String API = "dev.vespula";
    /** Classes of the API that other rooms use, and what those use of the API. */
    private static final String VOCABULARY = "vocabulary";
    /** From below. What is written here is the rule. */
    private static final List<String> ORDER = List.of(
            "dev.vespula.internal.names", "dev.vespula.internal.files", "dev.vespula.internal.policy", "dev.vespula.internal.numeric",
            "dev.vespula.types",
            VOCABULARY, "dev.vespula.spi",
            "dev.vespula.internal.types", "dev.vespula.internal.binary", "dev.vespula.internal.ir",
            "dev.vespula.internal.validate", "dev.vespula.internal.translate", "dev.vespula.internal.runtime",
            "dev.vespula.internal.jfr", "dev.vespula.internal.interp", "dev.vespula.internal.snapshot",
            "dev.vespula.internal.interop", "dev.vespula.internal.tier", "dev.vespula.internal.load", "dev.vespula.internal.async",
            API);
    private static final Pattern NAME = Pattern.compile("dev/vespula/[\\w/$]+");

    @Test
    void everyRoomUsesOnlyRoomsBelow() throws IOException {
        Map<String, Set<String>> uses = uses(Path.of("target/classes"));
        Set<String> vocabulary = vocabulary(uses);
        Set<String> wrong = new TreeSet<>();
        uses.forEach((user, used) -> used.forEach(other -> {
            int from = ORDER.indexOf(room(user, vocabulary));
            int to = ORDER.indexOf(room(other, vocabulary));
            if (from < 0 || to > from) {
                wrong.add(user + " -> " + other);
            }
        }));
        assertThat(wrong).as("arrows that do not go down: see ORDER").isEmpty();
    }

    private static String room(String type, Set<String> vocabulary) {
        return vocabulary.contains(type) ? VOCABULARY : type.substring(0, type.lastIndexOf('.'));
    }

    private static Set<String> vocabulary(Map<String, Set<String>> uses) {
        Set<String> found = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        uses.forEach((user, used) -> {
            if (!room(user, Set.of()).equals(API)) {
                open.addAll(used);
            }
        });
        while (!open.isEmpty()) {
            String type = open.remove();
            if (room(type, Set.of()).equals(API) && found.add(type)) {
                open.addAll(uses.get(type));
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

    /** All that looks like a name of a class in the constants of a class file. */
    private static Set<String> names(byte[] file) throws IOException {
        Set<String> names = new TreeSet<>();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
        in.skipBytes(8);
        int count = in.readUnsignedShort();
        for (int k = 1; k < count; k++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> {
                    Matcher matcher = NAME.matcher(in.readUTF());
                    while (matcher.find()) {
                        names.add(outer(matcher.group()));
                    }
                }
                case 7, 8, 16, 19, 20 -> in.skipBytes(2);
                case 15 -> in.skipBytes(3);
                case 5, 6 -> {
                    in.skipBytes(8);
                    k++;
                }
                default -> in.skipBytes(4);
            }
        }
        return names;
    }
}

package dev.vespula.conformance;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages of the modules around the engine have an order, and a class uses only its own package and those below. */
class RoomsTest {
    /** Classes of the API that other packages use, and what those use of the API: options and the like. */
    private static final String VOCABULARY = "vocabulary";
    private static final Pattern NAME = Pattern.compile("dev/vespula/[\\w/$]+");

    /**
     * A module.
     *
     * @param api its package for users
     * @param order its packages from below; what is written here is the rule
     */
    private record Rooms(String module, String api, List<String> order) {
        static Rooms of(String module, String api, String... below) {
            List<String> order = Stream.concat(Stream.of(VOCABULARY), Stream.of(below).map(name -> api + name)).toList();
            return new Rooms(module, api, order);
        }

        String room(String type, Set<String> vocabulary) {
            return vocabulary.contains(type) ? VOCABULARY : packageOf(type);
        }
    }

    static List<Rooms> modules() {
        return List.of(
                Rooms.of("text", "dev.vespula.text", ".syntax", ".parser", ".printer", ".script", ""),
                Rooms.of("wasi", "dev.vespula.wasi", ".internal.files", ".internal.descriptors", ".internal.preview1", ""),
                Rooms.of("compiler", "dev.vespula.compiler", ".contract", ".plan", ".image", ".code", ".entry", ".expression",
                        ".method",
                        ".split", ".unit", ".tier", ""));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyRoomUsesOnlyRoomsBelow(Rooms rooms) throws IOException {
        Map<String, Set<String>> uses = uses(Path.of("..", rooms.module(), "target", "classes"));
        Set<String> vocabulary = vocabulary(rooms, uses);
        Set<String> wrong = new TreeSet<>();
        uses.forEach((user, used) -> used.forEach(other -> {
            int from = rooms.order().indexOf(rooms.room(user, vocabulary));
            int to = rooms.order().indexOf(rooms.room(other, vocabulary));
            if (from < 0 || to > from) {
                wrong.add(user + " -> " + other);
            }
        }));
        assertThat(wrong).as("arrows that do not go down").isEmpty();
        assertThat(uses).isNotEmpty();
    }

    private static Set<String> vocabulary(Rooms rooms, Map<String, Set<String>> uses) {
        Set<String> found = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        uses.forEach((user, used) -> {
            if (!packageOf(user).equals(rooms.api())) {
                open.addAll(used);
            }
        });
        while (!open.isEmpty()) {
            String type = open.remove();
            if (packageOf(type).equals(rooms.api()) && found.add(type)) {
                open.addAll(uses.get(type));
            }
        }
        return found;
    }

    private static String packageOf(String type) {
        return type.substring(0, type.lastIndexOf('.'));
    }

    /** What each class of a module uses of the others, nested ones counted as the class that they are in. */
    private static Map<String, Set<String>> uses(Path classes) throws IOException {
        Map<String, Set<String>> uses = new TreeMap<>();
        try (Stream<Path> files = Files.walk(classes.resolve("dev"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                if (!name.endsWith("-info.class")) {
                    uses.computeIfAbsent(outer(name.substring(0, name.length() - ".class".length())), each -> new TreeSet<>())
                            .addAll(names(Files.readAllBytes(file)));
                }
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
            switch (in.readUnsignedByte()) {
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

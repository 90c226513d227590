package dev.vespula.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which classes of a module use which others of it, as its class files say. */
final class ClassUses {
    private static final Pattern NAME = Pattern.compile("dev/vespula/[\\w/$]+");

    private ClassUses() {}

    /** What each class of a module uses of the others, nested ones counted as the class that they are in. */
    static Map<String, Set<String>> of(String module) throws IOException {
        Path classes = Path.of("..", module, "target", "classes");
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

    /** All that looks like the name of a class in a class file: the constants are plain text between bytes that are none. */
    private static Set<String> names(byte[] file) {
        return NAME.matcher(new String(file, StandardCharsets.ISO_8859_1)).results()
                .map(name -> outer(name.group())).collect(Collectors.toSet());
    }

    static String packageOf(String type) {
        return type.substring(0, type.lastIndexOf('.'));
    }

    /** The classes of the API that other packages use, and what those use of the API; and of each who uses it. */
    static Map<String, String> vocabulary(Map<String, Set<String>> uses, String api) {
        Map<String, String> found = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>();
        uses.keySet().stream().filter(user -> !packageOf(user).equals(api)).forEach(open::add);
        while (!open.isEmpty()) {
            String user = open.remove();
            for (String type : uses.get(user)) {
                if (packageOf(type).equals(api) && found.putIfAbsent(type, " (used by " + user + ")") == null) {
                    open.add(type);
                }
            }
        }
        return found;
    }
}

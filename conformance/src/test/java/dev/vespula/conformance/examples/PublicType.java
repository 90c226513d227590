package dev.vespula.conformance.examples;

import dev.vespula.conformance.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A public type that is not within another one, or a package's description, as they are written.
 *
 * @param module      the artifact's folder
 * @param packageName one that the module exports to everybody
 * @param name        {@code package-info} for the package
 * @param source      its file's text
 */
record PublicType(String module, String packageName, String name, String source) {
    static final List<String> MODULES = List.of("engine", "compiler", "component", "bindings", "wasi", "http", "text",
            "micrometer", "cli");
    static final String PACKAGE = "package-info";

    private static final Pattern EXPORTS = Pattern.compile("^ *exports ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern PROVIDERS = Pattern.compile("\\bwith ([\\w.]+);");
    private static final Pattern PUBLIC = Pattern.compile("^public ", Pattern.MULTILINE);
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\n(.*?)\\n *\\* *}</pre>", Pattern.DOTALL);

    /** All of the exported packages, with the packages' descriptions; not what only the JDK makes: the providers of services. */
    static List<PublicType> all() {
        return Known.ALL;
    }

    private static final class Known {
        static final List<PublicType> ALL;

        static {
            try {
                ALL = List.copyOf(read());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<PublicType> read() throws IOException {
        List<PublicType> types = new ArrayList<>();
        for (String module : MODULES) {
            Path sources = Documents.ROOT.resolve(module).resolve("src/main/java");
            String declaration = Files.readString(sources.resolve("module-info.java"));
            Matcher exported = EXPORTS.matcher(declaration);
            while (exported.find()) {
                add(types, module, exported.group(1), sources.resolve(exported.group(1).replace('.', '/')));
            }
            Set<String> providers = PROVIDERS.matcher(declaration).results().map(found -> found.group(1)).collect(
                    Collectors.toSet());
            types.removeIf(type -> providers.contains(type.fullName()));
        }
        return types;
    }

    private static void add(List<PublicType> types, String module, String packageName, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".java")).sorted().toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                String source = Files.readString(file);
                if (name.equals(PACKAGE) || PUBLIC.matcher(source).find()) {
                    types.add(new PublicType(module, packageName, name, source));
                }
            }
        }
    }

    boolean isPackage() {
        return name.equals(PACKAGE);
    }

    String fullName() {
        return packageName + '.' + name;
    }

    /** The examples in its documentation, without the asterisks of the comment. */
    List<String> examples() {
        return EXAMPLE.matcher(source).results()
                .map(example -> example.group(1).replaceAll("(?m)^ *\\* ?", "")).toList();
    }

    /** Whether one of its examples has its simple name, or the other one's. */
    boolean hasExampleWith(String simpleName) {
        Pattern word = Pattern.compile("\\b" + simpleName + "\\b");
        return examples().stream().anyMatch(example -> word.matcher(example).find());
    }
}

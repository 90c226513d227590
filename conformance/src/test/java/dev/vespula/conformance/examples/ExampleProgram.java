package dev.vespula.conformance.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Engine;
import dev.vespula.bindings.Bindings;
import dev.vespula.component.Component;
import dev.vespula.http.WasiHttp;
import dev.vespula.micrometer.HttpMetrics;
import dev.vespula.testing.CompiledSources;
import dev.vespula.text.Wat;
import dev.vespula.wasi.Wasi;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Servlet;
import java.io.File;
import java.lang.invoke.MethodHandles;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An example of the documentation as a class with a method {@code example}. What it refers to without saying where it
 * comes from are members of {@link Surroundings}.
 *
 * @param place of which type's documentation, or document, it is
 * @param code  its lines
 */
record ExampleProgram(PublicType place, Class<? extends Surroundings> around, String code) {
    private static final String PROGRAM = """
            package %s;
            %s
            import static dev.vespula.types.ValType.*;
            import com.sun.net.httpserver.HttpServer;
            import io.micrometer.core.instrument.*;
            import jakarta.servlet.ServletContext;
            import jakarta.servlet.ServletRegistration;
            import java.io.*;
            import java.lang.invoke.*;
            import java.net.InetAddress;
            import java.net.InetSocketAddress;
            import java.nio.ByteBuffer;
            import java.nio.charset.StandardCharsets;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.function.*;

            public class %s extends %s {
            %s

                @Override
                public void example() throws Exception {
            %s
                }
            }
            """;

    /** Types in front, each up to a brace at the margin. */
    private static final Pattern DECLARATIONS = Pattern.compile(
            "( {8}(?:@\\w+(?:\\([^)]*\\))?\\s+)?(?:sealed |interface |record |enum |class ).*?\\n {8}}\\n)+", Pattern.DOTALL);
    private static final Pattern IMPORTS = Pattern.compile("^import [\\w. ]+;\\n", Pattern.MULTILINE);
    private static final String JARS = Stream.of(Engine.class, Component.class, Bindings.class, Wasi.class, Wat.class,
            WasiHttp.class,
            Servlet.class,
            HttpMetrics.class, MeterRegistry.class, Surroundings.class).map(ExampleProgram::place).collect(Collectors.joining(
                    File.pathSeparator));
    private static final Pattern WORD = Pattern.compile("\\b[A-Z]\\w*");
    private static final String PACKAGE = ExampleProgram.class.getPackageName();
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Pattern LAST_THROWS = Pattern.compile("^throw [^\\n]+\\n*\\z", Pattern.MULTILINE);

    /** Compiles it, and runs it: it must end as it says, with an exception if its last statement throws one. */
    void run(Path folder) throws Exception {
        String className = "Example" + COUNT.incrementAndGet();
        Surroundings made = (Surroundings) load(compile(folder, className), className).getConstructor(Setting.class)
                .newInstance(new Setting(place.name(), code, folder));
        if (LAST_THROWS.matcher(code).find()) {
            assertThatThrownBy(made::run).isInstanceOf(RuntimeException.class);
        } else {
            made.run();
        }
    }

    /** Where the library is, as on the class path of a user: then his interfaces need not be public. */
    private static Class<?> load(CompiledSources made, String name) throws ReflectiveOperationException {
        Deque<byte[]> files = made.names().map(made::content).collect(Collectors.toCollection(ArrayDeque::new));
        while (!files.isEmpty()) {
            byte[] file = files.remove();
            try {
                MethodHandles.lookup().defineClass(file);
            } catch (NoClassDefFoundError e) {
                // It needs another one, which must be there before.
                files.add(file);
            } catch (LinkageError e) {
                assertThat(e).as("it was there, but not what it needed").hasMessageContaining("duplicate");
            }
        }
        return Class.forName(PACKAGE + "." + name);
    }

    private CompiledSources compile(Path folder, String className) {
        String body = IMPORTS.matcher(code).replaceAll("").lines()
                .filter(line -> !line.isBlank() && !line.strip().equals("..."))
                .reduce("", (all, line) -> all + "        " + line.replace("{ ... }", "{ }") + "\n")
                .replace("Path.of(\"", "Path.of(\"" + folder + "/")
                .replace("new InetSocketAddress(\"127.0.0.1\", 8080)", "new InetSocketAddress(\"127.0.0.1\", 0)");
        Matcher declarations = DECLARATIONS.matcher(body);
        // Sealed types are the ones that cannot stand among statements; others may be those of the surroundings again.
        int statements = body.contains("sealed ") && declarations.lookingAt() ? declarations.end() : 0;
        String constructor = "    public " + className + "(" + Setting.class.getName()
                + " setting) throws IOException { super(setting); }\n";
        String source = PROGRAM.formatted(PACKAGE, imports(), className, around.getName(), constructor + body.substring(0,
                statements),
                body.substring(statements));
        return CompiledSources.of(getClass().getClassLoader(), Map.of(className + ".java", source), "-cp", JARS, "--release",
                "17");
    }

    /** Those that the example has itself, and of the library's types that it names, each by name. */
    private String imports() {
        StringBuilder imports = new StringBuilder();
        Matcher own = IMPORTS.matcher(code);
        while (own.find()) {
            imports.append(own.group());
        }
        Set<String> words = new TreeSet<>(WORD.matcher(code).results().map(word -> word.group()).toList());
        List<PublicType> all = PublicType.all();
        for (String word : words) {
            if (!imports.toString().matches("(?s).*[.]" + word + ";.*")) {
                all.stream().filter(type -> type.name().equals(word)).min(Comparator.comparing(this::distance))
                        .ifPresent(type -> imports.append("import ").append(type.fullName()).append(";\n"));
            }
        }
        return imports.toString();
    }

    /** Of types of the same name, that of the same package is meant, or that of a module's main package. */
    private int distance(PublicType type) {
        return type.packageName().equals(place.packageName()) ? 0 : type.packageName().split("\\.").length;
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}

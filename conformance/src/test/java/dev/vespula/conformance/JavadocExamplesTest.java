package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Engine;
import dev.vespula.component.Component;
import dev.vespula.text.Wat;
import dev.vespula.wasi.Wasi;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The examples in the documentation of the public classes, and in the documents, are programs that compile. */
class JavadocExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\n(.*?)\\n *\\* *}</pre>", Pattern.DOTALL);

    /** A type that a block declares, which is indented by the method around it. */
    private static final Pattern DECLARATION = Pattern.compile(
            "(?:^ {8}@\\w+\\(.*\\)\n)?^ {8}(?:sealed )?(?:interface|record|enum|class) [^\n]*(?:\\{}|\\{\n(?:.*\n)*? {8}})$",
            Pattern.MULTILINE);

    private static final List<String> MODULES = List.of("engine", "compiler", "component", "wasi", "text", "cli");

    /** What examples refer to without saying where it comes from. */
    private static final String AROUND = """
            import dev.vespula.*;
            import dev.vespula.Module;
            import dev.vespula.component.*;
            import dev.vespula.text.*;
            import dev.vespula.types.*;
            import dev.vespula.wasi.*;
            import static dev.vespula.types.ValType.*;
            import java.io.*;
            import java.nio.file.Path;
            import java.util.*;
            import java.util.concurrent.CompletableFuture;
            import java.util.function.*;

            class Example {
                interface Calculator { int add(int a, int b); }
                interface Client { CompletableFuture<Integer> fetchLength(int url); }
                static class Session { }
                Engine engine; Module module; Store<Void> store; Store<Void> other; Path dir; Instance instance;
                Linker<Session> linker; Func func; Func function; Caller<Session> caller; Object request; Client client;
                Component component; ComponentLinker<Void> componentLinker; ComponentInstance componentInstance;
                Tag notFound; InputStream in; OutputStream out; Session session; Store<Session> otherStore;

            %s
                void example() throws Exception {
            %s
                }
            }
            """;

    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> examples() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String module : MODULES) {
            add(tests, Documents.ROOT.resolve(module).resolve("src/main/java"));
        }
        for (Path document : Documents.all()) {
            for (String block : Documents.blocks(document, "java")) {
                tests.add(DynamicTest.dynamicTest(document.getFileName() + ": " + block.lines().findFirst().orElse(""),
                        () -> assertCompiles(block)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(18);
        return tests;
    }

    private void add(List<DynamicTest> tests, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(one -> one.toString().endsWith(".java")).sorted()::iterator) {
                Matcher example = EXAMPLE.matcher(Files.readString(file));
                for (int number = 1; example.find(); number++) {
                    String code = example.group(1);
                    tests.add(DynamicTest.dynamicTest(file.getFileName() + " " + number, () -> assertCompiles(code)));
                }
            }
        }
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private void assertCompiles(String commented) {
        String code = commented.lines().map(line -> line.replaceFirst("^ *\\* ?", ""))
                .filter(line -> !line.isBlank() && !line.strip().equals("..."))
                .reduce("", (all, line) -> all + "        " + line.replace("{ ... }", "{ }") + "\n");
        // Sealed types cannot be declared within a method.
        String types = !code.contains("sealed ") ? ""
                : DECLARATION.matcher(code).results().map(MatchResult::group).collect(Collectors.joining("\n"));
        String source = AROUND.formatted(types, types.isEmpty() ? code : DECLARATION.matcher(code).replaceAll(""));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        String jars = Stream.of(Engine.class, Component.class, Wasi.class, Wat.class).map(JavadocExamplesTest::place)
                .collect(Collectors.joining(File.pathSeparator));
        boolean compiled = compiler.getTask(messages, null, null,
                List.of("-d", folder.toString(), "-cp", jars, "-proc:none", "--release", "17"), null,
                List.of(new SimpleJavaFileObject(URI.create("string:///Example.java"), SimpleJavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                })).call();
        assertThat(compiled).as(() -> messages + "\n" + source).isTrue();
    }
}

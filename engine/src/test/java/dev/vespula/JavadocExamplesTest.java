package dev.vespula;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The examples in the documentation of the public classes are programs that compile. */
class JavadocExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\n(.*?)\\n *\\* *}</pre>", Pattern.DOTALL);

    /** What examples refer to without saying where it comes from. */
    private static final String AROUND = """
            import dev.vespula.*;
            import dev.vespula.Module;
            import dev.vespula.types.*;
            import static dev.vespula.types.ValType.*;
            import java.io.*;
            import java.nio.file.Path;
            import java.util.concurrent.CompletableFuture;
            import java.util.function.*;

            class Example {
                interface Calculator { int add(int a, int b); }
                interface Client { CompletableFuture<Integer> fetchLength(int url); }
                static class Session { }
                Engine engine; Module module; Store<Session> store; Store<Session> other; Instance instance;
                Linker<Session> linker; Func func; Func function; Caller<Session> caller; Object request; Client client;
                Tag notFound; InputStream in; OutputStream out; Session session;

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
        try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/vespula"))) {
            for (Path file : (Iterable<Path>) files.filter(one -> one.toString().endsWith(".java")).sorted()::iterator) {
                Matcher example = EXAMPLE.matcher(Files.readString(file));
                for (int number = 1; example.find(); number++) {
                    String code = example.group(1);
                    tests.add(DynamicTest.dynamicTest(file.getFileName() + " " + number, () -> assertCompiles(code)));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(15);
        return tests;
    }

    private void assertCompiles(String commented) throws URISyntaxException {
        String code = commented.lines().map(line -> line.replaceFirst("^ *\\* ?", ""))
                .filter(line -> !line.isBlank() && !line.strip().equals("..."))
                .reduce("", (all, line) -> all + "        " + line.replace("{ ... }", "{ }") + "\n");
        String source = AROUND.formatted(code);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        String engine = Path.of(Engine.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        boolean compiled = compiler.getTask(messages, null, null,
                List.of("-d", folder.toString(), "-cp", engine, "-proc:none", "--release", "17"), null,
                List.of(new SimpleJavaFileObject(URI.create("string:///Example.java"), SimpleJavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                })).call();
        assertThat(compiled).as(() -> messages + "\n" + source).isTrue();
    }
}

package dev.vespula.udf.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.testing.CompiledSources;
import dev.vespula.testing.OnOneJdk;
import dev.vespula.udf.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The examples in the documentation of the public types are programs that compile and run. */
@OnOneJdk
class JavadocExamplesTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/vespula/udf");
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\n(.*?)\\n *\\* *}</pre>", Pattern.DOTALL);
    private static final String PROGRAM = """
            package dev.vespula.udf.examples;
            import dev.vespula.udf.*;
            import java.util.*;
            public class Example extends ExampleSurroundings {
                @Override
                public Object call() throws Exception {
            %s
                    return %s;
                }
            }
            """;
    /** What an example ends with, and what that is; others are run alone. */
    private static final Map<String, List<String>> RESULTS = Map.of(
            "AggregateCall", List.of("result", "60"),
            "BlockCall", List.of("result.value(0)", "12"),
            "Column", List.of("result.value(1)", "1"),
            "TableCall", List.of("parts.columns().get(0).value(2)", "c"),
            "UdfReference", List.of("there.functions().equals(udfs.functions())", "true"));

    @TestFactory
    List<DynamicTest> examples() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).sorted().toList()) {
                String type = file.getFileName().toString().replace(".java", "");
                Matcher examples = EXAMPLE.matcher(Files.readString(file).replace("\r\n", "\n"));
                while (examples.find()) {
                    String code = examples.group(1).replaceAll("(?m)^ *\\* ?", "");
                    tests.add(DynamicTest.dynamicTest(type, () -> run(type, code)));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(9);
        return tests;
    }

    private static void run(String type, String code) throws Exception {
        if (type.equals("Signature")) {
            assertThat(code.lines()).allSatisfy(line -> assertThat(Signature.of(line)).hasToString(line));
            return;
        }
        boolean isExpression = !code.stripTrailing().endsWith(";") && !code.stripTrailing().endsWith("}");
        List<String> result = RESULTS.getOrDefault(type, List.of("null", "null"));
        Object value = compileAndCall(PROGRAM.formatted(isExpression ? "Object shown = " + code + ";" : code, result.get(0)));
        assertThat(String.valueOf(value)).isEqualTo(result.get(1));
    }

    private static Object compileAndCall(String program) throws Exception {
        CompiledSources classes = CompiledSources.of(ExampleSurroundings.class.getClassLoader(), Map.of("Example.java",
                program));
        try (ExampleSurroundings example = (ExampleSurroundings) classes.loadClass("dev.vespula.udf.examples.Example")
                .getConstructor().newInstance()) {
            return example.call();
        }
    }
}

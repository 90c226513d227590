package dev.vespula.bench.peers.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.testing.CompiledSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the pages in docs/coming-from show of other engines compiles with these engines. */
class PeerExamplesTest {
    private static final Path PAGES = Path.of("../../../docs/coming-from");

    /** What an engine's examples import, and refer to without saying where it comes from. */
    private static final Map<String, String> AROUND = Map.of("chicory", """
            import com.dylibso.chicory.compiler.*;
            import com.dylibso.chicory.runtime.*;
            import com.dylibso.chicory.runtime.Memory;
            import com.dylibso.chicory.wasi.*;
            import com.dylibso.chicory.wasm.*;
            import com.dylibso.chicory.wasm.types.*;

            class Around { WasmModule module; Instance instance; ExecutorService executor; }
            """, "endive", """
            import run.endive.runtime.*;
            import run.endive.wasm.*;
            import run.endive.wasm.types.*;

            class Around { WasmModule module; WasmModule other; Instance instance; }
            """, "graalwasm", """
            import org.graalvm.polyglot.*;
            import org.graalvm.polyglot.proxy.*;

            class Around { Context context; Source source; Value module; Value exports; }
            """);

    private static final String PROGRAM = """
            import java.io.*;
            import java.nio.ByteOrder;
            import java.util.List;
            import java.util.Map;
            import java.util.concurrent.*;
            %s
            class Example extends Around {
                void example() throws Exception {
            %s
                }
            }
            """;

    @TestFactory
    List<DynamicTest> examples() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String peer : AROUND.keySet()) {
            List<String> blocks = Pattern.compile("^```java " + peer + "\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                    .matcher(Files.readString(PAGES.resolve(peer + ".md"))).results().map(MatchResult::group)
                    .map(block -> block.replaceAll("(?m)^```.*\n?", "")).toList();
            assertThat(blocks).as(peer).hasSizeGreaterThan(3);
            for (String block : blocks) {
                tests.add(DynamicTest.dynamicTest(peer + ": " + block.lines().skip(1).findFirst().orElse(""),
                        () -> CompiledSources
                                .of(getClass().getClassLoader(), Map.of("Example.java", PROGRAM.formatted(AROUND.get(peer),
                                        block)))));
            }
        }
        return tests;
    }
}

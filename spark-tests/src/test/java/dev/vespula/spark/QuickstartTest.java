package dev.vespula.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.testing.Output;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of docs/spark.md is compiled, and prints what is written there. */
class QuickstartTest {
    @TempDir
    private Path folder;

    @Test
    void theQuickstartPrintsWhatThePageSays() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "spark.md"));
        Path source = Files.writeString(folder.resolve("Quickstart.java"), block(page, "java"));
        int failures = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), "-proc:none", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), source.toString());
        assertThat(failures).isZero();
        // Begun with the settings of the tests; the program takes the session that there is.
        assertThat(Sessions.SPARK.version()).isNotEmpty();
        assertThat(run()).isEqualToIgnoringWhitespace(block(page, "text"));
    }

    private String run() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Method main = loader.loadClass("Quickstart").getMethod("main", String[].class);
            return Output.of(() -> main.invoke(null, (Object) new String[] {folder.toString()}));
        }
    }

    /** The first block of a language. */
    private static String block(String page, String language) throws IOException {
        Matcher block = Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL).matcher(page);
        List<String> found = block.results().map(result -> result.group(1)).toList();
        assertThat(found).isNotEmpty();
        return found.get(0);
    }
}

package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command line of docs/debugging.md works. */
class DebuggingPageTest extends CommandCase {
    private static final Pattern LINE = Pattern.compile("(?:VESPULA_JAVA_OPTS=\"([^\"]+)\" )?(\\./vespula|javap) (.+)");

    @TempDir
    Path folder;

    @Test
    void theCommandLinesWork() throws Exception {
        List<String> lines = commandLines();
        assertThat(lines).hasSizeGreaterThan(12);
        for (String line : lines) {
            Matcher parts = LINE.matcher(line);
            assertThat(parts.matches()).as(line).isTrue();
            String[] arguments = inThisFolder(parts.group(3));
            assertThat(run(parts, arguments)).as("%s: %s", line, err()).isZero();
        }
        assertThat(folder.resolve("run.jfr")).isNotEmptyFile();
    }

    private int run(Matcher parts, String[] arguments) throws IOException, InterruptedException {
        if (parts.group(2).equals("javap")) {
            // Its exit code says whether there is such a class.
            return ToolProvider.findFirst("javap").orElseThrow().run(new PrintStream(OutputStream.nullOutputStream()),
                    System.err,
                    arguments);
        }
        return parts.group(1) == null ? vespula(arguments) : inChild(inThisFolder(parts.group(1)), arguments);
    }

    private String[] inThisFolder(String line) {
        return line.replace("examples/", "../examples/").replace("out/", folder + File.separator).split(" ");
    }

    private int inChild(String[] options, String[] arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    private static List<String> commandLines() throws IOException {
        List<String> found = new ArrayList<>();
        boolean isShell = false;
        for (String line : Files.readAllLines(Path.of("../docs/debugging.md"))) {
            if (line.startsWith("```")) {
                isShell = line.equals("```sh");
            } else if (isShell) {
                found.add(line);
            }
        }
        return found;
    }
}

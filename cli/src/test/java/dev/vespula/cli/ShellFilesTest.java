package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Completion scripts and the manual page. */
class ShellFilesTest {
    private static final Map<String, String> TEXTS = ShellFiles.texts("1.2.3-RC1");
    private static final String BASH = "bash-completion/completions/vespula";
    private static final String ZSH = "zsh/site-functions/_vespula";
    private static final String FISH = "fish/vendor_completions.d/vespula.fish";
    private static final String MANUAL = "man/man1/vespula.1";
    private static final Pattern REQUEST = Pattern.compile("\\.(TH|SH|SS|TP|PP|B|I|RI|br|\\\\\").*");

    @TempDir
    Path folder;

    static Stream<String> files() {
        return TEXTS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void namesAllCommandsAndOptions(String file) {
        // Where fish wants an option without its hyphens, and where man would make a dash of one.
        String text = TEXTS.get(file).replace("\\-", "-").replace(" -l ", " --").replace(" -s ", " -");
        for (Command command : CommandModel.commands()) {
            assertThat(text).as(command.name()).containsPattern("\\b" + command.name() + "\\b");
            for (Option option : command.options()) {
                for (String name : option.names()) {
                    assertThat(text).as(command.name()).contains(name);
                }
            }
        }
        assertThat(text).contains("--version", "--help").endsWith("\n");
    }

    @ParameterizedTest
    @CsvSource({BASH + ", bash", ZSH + ", zsh", FISH + ", fish"})
    @DisabledOnOs(OS.WINDOWS)
    void theShellTakesIt(String file, String shell) throws Exception {
        Assumptions.assumeTrue(run("sh", "-c", "command -v " + shell).isPresent, "no " + shell + " on this machine");
        Path script = Files.writeString(folder.resolve("script"), TEXTS.get(file));
        assertThat(run(shell, "-n", script.toString())).isEqualTo(new Outcome(true, ""));
    }

    /** What a user gets who presses the key. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void bashCompletesCommandsAndOptions() throws Exception {
        Assumptions.assumeTrue(run("sh", "-c", "command -v bash").isPresent, "no bash on this machine");
        Path script = Files.writeString(folder.resolve("script"), TEXTS.get(BASH));
        assertThat(completed(script, "val")).isEqualTo("validate");
        assertThat(completed(script, "run", "--inv")).isEqualTo("--invoke");
        assertThat(completed(script, "serve", "--inv")).isEmpty();
    }

    private String completed(Path script, String... words) throws Exception {
        String line = "vespula " + String.join(" ", words);
        return run("bash", "-c", "compopt() { :; }; . " + script + "; COMP_WORDS=(" + line + "); COMP_CWORD=" + words.length
                + "; COMP_LINE='"
                + line
                + "'; COMP_POINT=" + line.length() + "; _complete_vespula; echo \"${COMPREPLY[@]}\"").output.strip();
    }

    @Test
    void theManualPageHasNoLineThatIsTakenForARequest() {
        String page = TEXTS.get(MANUAL);
        assertThat(page.lines().filter(line -> line.startsWith(".") || line.startsWith("'"))).allMatch(line -> REQUEST.matcher(
                line).matches());
        assertThat(page.lines()).contains(".TH VESPULA 1 \"\" \"vespula 1.2.3\\-RC1\" \"Vespula\"",
                ".SS \"vespula run [OPTIONS] FILE [ARGS...]\"", ".SH \"EXIT STATUS\"");
        assertThat(page).doesNotContain("%");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theManualPageIsFormattedWithoutComplaints() throws Exception {
        Assumptions.assumeTrue(run("sh", "-c", "command -v groff").isPresent, "no groff on this machine");
        Path page = Files.writeString(folder.resolve("vespula.1"), TEXTS.get(MANUAL));
        assertThat(run("groff", "-ww", "-z", "-Tascii", "-man", page.toString())).isEqualTo(new Outcome(true, ""));
        assertThat(run("groff", "-P-c", "-Tascii", "-man", page.toString()).output).contains("--snapshot-on-out-of-fuel");
    }

    private record Outcome(boolean isPresent, String output) {}

    private Outcome run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor() == 0, output);
    }
}

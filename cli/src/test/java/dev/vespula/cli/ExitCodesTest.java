package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The exit codes are those of docs/cli.md, and of the help. */
class ExitCodesTest extends CommandCase {
    @Test
    void theTableOfThePageIsTheOneOfTheCode() throws IOException {
        String page = Files.readString(Path.of("../docs/cli.md"));
        String rows = Arrays.stream(ExitCode.values()).map(code -> "| " + code.text() + " | " + code.meaning() + " |\n")
                .collect(
                        Collectors.joining());
        assertThat(page).contains("| code | meaning |\n|---|---|\n" + rows + "\n");
    }

    @Test
    void helpTellsThem() {
        assertThat(vespula("--help")).isZero();
        assertThat(told()).contains("Exit codes: 0 All went well. 1 ", " 75 The program was saved", " 134 ",
                " N The program's own");
        for (String command : Command.names()) {
            assertThat(vespula(command, "--help")).isZero();
            List<ExitCode> codes = Command.named(command).exitCodes();
            String list = codes.stream().map(code -> code.text() + " " + code.meaning()).collect(Collectors.joining(" "));
            assertThat(told()).contains("Exit codes: " + list);
            assertThat(codes).startsWith(ExitCode.DONE, ExitCode.ERROR, ExitCode.USAGE);
        }
    }

    /** The man page and completions are made of the same model. */
    @Test
    void everyOptionHasADescription() {
        for (String name : Command.names()) {
            Command command = Command.named(name);
            assertThat(command.summary()).as(name).endsWith(".");
            assertThat(command.options()).as(name).allSatisfy(option -> assertThat(option.description()).as(option.name())
                    .matches(
                            "[A-Z].*\\."));
        }
    }

    private String told() {
        return out().replaceAll("\\s+", " ");
    }

    @Test
    void unknownWordsGetASuggestion() {
        assertThat(vespula("inspct")).isEqualTo(2);
        assertThat(err()).startsWith("vespula: 'inspct' is neither a command nor a file; did you mean 'inspect'").hasLineCount(
                1);
        assertThat(vespula("vaildate", "x.wasm")).isEqualTo(2);
        assertThat(err()).contains("'validate'");
        assertThat(vespula("--versio")).isEqualTo(2);
        assertThat(err()).contains("--version");
        assertThat(vespula("run", "--invok", "f", "x.wasm")).isEqualTo(2);
        assertThat(err()).contains("--invoke");
        assertThat(vespula("--version")).isZero();
        assertThat(out()).startsWith("vespula ").contains(" on Java ");
    }

    /** As users of other engines write it. */
    @Test
    void otherHabitsAreUnderstoodOrExplained() {
        String numbers = "../examples/programs/numbers.wasm";
        assertThat(vespula("--invoke", "gcd", numbers, "4", "6")).as(err()).isZero();
        assertThat(out()).isEqualTo("2\n");
        assertThat(vespula("--dir=.", "--env=A=1", "../examples/programs/hello.wasm", "--x")).isZero();
        assertThat(out()).isEqualTo("Hello from WebAssembly, --x!\n");
        assertThat(vespula("run", numbers, "--invoke", "gcd", "4", "6")).isEqualTo(1);
        assertThat(err()).contains("(options stand before the file");
        assertThat(vespula("--color=never", "inspect", numbers)).isEqualTo(2);
        assertThat(err()).isEqualTo("vespula: options stand behind the command: vespula inspect --color=never\n");
        assertThat(vespula("objdump", numbers)).isEqualTo(2);
        assertThat(err()).contains("did you mean 'inspect --code'?");
        assertThat(vespula("help")).isZero();
        String help = out();
        assertThat(vespula("--help")).isZero();
        assertThat(out()).isEqualTo(help);
        assertThat(vespula("help", "strip")).isZero();
        assertThat(out()).startsWith("Usage: vespula strip");
    }
}

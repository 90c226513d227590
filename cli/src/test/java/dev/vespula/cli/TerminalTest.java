package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is for terminals only: colours, and how far a long work is. */
class TerminalTest extends CommandCase {
    private static final String NUMBERS = "../examples/programs/numbers.wasm";
    private static final String ESCAPE = "\u001b[";
    private static final String CLEAR = "\r\u001b[K";

    @TempDir
    Path folder;

    private final FakeSurroundings around = new FakeSurroundings();

    @BeforeEach
    void surround() {
        surroundings = around;
    }

    private boolean isColoured(String... line) {
        vespula(line);
        return (out() + err()).contains(ESCAPE);
    }

    @Test
    void coloursAreForTerminals() {
        assertThat(isColoured("validate", "none.wasm")).isTrue();
        assertThat(err()).isEqualTo(ESCAPE + "1;31mvespula:" + ESCAPE + "0m cannot read none.wasm: no such file\n");
        assertThat(isColoured("inspect", "--code", NUMBERS)).isTrue();
        assertThat(isColoured("run", "--nonsense")).isTrue();
        assertThat(isColoured("--help")).isTrue();
        assertThat(isColoured("nonsense")).isTrue();
        around.isTerminal = false;
        assertThat(isColoured("validate", "none.wasm")).isFalse();
        assertThat(isColoured("inspect", "--code", NUMBERS)).isFalse();
        assertThat(isColoured("--help")).isFalse();
    }

    @Test
    void theCommandLineCountsMoreThanVariables() {
        around.variables.put("NO_COLOR", "1");
        assertThat(isColoured("validate", "none.wasm")).isFalse();
        assertThat(isColoured("validate", "--help")).isFalse();
        assertThat(isColoured("validate", "--color=always", "none.wasm")).isTrue();
        assertThat(isColoured("validate", "--color", "always", "--help")).isTrue();
        around.variables.put("NO_COLOR", "");
        assertThat(isColoured("validate", "none.wasm")).isTrue();
        assertThat(isColoured("validate", "--color=never", "none.wasm")).isFalse();
        around.variables.put("TERM", "dumb");
        assertThat(isColoured("validate", "none.wasm")).isFalse();
        around.isTerminal = false;
        around.variables.clear();
        assertThat(isColoured("validate", "--color=auto", "none.wasm")).isFalse();
        for (String[] line : new String[][] {{"validate", "--color=sometimes", "x"}, {"validate", "--color=sometimes",
            "--help"}}) {
            assertThat(vespula(line)).isEqualTo(2);
            assertThat(err()).startsWith("vespula validate: --color takes always, never or auto, not 'sometimes'\n");
        }
    }

    /** JSON and what programs print is the same everywhere. */
    @Test
    void whatOtherProgramsReadHasNoColours() {
        assertThat(isColoured("inspect", "--json", "--color=always", NUMBERS)).isFalse();
        assertThat(isColoured("run", "--color=always", "--invoke", "gcd", NUMBERS, "4", "6")).isFalse();
    }

    @Test
    void longWorkTellsHowFarItIs() {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Console console = new Console(InputStream.nullInputStream(), new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(shown, true, StandardCharsets.UTF_8), around);
        try (Progress progress = new Progress(console, "validate", 30)) {
            progress.next("first.wasm");
            around.advance(1_900);
            assertThat(shown.toString(StandardCharsets.UTF_8)).isEmpty();
            progress.next("second\u001b.wasm");
            around.advance(200);
            assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo(CLEAR + "validate 1 of 30, 2 s: second\\u{1b}.wasm");
            shown.reset();
            progress.apart(() -> console.err().print("apart\n"));
            assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo(CLEAR + "apart\n");
            shown.reset();
            progress.next("x".repeat(200));
            around.advance(61_000);
            assertThat(shown.toString(StandardCharsets.UTF_8)).hasSize(CLEAR.length() + 78).startsWith(CLEAR
                    + "validate 2 of 30, 63 s: xxx").endsWith("xx...");
            shown.reset();
        }
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo(CLEAR);
        assertThat(around.periodic).isEmpty();
    }

    @Test
    void onlyTerminalsAreTold() {
        around.isTerminal = false;
        assertThat(progress()).isEmpty();
        around.isTerminal = true;
        around.variables.put("TERM", "dumb");
        assertThat(progress()).isEmpty();
        around.variables.put("TERM", "xterm");
        assertThat(progress()).contains("compile 5 s: a.wasm");
    }

    private String progress() {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Console console = new Console(InputStream.nullInputStream(), new PrintStream(shown), new PrintStream(shown, true,
                StandardCharsets.UTF_8), around);
        try (Progress progress = new Progress(console, "compile", 1)) {
            progress.next("a.wasm");
            around.advance(5_000);
        }
        return shown.toString(StandardCharsets.UTF_8);
    }

    /** The commands tell it. */
    @Test
    void commandsTellHowFarTheyAre() throws IOException {
        String script = Files.writeString(folder.resolve("a.wast"), "(module)").toString();
        for (String[] line : new String[][] {{"validate", NUMBERS}, {"wast", script},
            {"compile", NUMBERS, "-o", folder.resolve("n.jar").toString()}}) {
            SlowSurroundings slow = new SlowSurroundings();
            surroundings = slow;
            assertThat(vespula(line)).as(err()).isZero();
            assertThat(err()).as(line[0]).contains(CLEAR + line[0] + " ").endsWith(CLEAR);
        }
    }

    /** A terminal where everything takes three seconds: the line is due when the work is over. */
    private static final class SlowSurroundings implements Surroundings {
        private long nanos;

        @Override
        public boolean isTerminal(Shown stream) {
            return true;
        }

        @Override
        public Map<String, String> variables() {
            return Map.of();
        }

        @Override
        public long nanoTime() {
            return nanos += 3_000_000_000L;
        }

        @Override
        public Runnable every(long millis, Runnable task) {
            return task;
        }
    }
}

package dev.vespula.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {
    @Test
    void callFunctionPrintsTheResult() throws IOException {
        assertThat(outputOf(() -> CallFunction.main(new String[] {"programs/numbers.wasm", "48", "36"}))).isEqualTo("12\n");
    }

    @Test
    void runProgramCatchesOutputAndStatus() throws IOException {
        assertThat(outputOf(() -> RunProgram.main(new String[] {"programs/hello.wasm", "you"})))
                .isEqualTo("status 0, output:\nHello from WebAssembly, you!\n");
        assertThat(outputOf(() -> RunProgram.main(new String[] {"programs/sudoku.wasm", "12"})))
                .isEqualTo("status 2, output:\n");
    }

    @Test
    void aPausedPluginIsContinuedByAnotherProcess(@TempDir Path folder) throws Exception {
        String saved = folder.resolve("sudoku.snap").toString();
        String solution = outputOf(() -> RunProgram.main(new String[] {"programs/sudoku.wasm"}))
                .substring("status 0, output:\n".length());
        String first = outputOf(() -> PausePlugin.main(new String[] {saved, "programs/sudoku.wasm"}));
        assertThat(first).endsWith("paused\n");
        Process second = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), PausePlugin.class.getName(), saved, "programs/sudoku.wasm")
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String rest = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(second.waitFor()).isZero();
        assertThat(first.replace("paused\n", "") + rest.replace(System.lineSeparator(), "\n"))
                .isEqualTo(solution + "done\n");
        assertThat(Path.of(saved)).doesNotExist();
    }

    private interface Body {
        void run() throws IOException;
    }

    private static String outputOf(Body body) throws IOException {
        PrintStream before = System.out;
        ByteArrayOutputStream caught = new ByteArrayOutputStream();
        System.setOut(new PrintStream(caught, true, StandardCharsets.UTF_8));
        try {
            body.run();
        } finally {
            System.setOut(before);
        }
        return caught.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}

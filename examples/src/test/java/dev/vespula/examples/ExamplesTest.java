package dev.vespula.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

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

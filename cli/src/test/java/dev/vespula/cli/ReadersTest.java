package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast reader and picocli must understand every line in the same way. */
class ReadersTest {
    private static final Console CONSOLE = new Console(new ByteArrayInputStream(new byte[0]),
            new PrintStream(new ByteArrayOutputStream()), new PrintStream(new ByteArrayOutputStream()));

    @ParameterizedTest
    @ValueSource(strings = {
        "run a.wasm",
        "run a.wasm -x --verbose --dir q",
        "run --verbose a.wasm",
        "run --dir . --dir host::guest --env A=1 --env B= a.wasm one",
        "run --dir=. --env=A=1=2 a.wasm",
        "run --invoke f a.wasm -5 0x10",
        "run --timeout 1.5 --max-memory 64K --max-stack 1M --max-frames 7 --mode lazy --tier auto a.wasm",
        "run -- a.wasm --verbose",
        "run a.wasm -- b",
        "run -",
        "run --features -simd --compiled a.jar",
        "run --features=-simd,wide-arithmetic --features gc a.wasm",
        "wasm2wat - -o -",
        "validate a b c",
        "validate a --verbose b",
        "inspect a",
        "ir --verbose a 12",
        "ir a",
        "ir a f",
        "compile -o b.jar --metered a.wasm",
        "compile --output=b.jar --deterministic a.wasm",
        "run --cache folder --fuel 5 a.wasm",
    })
    void bothTakeWellFormedLines(String line) {
        String[] args = line.split(" ");
        Command fast = Command.named(args[0]);
        Command slow = Command.named(args[0]);
        assertThat(ArgumentReader.read(fast, args, 1)).isTrue();
        assertThat(new PicocliReader(CONSOLE).read(slow, args, 1)).isEqualTo(-1);
        assertThat(state(fast)).isEqualTo(state(slow));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "run",
        "run --verbose",
        "run --unknown a.wasm",
        "run --dir",
        "run --invoke --verbose a.wasm",
        "run --mode eager --mode lazy a.wasm",
        "run --verbose --verbose a.wasm",
        "validate",
        "inspect",
        "inspect a b",
        "ir",
        "ir a b c",
    })
    void bothRefuseOtherLines(String line) {
        String[] args = line.split(" ");
        assertThat(ArgumentReader.read(Command.named(args[0]), args, 1)).isFalse();
        assertThat(new PicocliReader(CONSOLE).read(Command.named(args[0]), args, 1)).isEqualTo(Main.USAGE_ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run --help", "run -h a.wasm", "ir -h", "validate --help"})
    void onlyPicocliKnowsHelp(String line) {
        String[] args = line.split(" ");
        assertThat(ArgumentReader.read(Command.named(args[0]), args, 1)).isFalse();
        assertThat(new PicocliReader(CONSOLE).read(Command.named(args[0]), args, 1)).isEqualTo(Main.OK);
    }

    private static List<String> state(Command command) {
        List<String> state = new ArrayList<>(command.arguments());
        for (Option option : command.options()) {
            state.add(option.name() + " " + option.isGiven() + " " + option.values());
        }
        return state;
    }
}

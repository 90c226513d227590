package dev.vespula.udf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of docs/udf.md, as they stand there. */
class QuickstartTest {
    private static final Path SOURCE = Path.of("src/test/java/dev/vespula/udf/QuickstartTest.java");
    private static final Pattern EXAMPLE = Pattern.compile("^```java\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void quickstart() {
        byte[] bytes = Guests.NUMBERS;
        assertThat(printed(() -> {
            WasmUdfs udfs = WasmUdfs.of(bytes).name("numbers")
                    .limits(l -> l.fuelPerRow(10_000).fuelPerTask(5_000_000_000L).memory(64 << 20));
            try (UdfTask task = udfs.newTask()) {
                RowCall gcd = task.rowCall("gcd");
                long common = gcd.callI64(48, 36);
                System.out.println(common + ", for " + gcd.fuelUsed() + " units of fuel");
            }
        })).startsWith("12, for ");
    }

    @Test
    void calls() {
        byte[] text = Guests.STRINGS;
        assertThat(printed(() -> {
            try (UdfTask task = WasmUdfs.of(text).declare("upper(string) -> string").newTask()) {
                RowCall upper = task.rowCall("upper");
                byte[] utf8 = "wasm".getBytes(StandardCharsets.UTF_8);
                if (upper.setBytes(0, utf8, 0, utf8.length).run()) {
                    System.out.println(upper.getString());
                }
                Column result = task.blockCall("upper").call(List.of(Column.of(FlatType.STRING, new byte[][] {utf8, null})), 2);
                System.out.println(result.value(0) + ", " + result.isNull(1));
            }
        })).isEqualToNormalizingNewlines("WASM\nWASM, true\n");
    }

    @Test
    void failures() {
        WasmUdfs udfs = WasmUdfs.of(Guests.NUMBERS);
        assertThat(printed(() -> {
            List<RowError> errors = new ArrayList<>();
            try (UdfTask task = udfs.onError(OnError.SIDE_OUTPUT).newTask().sideOutput(errors::add)) {
                Object quotient = task.rowCall("div").call(1, 0);
                System.out.println(quotient + " " + errors);
            }
        })).startsWith("null [RowError[function=div, row=0");
    }

    private static String printed(Runnable example) {
        PrintStream usual = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            example.run();
        } finally {
            System.setOut(usual);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** What is shown is what is run, but for line breaks. */
    @Test
    void theDocumentHasTheseExamples() throws IOException {
        String source = words(Files.readString(SOURCE));
        Matcher examples = EXAMPLE.matcher(Files.readString(Path.of("../docs/udf.md")));
        int count = 0;
        while (examples.find()) {
            assertThat(source).contains(words(examples.group(1)));
            count++;
        }
        assertThat(count).isEqualTo(3);
    }

    private static String words(String code) {
        return code.replaceAll("\\s+", "");
    }
}

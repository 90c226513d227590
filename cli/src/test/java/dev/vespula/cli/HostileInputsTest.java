package dev.vespula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.vespula.text.Wat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Files that nobody means well with, given to every command: one line, an exit code, and work in proportion. */
class HostileInputsTest extends CommandCase {
    private static final int SIZE = 1 << 20;
    /**
     * What may be allocated for a file of 1 MB or less, nearly all of which is garbage at once: 100,000 failures of a script and
     * 600,000 instructions with their bytes take 1,000 and 650 MB, everything else below 70.
     */
    private static final long MOST_ALLOCATED = 1_500L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Command lines, in which FILE stands for the file and OUT for one that may be written. */
    private static final String[] LINES = {"run FILE", "run --invoke f FILE 1",
        "run --preload x=FILE ../examples/programs/hello.wasm",
        "validate FILE", "validate --json FILE", "inspect FILE", "inspect --json FILE", "inspect --code FILE",
        "inspect --code --json FILE", "inspect --code --func 0 FILE", "names FILE", "names --set 0=x FILE", "strip FILE",
        "strip --debug --keep-names FILE", "ir FILE", "ir FILE 0", "wat2wasm FILE -o OUT", "wasm2wat FILE",
        "wasm2wat --fold FILE",
        "wast FILE", "wast --json FILE", "compile FILE -o OUT", "compile --profile FILE ../examples/programs/hello.wasm -o OUT",
        "resume FILE", "run --env-file FILE ../examples/programs/hello.wasm", "run --compiled FILE",
        "serve --addr 127.0.0.1:0 FILE"};

    @TempDir
    Path folder;

    private static Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Random random = new Random(3);
        byte[] noise = new byte[SIZE];
        random.nextBytes(noise);
        files.put("noise", noise);
        byte[] module = noise.clone();
        System.arraycopy(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0}, 0, module, 0, 8);
        files.put("noise of a module", module);
        byte[] component = module.clone();
        component[4] = 13;
        component[6] = 1;
        files.put("noise of a component", component);
        files.put("nothing", new byte[0]);
        files.put("a line of text", "nonsense ".repeat(SIZE / 9).getBytes(StandardCharsets.UTF_8));
        files.put("lines of text", "non=sense\n\u001b[2J\n".repeat(SIZE / 15).getBytes(StandardCharsets.UTF_8));
        files.put("parentheses", "(".repeat(SIZE).getBytes(StandardCharsets.UTF_8));
        files.put("nested text", ("(module (func " + "(block ".repeat(SIZE / 8)).getBytes(StandardCharsets.UTF_8));
        files.put("nested components", "(component ".repeat(SIZE / 11).getBytes(StandardCharsets.UTF_8));
        files.put("zip", "PK\u0003\u0004".repeat(SIZE / 4).getBytes(StandardCharsets.UTF_8));
        files.put("nested blocks", nestedBlocks());
        files.put("names", names());
        files.put("a long name", Wat.parse("(module $" + "n".repeat(SIZE) + " (func $f (export \"" + "f".repeat(SIZE / 2)
                + "\")))"));
        byte[] whole = Files.readAllBytes(Path.of("../examples/programs/hello.wasm"));
        for (int part = 1; part < 6; part++) {
            files.put("cut " + part, Arrays.copyOf(whole, whole.length * part / 6));
        }
        return files;
    }

    /** Valid, and 300,000 blocks deep. */
    private static byte[] nestedBlocks() {
        int depth = 300_000;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(0);
        for (int i = 0; i < depth; i++) {
            body.write(2);
            body.write(0x40);
        }
        for (int i = 0; i <= depth; i++) {
            body.write(0x0b);
        }
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        code.write(1);
        leb(code, body.size());
        code.writeBytes(body.toByteArray());
        ByteArrayOutputStream module = new ByteArrayOutputStream();
        module.writeBytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 10});
        leb(module, code.size());
        module.writeBytes(code.toByteArray());
        return module.toByteArray();
    }

    /** A name section of 1 MB: names of functions that are not there, the same again and again. */
    private static byte[] names() {
        ByteArrayOutputStream map = new ByteArrayOutputStream();
        int count = SIZE / 5;
        leb(map, count);
        for (int i = 0; i < count; i++) {
            leb(map, i % 1000);
            map.writeBytes(new byte[] {2, 'a', '\n'});
        }
        ByteArrayOutputStream section = new ByteArrayOutputStream();
        section.writeBytes(new byte[] {4, 'n', 'a', 'm', 'e', 1});
        leb(section, map.size());
        section.writeBytes(map.toByteArray());
        ByteArrayOutputStream module = new ByteArrayOutputStream();
        module.writeBytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0, 0});
        leb(module, section.size());
        module.writeBytes(section.toByteArray());
        return module.toByteArray();
    }

    private static void leb(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest > 0x7f) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    @TestFactory
    Stream<DynamicTest> everyCommandRefusesThemInOneLine() throws IOException {
        return files().entrySet().stream().map(file -> DynamicTest.dynamicTest(file.getKey(), () -> {
            Path path = Files.write(folder.resolve("file.wasm"), file.getValue());
            for (String line : LINES) {
                check(file.getKey(), line, path);
            }
        }));
    }

    private void check(String content, String line, Path file) {
        List<String> words = new ArrayList<>();
        for (String word : line.split(" ")) {
            words.add(word.replace("FILE", file.toString()).replace("OUT", folder.resolve("out").toString()));
        }
        String what = line + " of " + content;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long begin = System.nanoTime();
        int code = vespula(words.toArray(String[]::new));
        long millis = (System.nanoTime() - begin) / 1_000_000;
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        // An argument behind a component is a wrong line.
        assertThat(code).as(what + err()).isIn(Main.OK, Main.ERROR, line.endsWith(" 1") ? Main.USAGE_ERROR : Main.ERROR);
        assertThat(err()).as(what).doesNotContain("internal error", "\tat ", "\u001b");
        // The line, and what belongs to it: a line of the text, or what a module exports.
        assertThat(err().lines().count()).as(what + ": " + err()).isLessThan(10);
        assertThat(err()).as(what).hasSizeLessThan(4_000);
        if (code == Main.ERROR && !line.contains("--json")) {
            assertThat(err().isEmpty() ? out() : err()).as(what).contains(line.startsWith("wast") ? "" : "vespula: ");
        }
        assertThat(millis).as(what).isLessThan(20_000);
        assertThat(allocated).as(what).isLessThan(MOST_ALLOCATED);
    }

    @Test
    void wordsOfAnyLengthGiveOneShortLine() {
        String word = "x".repeat(SIZE);
        for (String[] line : new String[][] {{word}, {"run", word}, {"run", "--invoke", word,
            "../examples/programs/numbers.wasm"},
            {"run", "--dir", word + "::", "x"}, {"run", "--tier", word, "x"}, {"run", "--" + word, "x"}, {"inspect", "--code",
                "--func",
                word, "../examples/programs/numbers.wasm"}, {"names", "--set", word, "../examples/programs/numbers.wasm"}}) {
            assertThat(vespula(line)).isBetween(1, 2);
            assertThat(err()).hasSizeLessThan(2_000);
        }
    }
}

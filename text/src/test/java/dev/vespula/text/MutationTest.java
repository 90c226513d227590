package dev.vespula.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.MalformedException;
import dev.vespula.ModuleException;
import dev.vespula.testing.SharedFolder;
import dev.vespula.text.script.Directive;
import dev.vespula.text.script.ModuleSource;
import dev.vespula.text.script.Script;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Texts and binaries with random damage: nothing but the documented exceptions, and never slowly. */
class MutationTest {

    private static final int MUTATIONS = 10_000;
    private static final long SLOW_NANOS = 1_000_000_000L;
    /** Longest text that is damaged; longer ones are cut, so that the test stays short. */
    private static final int LONGEST = 20_000;
    private static final String[] PIECES = {
        "(", ")", "\"", "(;", ";)", ";;", "(@a", "(@name \"", "(@custom \"x\" (after", "$", "$\"", "-", "0x", "_", "nan:",
        "\\u{", "\\", "end", "else", "(then", "(type", "(param", "(result", "block", "if", "(if", "try_table", "(try",
        "(do", "catch", "delegate 0", "i32.const", "v128.const i8x16", "i8x16.shuffle", "br_table", "offset=", "align=",
        "(module", "(func", "(elem", "(data", "(rec", "(sub", "18446744073709551616", "1e999", "\u0000", "\u00e9"
    };

    private final SplittableRandom random = new SplittableRandom(20);

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void damagedTextsAreParsedOrRefused() throws IOException {
        List<byte[]> texts = texts();
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] text = mutate(texts.get(random.nextInt(texts.size())));
            long start = cpuNanos();
            try {
                Wat.parse("mutant", text);
            } catch (MalformedException expected) {
                refused++;
                assertThat(expected.getMessage()).startsWith("mutant:");
            }
            assertThat(cpuNanos() - start).as("processor time for one text").isLessThan(SLOW_NANOS);
        }
        assertThat(refused).isGreaterThan(MUTATIONS / 10);
    }

    @Test
    void damagedScriptsAreReadWithWhateverIsLeft() throws IOException {
        List<Path> scripts = SharedFolder.files("conformance/spec", ".wast");
        for (int i = 0; i < MUTATIONS / 10; i++) {
            byte[] text = mutate(Files.readAllBytes(scripts.get(random.nextInt(scripts.size()))));
            long start = cpuNanos();
            Script script = Script.parse("mutant", text);
            for (Directive directive : script.directives()) {
                if (directive instanceof Directive.DefineModule definition) {
                    encode(definition.module());
                }
            }
            assertThat(cpuNanos() - start).as("processor time for one script").isLessThan(SLOW_NANOS);
        }
    }

    @Test
    void damagedBinariesArePrintedOrRefused() throws IOException {
        List<byte[]> binaries = binaries();
        int printed = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] binary = binaries.get(random.nextInt(binaries.size())).clone();
            for (int k = random.nextInt(3); k >= 0 && binary.length > 8; k--) {
                binary[8 + random.nextInt(binary.length - 8)] = (byte) random.nextInt(256);
            }
            long start = cpuNanos();
            String text;
            try {
                text = Wat.print(binary, random.nextBoolean() ? PrintStyle.FLAT : PrintStyle.FOLDED);
            } catch (ModuleException expected) {
                continue;
            }
            printed++;
            byte[] canonical = Wat.parse(text);
            assertThat(Wat.parse(Wat.print(canonical))).isEqualTo(canonical);
            assertThat(cpuNanos() - start).as("processor time for one binary").isLessThan(SLOW_NANOS);
        }
        assertThat(printed).isGreaterThan(MUTATIONS / 100);
    }

    private static void encode(ModuleSource module) {
        try {
            module.binary();
        } catch (MalformedException expected) {
            assertThat(expected.reason()).isNotEmpty();
        }
    }

    /** The modules of the suite that are written as text. */
    private static List<byte[]> texts() throws IOException {
        List<byte[]> texts = new ArrayList<>();
        for (Path file : SharedFolder.files("conformance", ".wast")) {
            String script = Files.readString(file, StandardCharsets.ISO_8859_1);
            int start = script.indexOf("\n(module");
            while (start >= 0) {
                int end = script.indexOf("\n(", start + 1);
                String module = end < 0 ? script.substring(start) : script.substring(start, end);
                texts.add(module.getBytes(StandardCharsets.ISO_8859_1));
                start = script.indexOf("\n(module", start + 1);
            }
        }
        return texts;
    }

    private static List<byte[]> binaries() throws IOException {
        List<byte[]> binaries = new ArrayList<>();
        for (Path file : SharedFolder.files("conformance/spec", ".wast")) {
            for (Directive directive : Script.read(file).directives()) {
                if (directive instanceof Directive.DefineModule definition) {
                    binaries.add(definition.module().binary());
                }
            }
        }
        return binaries;
    }

    /** One to four small changes: bytes replaced, removed, doubled; pieces of the language put in; the end cut off. */
    private byte[] mutate(byte[] original) {
        byte[] text = original.length > LONGEST ? Arrays.copyOf(original, LONGEST) : original.clone();
        for (int k = random.nextInt(4); k >= 0 && text.length > 0; k--) {
            int at = random.nextInt(text.length);
            int length = Math.min(random.nextInt(1, 20), text.length - at);
            text = switch (random.nextInt(6)) {
                case 0 -> replace(text, at, at + 1, new byte[] {(byte) random.nextInt(256)});
                case 1 -> replace(text, at, at + length, new byte[0]);
                case 2 -> replace(text, at, at, Arrays.copyOfRange(text, at, at + length));
                case 3 -> Arrays.copyOf(text, at);
                default -> replace(text, at, at, piece());
            };
        }
        return text;
    }

    private byte[] piece() {
        return (" " + PIECES[random.nextInt(PIECES.length)] + " ").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] replace(byte[] text, int from, int to, byte[] with) {
        byte[] changed = new byte[text.length - (to - from) + with.length];
        System.arraycopy(text, 0, changed, 0, from);
        System.arraycopy(with, 0, changed, from, with.length);
        System.arraycopy(text, to, changed, from + with.length, text.length - to);
        return changed;
    }
}

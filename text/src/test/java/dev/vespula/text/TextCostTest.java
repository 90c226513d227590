package dev.vespula.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.LimitException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

/** Texts and binaries whose cost could grow faster than their size. */
class TextCostTest {

    private static byte[] sameText(String text) {
        byte[] binary = Wat.parse(text);
        for (PrintStyle style : PrintStyle.values()) {
            assertThat(Wat.parse(Wat.print(binary, style))).isEqualTo(binary);
        }
        return binary;
    }

    @Test
    void wideTypesAreWrittenOnceAndNotAtEachBlock() {
        String blocks = "(block (type 0) br 0)".repeat(2000);
        byte[] binary = sameText("(module (type (func (param " + "i32 ".repeat(1000) + ") (result " + "i32 ".repeat(1000)
                + ")))"
                + "(type (func)) (func (type 1)" + "(i32.const 0)".repeat(1000) + blocks + "drop ".repeat(1000) + ")"
                + "(func (type 0) unreachable)".repeat(200) + ")");
        assertThat(Wat.print(binary)).hasSizeLessThan(20 * binary.length);
    }

    @Test
    void namesOfParametersOfWideTypesAreKept() {
        byte[] binary = sameText("(module (func (param " + "i32 ".repeat(40)
                + ") (param $last i64) (drop (local.get $last))))");
        assertThat(Wat.print(binary)).contains("local.get $last");
    }

    @Test
    void longNamesAreWrittenOnceAndNotAtEachUse() {
        String name = "n".repeat(100_000);
        String text = "(module (func $" + name + " (param $" + name + " i32) (block $" + name
                + "(br $%s) (call $%<s (local.get $%<s)) ".formatted(name).repeat(20) + ")))";
        byte[] binary = sameText(text);
        assertThat(Wat.print(binary)).hasSizeLessThan(400_000);
    }

    @Test
    void shadowedLabelsKeepTheirNames() {
        sameText("(module (func (block $a (block $b (block $a (br $a) (br $b) (br 2)) (br $a) (br $b)) (br $a))))");
    }

    @Test
    void aTextThatIsOutOfProportionIsRefused() {
        StringBuilder text = new StringBuilder("(module");
        for (int i = 0; i < 100; i++) {
            text.append("(func (local").append(" i32".repeat(50_000)).append("))");
        }
        byte[] binary = Wat.parse(text.append(')').toString());
        assertThat(binary).hasSizeLessThan(2000);
        assertThatThrownBy(() -> Wat.print(binary)).isInstanceOf(LimitException.class).hasMessageContaining("the text exceeds");
    }

    @Test
    void piecesTogetherAreTheText() throws IOException {
        byte[] binary = Wat.parse("(module (memory 1) (data \"" + "\\00a".repeat(100_000) + "\")"
                + "(func (drop (i32.const 1)))".repeat(10_000) + "(@custom \"c\" \"" + "x".repeat(200_000) + "\"))");
        for (PrintStyle style : PrintStyle.values()) {
            StringBuilder pieces = new StringBuilder();
            int[] largest = {0};
            Wat.print(binary, style, new Appendable() {
                @Override
                public Appendable append(CharSequence piece) {
                    largest[0] = Math.max(largest[0], piece.length());
                    pieces.append(piece);
                    return this;
                }

                @Override
                public Appendable append(CharSequence piece, int start, int end) {
                    return append(piece.subSequence(start, end));
                }

                @Override
                public Appendable append(char character) {
                    return append(String.valueOf(character));
                }
            });
            assertThat(pieces.toString()).isEqualTo(Wat.print(binary, style));
            assertThat(largest[0]).isLessThan(1 << 19);
        }
    }

    private static void assertParsedWithin(int cpuSeconds, String module) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        assertThat(Wat.parse(module)).isNotEmpty();
        assertThat((threads.getCurrentThreadCpuTime() - start) / 1_000_000_000).isLessThan(cpuSeconds);
    }

    @Test
    void wordsWhoseStringsCollideAreToldApartQuickly() {
        StringBuilder text = new StringBuilder("(module");
        for (int i = 0; i < 1 << 16; i++) {
            text.append("(func $");
            for (int bit = 0; bit < 16; bit++) {
                text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            text.append(')');
        }
        String module = text.append(')').toString();
        assertParsedWithin(20, module);
    }

    @Test
    void signaturesWhoseHashesCollideAreToldApartQuickly() {
        int side = 250;
        StringBuilder text = new StringBuilder("(module").append("(type(func))".repeat(31 * side));
        for (int p = 0; p < side; p++) {
            for (int q = 0; q < side; q++) {
                text.append("(func(param");
                for (int a : new int[] {p, q}) {
                    text.append("(ref ").append(a).append(")(ref ").append(31 * side - 1 - 31 * a).append(')');
                }
                text.append("))");
            }
        }
        String module = text.append(')').toString();
        assertParsedWithin(30, module);
    }
}

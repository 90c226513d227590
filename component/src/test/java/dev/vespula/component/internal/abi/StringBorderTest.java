package dev.vespula.component.internal.abi;

import static dev.vespula.component.types.Primitive.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Trap;
import dev.vespula.component.internal.model.StringEncoding;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Strings from each encoding to each: with latin1+utf16 in both of its forms. */
class StringBorderTest {
    private static final int TAG = Integer.MIN_VALUE;
    private static final List<String> TEXTS = List.of("", "a", "hi", "\0", "a\0b", "\u0080", "\u0080b", "ab\u00efc", "\u00ff",
            "\u0100", "\u01ffy", "xy\u01ff", "a\ud7ffb", "a\u02ff\u03ff\u04ffbc", "\uf123", "\uf123\uf123abc", "abcdef\uf123",
            "\ud83d\udc22", "x\ud83d\udc22", "\u00e9\ud83d\udc22\u00e9", "\udbff\udfff", "\uffff", "a".repeat(300),
            "a".repeat(300) + "\u00e9", "\u00e9".repeat(300) + "\u0416");

    private final Border border = new Border();

    static Stream<Arguments> pairs() {
        return Arrays.stream(StringEncoding.values()).flatMap(from -> Arrays.stream(StringEncoding.values()).map(to -> Arguments
                .of(from, to)));
    }

    /** A string as a guest has it. */
    private record Encoded(byte[] bytes, int units) {
        static List<Encoded> of(String text, StringEncoding encoding) {
            byte[] utf16 = text.getBytes(StandardCharsets.UTF_16LE);
            return switch (encoding) {
                case UTF8 -> List.of(new Encoded(text.getBytes(StandardCharsets.UTF_8), text.getBytes(
                        StandardCharsets.UTF_8).length));
                case UTF16 -> List.of(new Encoded(utf16, text.length()));
                case LATIN1_UTF16 -> isLatin1(text)
                        ? List.of(new Encoded(text.getBytes(StandardCharsets.ISO_8859_1), text.length()),
                                new Encoded(utf16, text.length() | TAG))
                        : List.of(new Encoded(utf16, text.length() | TAG));
            };
        }
    }

    private static boolean isLatin1(String text) {
        return text.chars().allMatch(unit -> unit < 0x100);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void textStaysWhatItIs(StringEncoding from, StringEncoding to) {
        for (String text : TEXTS) {
            for (Encoded encoded : Encoded.of(text, from)) {
                Border.Side giver = border.side(from, encoded.bytes, 0);
                assertThat(border.lift(STRING, giver, 0, encoded.units)).isEqualTo(text);
                Border.Side taker = border.side(to, new byte[0], 1 << 12);
                check(taker, text, border.transfer(STRING, giver, taker, 0, encoded.units));
                Border.Side other = border.side(to, new byte[0], 1 << 12);
                check(other, text, border.lower(STRING, other, text));
                assertThat(border.lift(Types.list(STRING), other, border.lower(Types.list(STRING), other, List.of(text, "z"))))
                        .isEqualTo(List.of(text, "z"));
            }
        }
    }

    /** What arrived is as narrow as its encoding can have it. */
    private static void check(Border.Side taker, String text, long[] place) {
        boolean isTagged = taker.encoding == StringEncoding.LATIN1_UTF16 && !isLatin1(text);
        Charset charset = taker.encoding == StringEncoding.UTF8 ? StandardCharsets.UTF_8
                : taker.encoding == StringEncoding.UTF16 || isTagged ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1;
        byte[] expected = text.getBytes(charset);
        assertThat(taker.bytes(place[0], expected.length)).isEqualTo(expected);
        int units = taker.encoding == StringEncoding.UTF8 ? expected.length : text.length();
        assertThat((int) place[1]).isEqualTo(isTagged ? units | TAG : units);
        assertThat(place[0] % (taker.encoding == StringEncoding.UTF8 ? 1 : 2)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "UTF8, 80, 1", "UTF8, c3, 1", "UTF8, c328, 2", "UTF8, c080, 2", "UTF8, e08080, 3", "UTF8, eda080, 3", "UTF8, edbfbf, 3",
        "UTF8, f0808080, 4", "UTF8, f4908080, 4", "UTF8, f8888080, 4", "UTF8, ff, 1", "UTF8, 61e282, 3", "UTF8, f09f90, 3",
        "UTF16, 00d8, 1", "UTF16, 00dc, 1", "UTF16, 00d80061, 2", "UTF16, 00dc00d8, 2", "UTF16, 3dd83dd8, 2",
        "LATIN1_UTF16, 00d8, -2147483647", "LATIN1_UTF16, 610000dc, -2147483646"})
    void whatIsNoTextTraps(StringEncoding encoding, String hex, int units) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> border.lift(STRING, border.side(encoding, bytes, 0), 0, units)).isInstanceOf(Trap.class);
        for (StringEncoding to : StringEncoding.values()) {
            assertThatThrownBy(() -> border.transfer(STRING, border.side(encoding, bytes, 0), border.side(to, new byte[0], 64),
                    0, units)).isInstanceOf(Trap.class).hasMessageContaining("utf-");
        }
    }

    /** Also where nothing is read, and where latin1 would do with odd addresses. */
    @Test
    void pointersAreAlignedAndWithinTheMemory() {
        for (StringEncoding encoding : StringEncoding.values()) {
            Border.Side guest = border.side(encoding, new byte[8], 0);
            for (int tag : encoding == StringEncoding.LATIN1_UTF16 ? new int[] {0, TAG} : new int[] {0}) {
                boolean traps = encoding != StringEncoding.UTF8;
                assertThat(Border.traps(() -> border.lift(STRING, guest, 1, tag))).isEqualTo(traps);
                assertThat(Border.traps(() -> border.lift(STRING, guest, 1, 1 | tag))).isEqualTo(traps);
                assertThat(Border.traps(() -> border.lift(STRING, guest, 8, tag))).isFalse();
                assertThat(Border.traps(() -> border.lift(STRING, guest, 10, tag))).isTrue();
                assertThat(Border.traps(() -> border.lift(STRING, guest, -2, 2 | tag))).isTrue();
                assertThat(Border.traps(() -> border.lift(STRING, guest, 0, 9 | tag))).isTrue();
            }
        }
    }
}

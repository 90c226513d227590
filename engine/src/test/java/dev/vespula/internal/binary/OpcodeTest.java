package dev.vespula.internal.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Feature;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpcodeTest {
    /** Rows that share the mnemonic of the row before: the text format tells them apart by their immediates. */
    private static final Set<Opcode> SECOND_FORMS =
            EnumSet.of(Opcode.SELECT_T, Opcode.REF_TEST_NULL, Opcode.REF_CAST_NULL, Opcode.REF_CAST_DESC_EQ_NULL);

    @ParameterizedTest
    @EnumSource(Opcode.class)
    void isFoundByPrefixAndCodeByIndexAndByMnemonic(Opcode opcode) {
        assertThat(Opcode.of(opcode.prefix(), opcode.code())).isSameAs(opcode);
        assertThat(Opcode.ofIndex(opcode.index())).isSameAs(opcode);
        if (!SECOND_FORMS.contains(opcode)) {
            assertThat(Opcode.ofMnemonic(opcode.mnemonic())).isSameAs(opcode);
        }
    }

    @ParameterizedTest
    @EnumSource(Opcode.class)
    void constantIsTheMnemonic(Opcode opcode) {
        if (!SECOND_FORMS.contains(opcode)) {
            assertThat(opcode.mnemonic().toUpperCase(Locale.ROOT).replace('.', '_')).isEqualTo(opcode.name());
        }
    }

    @ParameterizedTest
    @EnumSource(Opcode.class)
    void signatureIsWellFormed(Opcode opcode) {
        assertThat(opcode.signature()).matches("|[ilfdvae]{0,4}:[ilfdvae]{0,2}");
    }

    @ParameterizedTest
    @EnumSource(Opcode.class)
    void memoryAccessesAndOnlyTheyHaveAnAlignmentAndAnAddress(Opcode opcode) {
        boolean isAccess = opcode.immediates() == Immediates.MEMARG || opcode.immediates() == Immediates.MEMARG_LANE;
        assertThat(opcode.naturalAlignment() >= 0).isEqualTo(isAccess);
        if (isAccess) {
            assertThat(opcode.signature()).startsWith("a");
            assertThat(opcode.naturalAlignment()).isEqualTo(alignmentInName(opcode));
        }
    }

    /** The access size as the mnemonic spells it: a number of bits after load, store, rmw or wait, else the type. */
    private static int alignmentInName(Opcode opcode) {
        String name = opcode.mnemonic();
        if (name.equals("memory.atomic.notify")) {
            return 2;
        }
        Matcher extend = Pattern.compile("load(\\d+)x(\\d)").matcher(name);
        if (extend.find()) {
            return 3;
        }
        Matcher bits = Pattern.compile("(load|store|rmw|wait)(\\d+)").matcher(name);
        if (bits.find()) {
            return Integer.numberOfTrailingZeros(Integer.parseInt(bits.group(2)) / 8);
        }
        return switch (name.substring(0, name.indexOf('.'))) {
            case "i32", "f32" -> 2;
            case "i64", "f64" -> 3;
            default -> 4;
        };
    }

    @ParameterizedTest
    @EnumSource(Opcode.class)
    void floatsAreRecognisedAsSuch(Opcode opcode) {
        if (opcode.feature() == null) {
            assertThat(opcode.signature()).doesNotContain("f").doesNotContain("d");
        } else if (opcode.feature() == Feature.FLOATS) {
            assertThat(opcode.signature()).containsAnyOf("f", "d");
        }
    }

    @Test
    void prefixesHaveTheNumberOfInstructionsOfTheStandard() {
        Map<Integer, Integer> counts = new HashMap<>();
        for (Opcode opcode : Opcode.values()) {
            counts.merge(opcode.prefix(), 1, Integer::sum);
        }
        assertThat(counts).containsEntry(0xFB, 31 + 7).containsEntry(0xFC, 22).containsEntry(0xFD, 236 + 20)
                .containsEntry(0xFE, 67);
    }

    @Test
    void thereAreNoInstructionsOutsideOfTheRanges() {
        assertThat(Opcode.of(0, 0x100)).isNull();
        assertThat(Opcode.of(0, 0xFF)).isNull();
        assertThat(Opcode.of(0, 0x16)).isNull();
        assertThat(Opcode.of(0xFD, 0x114)).isNull();
        assertThat(Opcode.of(0xFD, -1)).isNull();
        assertThat(Opcode.of(0xFC, Integer.MAX_VALUE)).isNull();
        assertThat(Opcode.of(0xFA, 0)).isNull();
        assertThat(Opcode.ofMnemonic("i32.nonsense")).isNull();
    }
}

package dev.vespula.internal.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.internal.types.ValTypes;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StructLayoutTest {
    private static final int[] TYPES = {ValTypes.I8, ValTypes.I16, ValTypes.I32, ValTypes.F32, ValTypes.I64, ValTypes.F64,
        ValTypes.V128, ValTypes.ANYREF, ValTypes.FUNCREF};

    private static int[] randomFields(Random random, int count) {
        return random.ints(count, 0, TYPES.length).map(k -> TYPES[k]).toArray();
    }

    @Test
    void fieldsDoNotOverlapAndStayInsideOfTheirWords() {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            int[] fields = randomFields(random, random.nextInt(30));
            StructLayout layout = new StructLayout(fields);
            BitSet bits = new BitSet();
            BitSet references = new BitSet();
            for (int k = 0; k < fields.length; k++) {
                if (fields[k] >= 0) {
                    assertThat(references.get(layout.reference(k))).isFalse();
                    references.set(layout.reference(k));
                    continue;
                }
                int size = ValTypes.byteSize(fields[k]) * Byte.SIZE;
                int from = layout.word(k) * Long.SIZE + layout.shift(k);
                assertThat(size > Long.SIZE || layout.shift(k) + size <= Long.SIZE).isTrue();
                assertThat(bits.get(from, from + size).isEmpty()).isTrue();
                bits.set(from, from + size);
            }
            assertThat(bits.length()).isLessThanOrEqualTo(layout.words * Long.SIZE);
            assertThat(references.length()).isEqualTo(layout.refs);
        }
    }

    @Test
    void aPrefixOfTheFieldsHasTheSamePlaces() {
        Random random = new Random(2);
        for (int round = 0; round < 500; round++) {
            int[] fields = randomFields(random, 20);
            StructLayout whole = new StructLayout(fields);
            int length = random.nextInt(20);
            StructLayout part = new StructLayout(Arrays.copyOf(fields, length));
            for (int k = 0; k < length; k++) {
                if (fields[k] >= 0) {
                    assertThat(part.reference(k)).isEqualTo(whole.reference(k));
                } else {
                    assertThat(part.word(k)).isEqualTo(whole.word(k));
                    assertThat(part.shift(k)).isEqualTo(whole.shift(k));
                }
            }
        }
    }

    /** Of a type whose supertypes have none as of one whose supertypes have it. */
    @Test
    void theDescriptorHasOnePlaceInAllSubtypes() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            int[] fields = randomFields(random, 20);
            int place = random.nextInt(20);
            StructLayout whole = new StructLayout(fields, place);
            StructLayout plain = new StructLayout(Arrays.copyOf(fields, place));
            int length = place + random.nextInt(20 - place);
            StructLayout part = new StructLayout(Arrays.copyOf(fields, length), place);
            assertThat(whole.reference(20)).isEqualTo(plain.refs).isEqualTo(part.reference(length));
            assertThat(whole.refs).isEqualTo(new StructLayout(fields).refs + 1);
            for (int k = 0; k < place; k++) {
                if (fields[k] >= 0) {
                    assertThat(plain.reference(k)).isEqualTo(whole.reference(k));
                }
            }
        }
    }

    @Test
    void smallFieldsFillTheGapsOfEarlierOnes() {
        StructLayout layout = new StructLayout(new int[] {ValTypes.I8, ValTypes.I64, ValTypes.I32, ValTypes.I16, ValTypes.I8});
        assertThat(layout.words).isEqualTo(2);
        assertThat(layout.word(2)).isZero();
        assertThat(layout.shift(2)).isEqualTo(32);
        assertThat(layout.shift(3)).isEqualTo(16);
        assertThat(layout.shift(4)).isEqualTo(8);
    }
}

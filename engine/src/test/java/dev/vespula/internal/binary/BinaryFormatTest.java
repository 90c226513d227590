package dev.vespula.internal.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;
import org.junit.jupiter.api.Test;

class BinaryFormatTest {
    @Test
    void abstractHeapTypesAreFoundByTheirCodes() {
        for (int heap = 0; heap < HeapTypes.ABSTRACT_COUNT; heap++) {
            assertThat(BinaryFormat.abstractHeap(BinaryFormat.heapCode(heap))).isEqualTo(heap);
        }
        assertThat(BinaryFormat.heapCode(HeapTypes.NOFUNC)).isEqualTo(0x73);
        assertThat(BinaryFormat.heapCode(HeapTypes.NOEXTERN)).isEqualTo(0x72);
        assertThat(BinaryFormat.heapCode(HeapTypes.CONT)).isEqualTo(0x68);
        assertThat(BinaryFormat.heapCode(HeapTypes.NOCONT)).isEqualTo(0x75);
        assertThat(BinaryFormat.abstractHeap(0x67)).isNegative();
        assertThat(BinaryFormat.abstractHeap(0x76)).isNegative();
    }

    @Test
    void numbersAreFoundByTheirCodes() {
        assertThat(BinaryFormat.numberCode(ValTypes.I32)).isEqualTo(0x7F);
        assertThat(BinaryFormat.numberCode(ValTypes.V128)).isEqualTo(0x7B);
        assertThat(BinaryFormat.numberType(0x78)).isEqualTo(ValTypes.I8);
        assertThat(BinaryFormat.numberType(0x77)).isEqualTo(ValTypes.I16);
    }
}

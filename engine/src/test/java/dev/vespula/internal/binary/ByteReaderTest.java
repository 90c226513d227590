package dev.vespula.internal.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vespula.MalformedException;
import dev.vespula.testing.ModuleBytes;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ByteReaderTest {
    private static ByteReader reader(int... bytes) {
        byte[] array = new ModuleBytes.Bytes().raw(bytes).toBytes();
        return new ByteReader(array, 0, array.length);
    }

    private static void assertMalformed(String reason, int offset, Consumer<ByteReader> read, int... bytes) {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> read.accept(reader(bytes)))
                .satisfies(e -> {
                    assertThat(e.reason()).isEqualTo(reason);
                    assertThat(e.offset()).isEqualTo(offset);
                });
    }

    @Test
    void unsignedNumbersOf32BitsMayHaveTrailingZeros() {
        assertThat(reader(0).readU32()).isZero();
        assertThat(reader(0x7F).readU32()).isEqualTo(127);
        assertThat(reader(0x80, 1).readU32()).isEqualTo(128);
        assertThat(reader(0x83, 0x80, 0x80, 0x80, 0).readU32()).isEqualTo(3);
        assertThat(reader(0xFF, 0xFF, 0xFF, 0xFF, 0x0F).readU32()).isEqualTo(-1);
    }

    @Test
    void unsignedNumbersOf32BitsEndAfterFiveBytesWithoutUnusedBits() {
        assertMalformed("integer representation too long", 4, ByteReader::readU32, 0x80, 0x80, 0x80, 0x80, 0x80, 0);
        assertMalformed("integer too large", 4, ByteReader::readU32, 0xFF, 0xFF, 0xFF, 0xFF, 0x1F);
        assertMalformed("integer too large", 4, ByteReader::readU32, 0x80, 0x80, 0x80, 0x80, 0x40);
        assertMalformed("unexpected end", 2, ByteReader::readU32, 0x80, 0x80);
        assertMalformed("unexpected end", 0, ByteReader::readU32);
    }

    @Test
    void signedNumbersOf32BitsKeepTheirSign() {
        assertThat(reader(0x7F).readS32()).isEqualTo(-1);
        assertThat(reader(0x40).readS32()).isEqualTo(-64);
        assertThat(reader(0x3F).readS32()).isEqualTo(63);
        assertThat(reader(0xC0, 0).readS32()).isEqualTo(64);
        assertThat(reader(0xFF, 0xFF, 0xFF, 0xFF, 0x07).readS32()).isEqualTo(Integer.MAX_VALUE);
        assertThat(reader(0x80, 0x80, 0x80, 0x80, 0x78).readS32()).isEqualTo(Integer.MIN_VALUE);
        assertThat(reader(0xFF, 0xFF, 0xFF, 0xFF, 0x7F).readS32()).isEqualTo(-1);
    }

    @Test
    void unusedBitsOfSignedNumbersMustContinueTheSign() {
        assertMalformed("integer too large", 4, ByteReader::readS32, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F);
        assertMalformed("integer too large", 4, ByteReader::readS32, 0x80, 0x80, 0x80, 0x80, 0x70);
        assertMalformed("integer representation too long", 4, ByteReader::readS32, 0x80, 0x80, 0x80, 0x80, 0x80, 0);
        assertMalformed("integer too large", 9, ByteReader::readS64,
                0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01);
        assertMalformed("integer representation too long", 9, ByteReader::readS64,
                0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0);
    }

    @Test
    void numbersOf33BitsHoldEveryIndexAndNegativeCodes() {
        assertThat(reader(0x40).readS33()).isEqualTo(-64);
        assertThat(reader(0xFF, 0xFF, 0xFF, 0xFF, 0x0F).readS33()).isEqualTo(0xFFFF_FFFFL);
        assertThat(reader(0x80, 0x80, 0x80, 0x80, 0x70).readS33()).isEqualTo(-0x1_0000_0000L);
        assertMalformed("integer too large", 4, ByteReader::readS33, 0x80, 0x80, 0x80, 0x80, 0x20);
    }

    @Test
    void numbersOf64Bits() {
        assertThat(reader(0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01).readU64()).isEqualTo(-1);
        assertThat(reader(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7F).readS64())
                .isEqualTo(Long.MIN_VALUE);
        assertThat(reader(0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00).readS64())
                .isEqualTo(Long.MAX_VALUE);
        assertMalformed("integer too large", 9, ByteReader::readU64,
                0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02);
    }

    @Test
    void everyNumberSurvivesWritingAndReading() {
        for (int shift = 0; shift < 64; shift++) {
            for (long delta = -1; delta <= 1; delta++) {
                long value = (1L << shift) + delta;
                byte[] signed = new ModuleBytes.Bytes().signed(value).toBytes();
                byte[] unsigned = new ModuleBytes.Bytes().unsigned(value).toBytes();
                assertThat(new ByteReader(signed, 0, signed.length).readS64()).isEqualTo(value);
                assertThat(new ByteReader(unsigned, 0, unsigned.length).readU64()).isEqualTo(value);
                if ((int) value == value) {
                    assertThat(new ByteReader(signed, 0, signed.length).readS32()).isEqualTo((int) value);
                }
            }
        }
    }

    @Test
    void fixedNumbersAreLittleEndian() {
        assertThat(reader(1, 2, 3, 0x84).readFixed32()).isEqualTo(0x84030201);
        assertThat(reader(1, 2, 3, 4, 5, 6, 7, 0x88).readFixed64()).isEqualTo(0x8807060504030201L);
        assertMalformed("unexpected end", 0, ByteReader::readFixed64, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void namesMustBeUtf8AndFit() {
        assertThat(reader(5, 'a', 0xE2, 0x82, 0xAC, 'b').readName()).isEqualTo("a\u20ACb");
        assertMalformed("malformed UTF-8 encoding", 1, ByteReader::readName, 2, 0xC0, 0x80);
        assertMalformed("unexpected end", 1, ByteReader::readName, 3, 'a', 'b');
        assertMalformed("unexpected end", 5, ByteReader::readName, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 'a');
    }

    @Test
    void countsBeyondTheBytesAreRefusedBeforeAnythingIsAllocated() {
        assertMalformed("unexpected end", 5, r -> r.readCount(Integer.MAX_VALUE, "things"),
                0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 1, 2, 3);
    }
}

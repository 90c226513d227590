package dev.vespula.component.internal.snapshot;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.nio.ByteBuffer;

/** The bytes of a section. What is announced is never allocated before it is there. */
final class SectionInput {
    private final ByteBuffer bytes;

    SectionInput(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    private void need(long count) {
        Section.require(bytes.remaining() >= count, "the section of the component ends too early");
    }

    int u8() {
        need(1);
        return bytes.get() & 0xFF;
    }

    int i32() {
        need(Integer.BYTES);
        return bytes.getInt();
    }

    long i64() {
        need(Long.BYTES);
        return bytes.getLong();
    }

    boolean flag() {
        int value = u8();
        Section.require(value <= 1, "a flag that is neither");
        return value == 1;
    }

    /** A number of things that take some bytes each. */
    int count(int bytesEach) {
        int count = i32();
        Section.require(count >= 0, "a negative number of things");
        need((long) count * bytesEach);
        return count;
    }

    /** A number below a bound. */
    int index(int bound) {
        int index = i32();
        Section.require(index >= 0 && index < bound, "a number that refers to nothing");
        return index;
    }

    byte[] bytes(int count) {
        need(count);
        byte[] read = new byte[count];
        bytes.get(read);
        return read;
    }

    /** As many bytes as the number in front of them says. */
    DataInputStream sized() {
        return new DataInputStream(new ByteArrayInputStream(bytes(count(1))));
    }

    void finish() {
        Section.require(!bytes.hasRemaining(), "the section of the component has more content than it should");
    }
}

package dev.vespula.bench.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a recorded use and a place in them. Numbers are little-endian; texts and blocks have their length in front. */
final class Trace {
    private final ByteBuffer bytes;

    Trace(byte[] content) {
        bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }

    static Trace read(Path file) throws IOException {
        return new Trace(Files.readAllBytes(file));
    }

    void rewind() {
        bytes.position(0);
    }

    int position() {
        return bytes.position();
    }

    byte[] array() {
        return bytes.array();
    }

    int readByte() {
        return bytes.get() & 0xff;
    }

    boolean readFlag() {
        return bytes.get() == 1;
    }

    int readInt() {
        return bytes.getInt();
    }

    long readUnsigned() {
        return Integer.toUnsignedLong(bytes.getInt());
    }

    long readLong() {
        return bytes.getLong();
    }

    float readFloat() {
        return bytes.getFloat();
    }

    double readDouble() {
        return bytes.getDouble();
    }

    String readText() {
        int length = bytes.getInt();
        return new String(bytes.array(), skip(length), length, StandardCharsets.UTF_8);
    }

    void skipText() {
        skip(bytes.getInt());
    }

    /** Goes past so many bytes and gives where they begin. */
    int skip(int length) {
        int start = bytes.position();
        bytes.position(start + length);
        return start;
    }
}

package dev.vespula;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes of the binary format, for {@link WasmBuilder}. */
final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Bytes add(int... bytes) {
        for (int each : bytes) {
            out.write(each);
        }
        return this;
    }

    Bytes add(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Bytes add(Bytes bytes) {
        return add(bytes.toArray());
    }

    /** Adds the size of the bytes, then the bytes. */
    Bytes sized(byte[] bytes) {
        return unsigned(bytes.length).add(bytes);
    }

    Bytes name(String text) {
        return sized(text.getBytes(StandardCharsets.UTF_8));
    }

    Bytes unsigned(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    Bytes signed(long value) {
        long rest = value;
        while (rest < -64 || rest > 63) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>= 7;
        }
        out.write((int) (rest & 0x7F));
        return this;
    }

    Bytes littleEndian(long bits, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (bits >>> 8 * i));
        }
        return this;
    }

    byte[] toArray() {
        return out.toByteArray();
    }
}

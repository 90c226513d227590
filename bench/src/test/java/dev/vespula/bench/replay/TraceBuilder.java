package dev.vespula.bench.replay;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes traces. */
final class TraceBuilder {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** An event, a kind or a flag. */
    TraceBuilder tag(int value) {
        bytes.write(value);
        return this;
    }

    TraceBuilder ints(int... values) {
        for (int value : values) {
            bytes.writeBytes(buffer(4).putInt(value).array());
        }
        return this;
    }

    TraceBuilder int64(long value) {
        bytes.writeBytes(buffer(8).putLong(value).array());
        return this;
    }

    TraceBuilder float64(double value) {
        return int64(Double.doubleToRawLongBits(value));
    }

    TraceBuilder text(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        ints(encoded.length);
        bytes.writeBytes(encoded);
        return this;
    }

    /** A call of an export of the first instance, without its arguments. */
    TraceBuilder call(String export) {
        return tag(Event.CALL).tag(0).ints(0).text(export);
    }

    /** A reference that is written with a text. */
    TraceBuilder reference(int number, String description) {
        return ints(number).tag(1).tag(2).text(description);
    }

    byte[] end() {
        tag(Event.END);
        return bytes.toByteArray();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}

package dev.vespula.udf.arrow;

import dev.vespula.udf.Column;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.UdfType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/**
 * Copies vectors to columns, through arrays of bytes: those of {@code nioBuffer()} are 0.1 ns a value faster, but want
 * {@code --add-opens java.base/java.nio}.
 */
final class VectorReader {
    /** Bytes that are copied at once: they stay in the processor's cache. */
    private static final int CHUNK = 1 << 16;

    private final FieldVector vector;
    private final FlatType type;
    private final int first;
    private final int rows;

    private VectorReader(FieldVector vector, int first, int rows) {
        this.vector = vector;
        this.type = VectorTypes.flat(vector.getField().getType());
        this.first = Objects.checkFromIndexSize(first, rows, vector.getValueCount());
        this.rows = rows;
    }

    static Column read(FieldVector vector, int first, int rows) {
        return new VectorReader(vector, first, rows).read();
    }

    private Column read() {
        byte[] validity = validity();
        UdfType named = validity == null ? type : type.nullable();
        return switch (type.storage()) {
            case INT -> new Column.Ints(named, rows, ints(), validity);
            case LONG -> new Column.Longs(named, rows, longs(), validity);
            case FLOAT -> new Column.Floats(named, rows, floats(), validity);
            case DOUBLE -> new Column.Doubles(named, rows, doubles(), validity);
            case BYTES -> bytes(named, validity);
        };
    }

    private byte @Nullable [] validity() {
        return vector.getNullCount() == 0 || rows == 0 ? null : bits(vector.getValidityBuffer());
    }

    /** The bits of the rows, from the first bit on. */
    private byte[] bits(ArrowBuf buffer) {
        int shift = first & 7;
        int begin = first >> 3;
        byte[] raw = new byte[(first + rows + 7 >> 3) - begin];
        buffer.getBytes(begin, raw, 0, raw.length);
        if (shift == 0) {
            return raw;
        }
        byte[] shifted = new byte[rows + 7 >> 3];
        for (int i = 0; i < shifted.length; i++) {
            int upper = i + 1 < raw.length ? raw[i + 1] & 0xff : 0;
            shifted[i] = (byte) ((raw[i] & 0xff | upper << 8) >> shift);
        }
        return shifted;
    }

    /** Who takes a piece of the values. */
    private interface Piece {
        void take(ByteBuffer bytes, int row, int count);
    }

    private void pieces(int width, Piece piece) {
        ArrowBuf buffer = vector.getDataBuffer();
        byte[] bytes = new byte[Math.min(CHUNK, rows * width)];
        ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < rows;) {
            int count = Math.min(rows - row, CHUNK / width);
            buffer.getBytes((long) (first + row) * width, bytes, 0, count * width);
            piece.take(view, row, count);
            row += count;
        }
    }

    private int[] ints() {
        int[] values = new int[rows];
        if (type == FlatType.BOOLEAN) {
            byte[] bits = bits(vector.getDataBuffer());
            for (int i = 0; i < rows; i++) {
                values[i] = bits[i >> 3] >> (i & 7) & 1;
            }
            return values;
        }
        int width = VectorTypes.width(type);
        pieces(width, (bytes, row, count) -> {
            if (width == Integer.BYTES) {
                bytes.asIntBuffer().get(values, row, count);
                return;
            }
            for (int i = 0; i < count; i++) {
                values[row + i] = switch (type) {
                    case INT8 -> bytes.get(i);
                    case UINT8 -> bytes.get(i) & 0xff;
                    case INT16 -> bytes.getShort(2 * i);
                    default -> bytes.getShort(2 * i) & 0xffff;
                };
            }
        });
        return values;
    }

    private long[] longs() {
        long[] values = new long[rows];
        pieces(Long.BYTES, (bytes, row, count) -> bytes.asLongBuffer().get(values, row, count));
        return values;
    }

    private float[] floats() {
        float[] values = new float[rows];
        pieces(Float.BYTES, (bytes, row, count) -> bytes.asFloatBuffer().get(values, row, count));
        return values;
    }

    private double[] doubles() {
        double[] values = new double[rows];
        pieces(Double.BYTES, (bytes, row, count) -> bytes.asDoubleBuffer().get(values, row, count));
        return values;
    }

    private Column bytes(UdfType named, byte @Nullable [] validity) {
        int[] offsets = new int[rows + 1];
        if (rows == 0) {
            // A vector without rows may have no offsets.
            return new Column.Bytes(named, 0, new byte[0], offsets, validity);
        }
        long begin = vector instanceof BaseLargeVariableWidthVector ? longOffsets(offsets) : intOffsets(offsets);
        byte[] data = new byte[offsets[rows]];
        vector.getDataBuffer().getBytes(begin, data, 0, data.length);
        return new Column.Bytes(named, rows, data, offsets, validity);
    }

    /** Offsets from the first value on; where that begins. */
    private long intOffsets(int[] offsets) {
        byte[] raw = new byte[Integer.BYTES * offsets.length];
        vector.getOffsetBuffer().getBytes((long) first * Integer.BYTES, raw, 0, raw.length);
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(offsets);
        int begin = offsets[0];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] -= begin;
        }
        return begin;
    }

    private long longOffsets(int[] offsets) {
        ArrowBuf buffer = vector.getOffsetBuffer();
        long begin = buffer.getLong((long) first * Long.BYTES);
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = Math.toIntExact(buffer.getLong((long) (first + i) * Long.BYTES) - begin);
        }
        return begin;
    }
}

package dev.vespula.udf.arrow;

import dev.vespula.udf.Column;
import dev.vespula.udf.FlatType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/** Copies columns to vectors, through arrays of bytes as {@link VectorReader} does. */
final class VectorWriter {
    private static final int CHUNK = 1 << 16;

    private final FieldVector vector;
    private final Column column;
    private final FlatType type;
    private final int rows;

    private VectorWriter(FieldVector vector, Column column) {
        this.vector = vector;
        this.column = column;
        this.type = VectorTypes.flat(vector.getField().getType());
        this.rows = column.rows();
        boolean isSame = column.type().isFlat() && (column.type().flat() == type
                || type == FlatType.STRING && column.type().flat().isText());
        if (!isSame) {
            throw new IllegalArgumentException("a column of " + column.type() + " does not go into a vector of " + type);
        }
    }

    static void write(FieldVector vector, Column column) {
        new VectorWriter(vector, column).write();
    }

    private void write() {
        if (column instanceof Column.Bytes bytes) {
            writeBytes(bytes);
        } else {
            ((BaseFixedWidthVector) vector).allocateNew(rows);
            writeNumbers();
        }
        writeValidity();
        vector.setValueCount(rows);
    }

    private void writeValidity() {
        int size = rows + 7 >> 3;
        byte[] bits = column.validity() != null ? column.validity() : Column.allValid(rows);
        vector.getValidityBuffer().setBytes(0, bits, 0, size);
        int rest = rows & 7;
        if (rest != 0) {
            // Bits behind the last row are zeros, as Arrow recommends.
            vector.getValidityBuffer().setByte(size - 1L, bits[size - 1] & (1 << rest) - 1);
        }
    }

    /** Who fills a piece. */
    private interface Piece {
        void fill(ByteBuffer bytes, int row, int count);
    }

    private void pieces(int width, Piece piece) {
        ArrowBuf buffer = vector.getDataBuffer();
        byte[] bytes = new byte[Math.min(CHUNK, rows * width)];
        ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < rows;) {
            int count = Math.min(rows - row, CHUNK / width);
            piece.fill(view, row, count);
            buffer.setBytes((long) row * width, bytes, 0, count * width);
            row += count;
        }
    }

    private void writeNumbers() {
        if (column instanceof Column.Longs longs) {
            pieces(Long.BYTES, (bytes, row, count) -> bytes.asLongBuffer().put(longs.values(), row, count));
        } else if (column instanceof Column.Doubles doubles) {
            pieces(Double.BYTES, (bytes, row, count) -> bytes.asDoubleBuffer().put(doubles.values(), row, count));
        } else if (column instanceof Column.Floats floats) {
            pieces(Float.BYTES, (bytes, row, count) -> bytes.asFloatBuffer().put(floats.values(), row, count));
        } else if (type == FlatType.BOOLEAN) {
            writeBits(((Column.Ints) column).values());
        } else {
            writeInts(((Column.Ints) column).values());
        }
    }

    private void writeBits(int[] values) {
        byte[] bits = new byte[rows + 7 >> 3];
        for (int i = 0; i < rows; i++) {
            bits[i >> 3] |= (byte) ((values[i] & 1) << (i & 7));
        }
        vector.getDataBuffer().setBytes(0, bits, 0, bits.length);
    }

    private void writeInts(int[] values) {
        int width = VectorTypes.width(type);
        pieces(width, (bytes, row, count) -> {
            if (width == Integer.BYTES) {
                bytes.asIntBuffer().put(values, row, count);
                return;
            }
            for (int i = 0; i < count; i++) {
                if (width == Short.BYTES) {
                    bytes.putShort(2 * i, (short) values[row + i]);
                } else {
                    bytes.put(i, (byte) values[row + i]);
                }
            }
        });
    }

    private void writeBytes(Column.Bytes bytes) {
        int begin = bytes.offsets()[0];
        int size = bytes.offsets()[rows] - begin;
        if (vector instanceof BaseLargeVariableWidthVector large) {
            large.allocateNew(size, rows);
            for (int row = 0; row <= rows; row++) {
                large.getOffsetBuffer().setLong((long) row * Long.BYTES, (long) bytes.offsets()[row] - begin);
            }
            large.setLastSet(rows - 1);
        } else {
            BaseVariableWidthVector usual = (BaseVariableWidthVector) vector;
            usual.allocateNew(size, rows);
            byte[] raw = new byte[Integer.BYTES * (rows + 1)];
            ByteBuffer view = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
            for (int row = 0; row <= rows; row++) {
                view.putInt(Integer.BYTES * row, bytes.offsets()[row] - begin);
            }
            usual.getOffsetBuffer().setBytes(0, raw, 0, raw.length);
            usual.setLastSet(rows - 1);
        }
        vector.getDataBuffer().setBytes(0, bytes.data(), begin, size);
    }
}

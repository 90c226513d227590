package dev.vespula.udf.internal.ipc;

import dev.vespula.udf.Column;
import dev.vespula.udf.Field;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.UdfLimits;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.internal.block.ColumnBuilder;
import dev.vespula.udf.internal.memory.GuestMemory;
import dev.vespula.udf.internal.memory.Utf8;
import dev.vespula.udf.internal.rowbinary.LittleEndian;
import dev.vespula.udf.internal.rowbinary.Width;
import dev.vespula.udf.internal.task.GuestFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a file of Arrow with flat columns in one record batch, which a guest wrote. */
public final class ArrowFileReader {
    private static final int BLOCK_BYTES = 24;
    private static final int PAIR_BYTES = 16;
    private static final int RECORD_BATCH = 3;
    private static final int MAX_ROWS = 1 << 28;

    private final byte[] file;
    private final UdfLimits limits;

    /** What a file has. */
    public record Batch(List<Field> fields, List<Column> columns, int rows) {}

    private ArrowFileReader(byte[] file, UdfLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    /**
     * Reads a file.
     *
     * @throws GuestFault if it is none, or has other types
     */
    public static Batch read(byte[] file, UdfLimits limits) {
        try {
            return new ArrowFileReader(file, limits).read();
        } catch (IndexOutOfBoundsException e) {
            throw GuestFault.malformed("returned an Arrow file that is cut off or damaged: " + e.getMessage());
        }
    }

    private Batch read() {
        int end = file.length - ArrowFileWriter.MAGIC.length;
        if (end < ArrowFileWriter.MAGIC_BYTES + Integer.BYTES || !isMagic(0) || !isMagic(end)) {
            throw GuestFault.malformed("returned no Arrow file");
        }
        int footerSize = LittleEndian.readInt(file, end - Integer.BYTES);
        int footerAt = end - Integer.BYTES - Math.max(0, footerSize);
        if (footerSize < 0 || footerAt < ArrowFileWriter.MAGIC_BYTES) {
            throw GuestFault.malformed("returned an Arrow file with a footer of " + footerSize + " bytes");
        }
        FlatTable footer = FlatTable.root(file, footerAt, footerSize);
        List<Field> fields = fields(footer.table(1));
        int batches = footer.count(3, BLOCK_BYTES);
        if (batches != 1) {
            throw GuestFault.malformed("returned an Arrow file with " + batches + " batches");
        }
        long at = footer.structLong(3, BLOCK_BYTES, 0, 0);
        // The upper half of the second word is padding.
        int metadata = (int) footer.structLong(3, BLOCK_BYTES, 0, 8);
        long body = footer.structLong(3, BLOCK_BYTES, 0, 16);
        if (at < 0 || metadata < 8 || body < 0 || at > footerAt || metadata > footerAt - at || body > footerAt - at
                - metadata) {
            throw GuestFault.malformed("returned an Arrow file with a batch beyond its end");
        }
        return batch(fields, (int) at, metadata, (int) body);
    }

    private boolean isMagic(int at) {
        return Arrays.equals(file, at, at + ArrowFileWriter.MAGIC.length, ArrowFileWriter.MAGIC, 0,
                ArrowFileWriter.MAGIC.length);
    }

    private List<Field> fields(FlatTable schema) {
        if (schema.shortField(0, 0) != 0) {
            throw GuestFault.malformed("returned an Arrow file with numbers of the other byte order");
        }
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < schema.count(1, Integer.BYTES); i++) {
            FlatTable field = schema.element(1, i);
            int number = field.byteField(2, 0);
            FlatType type = field.has(4) ? null : ArrowType.read(number, field.table(3), extension(field));
            if (type == null) {
                throw GuestFault.malformed("returned a column of Arrow's type number " + number + ", which is not flat here");
            }
            fields.add(new Field(field.string(0), type.nullable()));
        }
        return fields;
    }

    private static String extension(FlatTable field) {
        for (int i = 0; i < field.count(6, Integer.BYTES); i++) {
            FlatTable pair = field.element(6, i);
            if (pair.string(0).equals("ARROW:extension:name")) {
                return pair.string(1);
            }
        }
        return "";
    }

    private Batch batch(List<Field> fields, int at, int metadata, int bodySize) {
        int prefix = LittleEndian.readInt(file, at) == ArrowFileWriter.CONTINUATION ? 8 : 4;
        FlatTable message = FlatTable.root(file, at + prefix, metadata - prefix);
        if (message.byteField(1, 0) != RECORD_BATCH) {
            throw GuestFault.malformed("returned an Arrow file whose batch is none");
        }
        FlatTable batch = message.table(2);
        long rows = batch.longField(0, 0);
        if (rows < 0 || rows > MAX_ROWS || batch.has(3) || batch.count(1, PAIR_BYTES) != fields.size()) {
            throw GuestFault.malformed("returned a batch of " + rows + " rows that cannot be read");
        }
        Buffers buffers = new Buffers(batch, at + metadata, bodySize);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            if (batch.structLong(1, PAIR_BYTES, i, 0) != rows) {
                throw GuestFault.malformed("returned columns of different lengths");
            }
            columns.add(column(fields.get(i).type(), (int) rows, batch.structLong(1, PAIR_BYTES, i, 8), buffers));
        }
        return new Batch(fields, columns, (int) rows);
    }

    /** The buffers of a batch, one after the other. */
    private static final class Buffers {
        private final FlatTable batch;
        private final int bodyAt;
        private final int bodySize;
        private int next;

        Buffers(FlatTable batch, int bodyAt, int bodySize) {
            this.batch = batch;
            this.bodyAt = bodyAt;
            this.bodySize = bodySize;
        }

        /** Where the next one begins; it has at least so many bytes. */
        int next(long needed) {
            long at = batch.structLong(2, PAIR_BYTES, next, 0);
            long size = batch.structLong(2, PAIR_BYTES, next, 8);
            next++;
            if (at < 0 || size < needed || at > bodySize || size > bodySize - at) {
                throw GuestFault.malformed("returned a buffer of " + size + " bytes at " + at + " of " + bodySize + "; "
                        + needed
                        + " are needed");
            }
            return bodyAt + (int) at;
        }

        /** Bytes of the one before. */
        long lastSize() {
            return batch.structLong(2, PAIR_BYTES, next - 1, 8);
        }
    }

    private Column column(UdfType type, int rows, long nulls, Buffers buffers) {
        FlatType flat = type.flat();
        int bits = rows + 7 >> 3;
        int validity = buffers.next(nulls == 0 ? 0 : bits);
        ColumnBuilder builder = ColumnBuilder.of(type, rows);
        boolean isBytes = flat.storage() == FlatType.Storage.BYTES;
        int values = buffers.next(isBytes ? rows == 0 ? 0 : 4L * (rows + 1) : flat == FlatType.BOOLEAN ? bits : (long) rows
                * Width.of(flat));
        int data = isBytes ? buffers.next(0) : 0;
        long dataSize = isBytes ? buffers.lastSize() : 0;
        for (int row = 0; row < rows; row++) {
            if (nulls != 0 && (file[validity + (row >> 3)] >> (row & 7) & 1) == 0) {
                builder.addNull();
            } else if (isBytes) {
                bytes(builder, flat, values + 4 * row, data, dataSize);
            } else if (flat == FlatType.BOOLEAN) {
                builder.addNumber(file[values + (row >> 3)] >> (row & 7) & 1);
            } else {
                builder.addNumber(Width.read(file, values + row * Width.of(flat), flat));
            }
        }
        return builder.build();
    }

    private void bytes(ColumnBuilder builder, FlatType type, int offsets, int data, long size) {
        int begin = LittleEndian.readInt(file, offsets);
        int end = LittleEndian.readInt(file, offsets + 4);
        if (begin < 0 || end < begin || end > size) {
            throw GuestFault.malformed("returned a value from byte " + begin + " to " + end + " of " + size);
        }
        GuestMemory.checkValue(end - begin, limits);
        if (type.isText() && !Utf8.isValid(file, data + begin, end - begin)) {
            throw GuestFault.malformed("a result that is no UTF-8");
        }
        builder.addBytes(file, data + begin, end - begin);
    }
}

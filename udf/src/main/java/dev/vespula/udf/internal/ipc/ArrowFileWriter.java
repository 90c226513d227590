package dev.vespula.udf.internal.ipc;

import dev.vespula.udf.Column;
import dev.vespula.udf.Field;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.internal.rowbinary.LittleEndian;
import dev.vespula.udf.internal.rowbinary.RowBinaryWriter;
import dev.vespula.udf.internal.rowbinary.Width;
import dev.vespula.udf.internal.task.GuestFault;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a file of Arrow with one record batch. */
public final class ArrowFileWriter {
    static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    /** The magic word, to a multiple of 8. */
    static final int MAGIC_BYTES = 8;
    static final int CONTINUATION = -1;
    /** MetadataVersion V5. */
    private static final int VERSION = 4;
    private static final int SCHEMA = 1;
    private static final int RECORD_BATCH = 3;
    private static final String EXTENSION = "ARROW:extension:name";

    private final List<Field> fields;
    private final List<Column> columns;
    private final int rows;

    private ArrowFileWriter(List<Field> fields, List<Column> columns, int rows) {
        this.fields = fields;
        this.columns = columns;
        this.rows = rows;
    }

    /** Rows of flat columns; their names are those of the fields, or their numbers. */
    public static byte[] write(List<Field> fields, List<Column> columns, int rows) {
        return new ArrowFileWriter(fields, columns, rows).file();
    }

    private byte[] file() {
        long[] buffers = new long[2 * bufferCount()];
        long body = layout(buffers);
        byte[] schema = message(SCHEMA, 0);
        byte[] batch = batchMessage(buffers, body);
        int batchAt = MAGIC_BYTES + prefixed(schema);
        long size = batchAt + prefixed(batch) + body + 8;
        byte[] footer = footer(batchAt, prefixed(batch), body);
        size += footer.length + Integer.BYTES + MAGIC.length;
        if (size > Integer.MAX_VALUE - 16) {
            throw new GuestFault(UdfErrorKind.LIMIT, "a block of " + size + " bytes");
        }
        byte[] file = new byte[(int) size];
        System.arraycopy(MAGIC, 0, file, 0, MAGIC.length);
        message(file, MAGIC_BYTES, schema);
        int bodyAt = message(file, batchAt, batch);
        body(file, bodyAt, buffers);
        int at = bodyAt + (int) body;
        LittleEndian.write(file, at, CONTINUATION);
        at += 8;
        System.arraycopy(footer, 0, file, at, footer.length);
        at += footer.length;
        LittleEndian.write(file, at, footer.length);
        System.arraycopy(MAGIC, 0, file, at + Integer.BYTES, MAGIC.length);
        return file;
    }

    private static int prefixed(byte[] message) {
        return 8 + (message.length + 7 & -8);
    }

    /** Writes a message with its length before it; where its body begins. */
    private static int message(byte[] file, int at, byte[] message) {
        LittleEndian.write(file, at, CONTINUATION);
        LittleEndian.write(file, at + 4, prefixed(message) - 8);
        System.arraycopy(message, 0, file, at + 8, message.length);
        return at + prefixed(message);
    }

    // ---- buffers

    private int bufferCount() {
        int count = 0;
        for (Column column : columns) {
            count += column instanceof Column.Bytes ? 3 : 2;
        }
        return count;
    }

    private static long aligned(long size) {
        return size + 7 & -8;
    }

    /** Offsets and lengths of the buffers in the body; its length. */
    private long layout(long[] buffers) {
        int next = 0;
        long at = 0;
        for (Column column : columns) {
            at = place(buffers, next++, at, column.validity() == null ? 0 : rows + 7 >> 3);
            if (column instanceof Column.Bytes bytes) {
                at = place(buffers, next++, at, 4L * (rows + 1));
                at = place(buffers, next++, at, (long) bytes.offsets()[rows] - bytes.offsets()[0]);
            } else if (column.type().flat() == FlatType.BOOLEAN) {
                at = place(buffers, next++, at, rows + 7 >> 3);
            } else {
                at = place(buffers, next++, at, (long) rows * Width.of(column.type().flat()));
            }
        }
        return at;
    }

    private static long place(long[] buffers, int index, long at, long length) {
        buffers[2 * index] = at;
        buffers[2 * index + 1] = length;
        return at + aligned(length);
    }

    private void body(byte[] file, int bodyAt, long[] buffers) {
        int next = 0;
        for (Column column : columns) {
            byte[] validity = column.validity();
            if (validity != null) {
                System.arraycopy(validity, 0, file, bodyAt + (int) buffers[2 * next], rows + 7 >> 3);
            }
            next++;
            int at = bodyAt + (int) buffers[2 * next++];
            if (column instanceof Column.Bytes bytes) {
                int first = bytes.offsets()[0];
                for (int row = 0; row <= rows; row++) {
                    LittleEndian.write(file, at + 4 * row, bytes.offsets()[row] - first);
                }
                System.arraycopy(bytes.data(), first, file, bodyAt + (int) buffers[2 * next], (int) buffers[2 * next + 1]);
                next++;
            } else {
                numbers(file, at, column);
            }
        }
    }

    private void numbers(byte[] file, int at, Column column) {
        if (column.type().flat() == FlatType.BOOLEAN) {
            int[] values = ((Column.Ints) column).values();
            for (int row = 0; row < rows; row++) {
                file[at + (row >> 3)] |= (byte) (values[row] != 0 ? 1 << (row & 7) : 0);
            }
            return;
        }
        int width = Width.of(column.type().flat());
        for (int row = 0; row < rows; row++) {
            Width.write(file, at + row * width, width, RowBinaryWriter.bits(column, row));
        }
    }

    // ---- metadata

    private byte[] message(int kind, long bodyLength) {
        FlatBufferWriter out = new FlatBufferWriter();
        return message(out, kind, schema(out), bodyLength);
    }

    private static byte[] message(FlatBufferWriter out, int kind, int header, long bodyLength) {
        out.beginTable(5);
        out.fieldLong(3, bodyLength);
        out.fieldReference(2, header);
        out.fieldShort(0, VERSION);
        out.fieldByte(1, kind);
        return out.finish(out.endTable());
    }

    private int schema(FlatBufferWriter out) {
        int[] written = new int[fields.size()];
        for (int i = 0; i < written.length; i++) {
            written[i] = field(out, i);
        }
        int list = out.references(written);
        out.beginTable(4);
        out.fieldReference(1, list);
        return out.endTable();
    }

    private int field(FlatBufferWriter out, int index) {
        Field field = fields.get(index);
        FlatType type = field.type().flat();
        int name = out.string(field.name().isEmpty() ? "arg" + index : field.name());
        int written = ArrowType.write(out, type);
        int children = out.references();
        int metadata = type == FlatType.DECIMAL || type == FlatType.JSON ? extension(out, "arrowudf." + type) : 0;
        out.beginTable(7);
        out.fieldReference(0, name);
        out.fieldReference(3, written);
        out.fieldReference(5, children);
        if (metadata != 0) {
            out.fieldReference(6, metadata);
        }
        out.fieldByte(1, 1);
        out.fieldByte(2, ArrowType.number(type));
        return out.endTable();
    }

    private static int extension(FlatBufferWriter out, String name) {
        int key = out.string(EXTENSION);
        int value = out.string(name);
        out.beginTable(2);
        out.fieldReference(0, key);
        out.fieldReference(1, value);
        return out.references(out.endTable());
    }

    private byte[] batchMessage(long[] buffers, long bodyLength) {
        long[] nodes = new long[2 * columns.size()];
        for (int i = 0; i < columns.size(); i++) {
            nodes[2 * i] = rows;
            nodes[2 * i + 1] = nulls(columns.get(i));
        }
        FlatBufferWriter out = new FlatBufferWriter();
        int places = out.structs(2, buffers);
        int counts = out.structs(2, nodes);
        out.beginTable(4);
        out.fieldLong(0, rows);
        out.fieldReference(1, counts);
        out.fieldReference(2, places);
        return message(out, RECORD_BATCH, out.endTable(), bodyLength);
    }

    private int nulls(Column column) {
        int nulls = 0;
        for (int row = 0; column.validity() != null && row < rows; row++) {
            nulls += column.isNull(row) ? 1 : 0;
        }
        return nulls;
    }

    private byte[] footer(int batchAt, int metadataLength, long bodyLength) {
        FlatBufferWriter out = new FlatBufferWriter();
        int schema = schema(out);
        int batches = out.structs(3, batchAt, metadataLength, bodyLength);
        int dictionaries = out.structs(3);
        out.beginTable(5);
        out.fieldReference(1, schema);
        out.fieldReference(2, dictionaries);
        out.fieldReference(3, batches);
        out.fieldShort(0, VERSION);
        return out.finish(out.endTable());
    }
}

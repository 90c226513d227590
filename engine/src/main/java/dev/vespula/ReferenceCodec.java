package dev.vespula;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes and reads the host's objects in a {@link Snapshot}: what externrefs hold, payloads of suspensions, and host
 * functions that were made into references without being imported (as {@link Func}). An object that is referred to from
 * several places is written once. Null never comes here, and neither do strings: snapshots hold them as they are.
 *
 * <pre>{@code
 * Snapshot.of(instance, ReferenceCodec.VALUES).write(out);      // externrefs that are boxed numbers
 * }</pre>
 */
public interface ReferenceCodec {
    /** Refuses every object. */
    ReferenceCodec NONE = new ReferenceCodec() {
        @Override
        public void write(Object object, DataOutput out) throws IOException {
            throw new IOException("no codec for objects of the host was given");
        }

        @Override
        public Object read(DataInput in) throws IOException {
            throw new IOException("no codec for objects of the host was given");
        }
    };

    /** Strings, which only other codecs that call it give it, and boxed numbers; refuses everything else. */
    ReferenceCodec VALUES = new ReferenceCodec() {
        private static final int STRING = 1;
        private static final int INTEGER = 2;
        private static final int LONG = 3;
        private static final int FLOAT = 4;
        private static final int DOUBLE = 5;
        private static final int BOOLEAN = 6;
        private static final int STEP = 1 << 16;

        @Override
        public void write(Object object, DataOutput out) throws IOException {
            if (object instanceof String text) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                out.writeByte(STRING);
                out.writeInt(bytes.length);
                out.write(bytes);
            } else if (object instanceof Integer number) {
                out.writeByte(INTEGER);
                out.writeInt(number);
            } else if (object instanceof Long number) {
                out.writeByte(LONG);
                out.writeLong(number);
            } else if (object instanceof Float number) {
                out.writeByte(FLOAT);
                out.writeFloat(number);
            } else if (object instanceof Double number) {
                out.writeByte(DOUBLE);
                out.writeDouble(number);
            } else if (object instanceof Boolean truth) {
                out.writeByte(BOOLEAN);
                out.writeBoolean(truth);
            } else {
                throw new IOException("an object of " + object.getClass() + " is neither a string nor a boxed number");
            }
        }

        @Override
        public Object read(DataInput in) throws IOException {
            int kind = in.readByte();
            return switch (kind) {
                case STRING -> text(in);
                case INTEGER -> in.readInt();
                case LONG -> in.readLong();
                case FLOAT -> in.readFloat();
                case DOUBLE -> in.readDouble();
                case BOOLEAN -> in.readBoolean();
                default -> throw new IOException("unknown kind of value " + kind);
            };
        }

        /** Reads what is there instead of allocating what is announced. */
        private static String text(DataInput in) throws IOException {
            int length = in.readInt();
            if (length < 0) {
                throw new IOException("negative length of a string");
            }
            byte[] bytes = new byte[Math.min(length, STEP)];
            in.readFully(bytes);
            while (bytes.length < length) {
                int done = bytes.length;
                bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * done));
                in.readFully(bytes, done, bytes.length - done);
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    };

    /**
     * Writes an object.
     *
     * @throws IOException if it cannot be written; the snapshot is not made then
     */
    void write(Object object, DataOutput out) throws IOException;

    /**
     * Reads an object back; {@code in} ends where its bytes end.
     *
     * @throws IOException if the bytes are not what {@link #write} makes; the snapshot is not restored then
     */
    Object read(DataInput in) throws IOException;
}

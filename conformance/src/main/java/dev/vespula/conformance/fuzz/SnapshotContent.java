package dev.vespula.conformance.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The content of snapshots, apart from the chunks that it is written in and the hash behind it. */
final class SnapshotContent {
    private static final int HEADER = 10;

    private SnapshotContent() {}

    /** The content of a snapshot. */
    static byte[] of(byte[] snapshot) {
        ByteBuffer in = ByteBuffer.wrap(snapshot).order(ByteOrder.LITTLE_ENDIAN).position(HEADER);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int length = in.getInt(); length > 0; length = in.getInt()) {
            content.write(snapshot, in.position(), length);
            in.position(in.position() + length);
        }
        return content.toByteArray();
    }

    /** A snapshot with another content and the right hash. */
    static byte[] replaced(byte[] snapshot, byte[] content) {
        byte[] header = Arrays.copyOf(snapshot, HEADER);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(content.length).array());
        out.writeBytes(content);
        out.writeBytes(new byte[Integer.BYTES]);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(header);
            out.writeBytes(digest.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}

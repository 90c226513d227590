package dev.vespula.internal.snapshot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What the writer and the reader of images agree on. */
final class SnapshotFormat {
    /** How a snapshot begins. */
    static final byte[] MAGIC = "VESPSNAP".getBytes(StandardCharsets.US_ASCII);
    /** Changes whenever an older reader could not read what is written, or would read something else. */
    static final int VERSION = 3;
    static final int HASH_BYTES = 32;

    // Kinds of objects.
    static final int DEFINED = 1;
    static final int IMPORTED = 2;
    static final int HOST_FUNCTION = 3;
    static final int HOST_OBJECT = 4;
    static final int THROWN = 5;
    static final int INTEGER_31 = 6;
    static final int STRUCT = 7;
    static final int ARRAY = 8;
    static final int TEXT = 9;
    static final int CONSUMED = 10;
    static final int FRESH = 11;
    static final int SUSPENDED = 12;

    private SnapshotFormat() {}

    /** Magic and version. */
    static byte[] header() {
        byte[] header = new byte[MAGIC.length + 2];
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        header[MAGIC.length] = (byte) VERSION;
        header[MAGIC.length + 1] = (byte) (VERSION >>> 8);
        return header;
    }

    /** The hash of what follows a header. */
    static MessageDigest digest(byte[] header) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(header);
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

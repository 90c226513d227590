package dev.vespula;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;

/** Snapshots that somebody changed who knows the format well enough to make the hash right again. */
final class ForgedSnapshot {
    private static final int HEADER = 10;
    private static final int HASH = 32;

    private ForgedSnapshot() {}

    /** Changes a few bytes of a snapshot that is one chunk, and its hash. */
    static byte[] of(byte[] snapshot, Random random) {
        byte[] forged = snapshot.clone();
        int from = HEADER + Integer.BYTES;
        int to = forged.length - HASH - Integer.BYTES;
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = from + random.nextInt(to - from);
            forged[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : forged[at] + random.nextInt(3) - 1);
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(forged, 0, HEADER);
            digest.update(forged, from, to - from);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(forged, 0, forged.length - HASH);
            out.writeBytes(digest.digest());
            return out.toByteArray();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}

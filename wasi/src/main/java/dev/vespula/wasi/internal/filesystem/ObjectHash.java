package dev.vespula.wasi.internal.filesystem;

import dev.vespula.wasi.internal.files.Filestat;
import dev.vespula.wasi.internal.files.Host;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Hashes that tell files apart, and nothing of the host: device and inode as the guest is shown them, with a secret of the process.
 * Thread-safe.
 */
final class ObjectHash {
    private static final int SECRET_BYTES = 32;

    private final Host host;
    private byte[] secret;

    ObjectHash(Host host) {
        this.host = host;
    }

    /** Made when it is needed: a secure random number takes longer than many programs. */
    private synchronized byte[] secret() {
        if (secret == null) {
            secret = new byte[SECRET_BYTES];
            if (!host.remembersFiles()) {
                new SecureRandom().nextBytes(secret);
            }
        }
        return secret;
    }

    /** The hash of a file by the attributes that the guest is shown. */
    MetadataHashValue of(Filestat shown) {
        try {
            byte[] text = ByteBuffer.allocate(SECRET_BYTES + 2 * Long.BYTES).put(secret())
                    .putLong(shown.device()).putLong(shown.inode()).array();
            ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text));
            return new MetadataHashValue(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every platform has it", e);
        }
    }
}

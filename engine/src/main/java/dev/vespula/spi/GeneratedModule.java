package dev.vespula.spi;

import java.util.Objects;

/**
 * A module that another part of Vespula has written. It may use every feature, whatever the configuration allows to the modules of
 * users, and their limits are not asked.
 */
public final class GeneratedModule {
    private final byte[] bytes;

    /** A binary module; the bytes are not copied. */
    public GeneratedModule(byte[] bytes) {
        this.bytes = Objects.requireNonNull(bytes, "bytes");
    }

    /** The binary. */
    public byte[] bytes() {
        return bytes;
    }
}

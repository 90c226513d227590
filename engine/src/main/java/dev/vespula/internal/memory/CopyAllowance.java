package dev.vespula.internal.memory;

import java.util.function.LongSupplier;

/**
 * How much the instances of a module may copy to keep the arrays of their first memories as large as the memories, which
 * compiled code is faster with. So much at once, and so much for each second; once that is not enough it is over for good, and
 * the module's code is compiled for memories with room behind their end. Thread-safe.
 *
 * <p>Code for room takes 1.0 to 1.45 times as long, and copying a gigabyte 0.2 s. Both are even at about a gigabyte a second.
 */
public final class CopyAllowance {
    private static final long AT_ONCE = 256L << 20;

    private final LongSupplier nanos;
    /** Bytes copied and not yet forgotten: a byte a nanosecond. */
    private long recent;
    private long since;
    private boolean isSpent;

    /** What a module has before anything is copied. */
    public CopyAllowance() {
        this(System::nanoTime);
    }

    CopyAllowance(LongSupplier nanos) {
        this.nanos = nanos;
        this.since = nanos.getAsLong();
    }

    /** Takes what some bytes to copy cost. Returns whether they are allowed; if not, nothing is any more. */
    public synchronized boolean take(long bytes) {
        long now = nanos.getAsLong();
        recent = Math.max(0, recent - (now - since)) + bytes;
        since = now;
        isSpent |= recent > AT_ONCE;
        return !isSpent;
    }
}

package dev.vespula.wasi.internal.files;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that the listings of one process may keep together. A listing that gets little keeps a small part of its directory
 * and reads the rest again when it comes to it, so a guest loses time, not the host memory. Thread-safe.
 */
public final class ListingRoom {
    /** Bytes for all listings together. */
    public static final long ALL = 32L << 20;
    /** The most that one gets: a directory with 40,000 names or less is read once. */
    public static final long MOST = 4L << 20;
    /** What each gets in any case: with it a thousand listings take 16 MB more. */
    public static final long LEAST = 16L << 10;

    private final AtomicLong left = new AtomicLong(ALL);

    /** Takes between {@link #LEAST} and {@link #MOST} bytes; what is not used is to be given back. */
    public long take() {
        while (true) {
            long before = left.get();
            long taken = Math.max(LEAST, Math.min(MOST, before / 2));
            if (left.compareAndSet(before, before - taken)) {
                return taken;
            }
        }
    }

    public void give(long bytes) {
        left.addAndGet(bytes);
    }

    /** What nobody has; may be negative by what listings get in any case. */
    public long left() {
        return left.get();
    }
}

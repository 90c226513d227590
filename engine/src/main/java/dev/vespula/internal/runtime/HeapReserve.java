package dev.vespula.internal.runtime;

/**
 * A piece of the Java heap that is given up when the objects of a program have filled the rest, so that a trap can be made
 * and told, and the embedder can let go of the store.
 */
public final class HeapReserve {
    private static final int BYTES = 1 << 18;

    private static byte[] reserve;
    private static boolean used;

    private HeapReserve() {
    }

    /** Sets the reserve aside; nothing happens if it is there. */
    static synchronized void make() {
        if (reserve == null) {
            try {
                reserve = new byte[BYTES];
                used = false;
            } catch (OutOfMemoryError e) {
                // Tried again by the next call.
                used = true;
            }
        }
    }

    /** Gives the reserve up: there is no memory left. */
    public static synchronized void use() {
        reserve = null;
        used = true;
    }

    /** Sets the reserve aside again after it was used; for every call from Java, so that it costs nothing otherwise. */
    public static void renew() {
        if (used) {
            make();
        }
    }
}

package dev.vespula.internal.limits;

import dev.vespula.Trap;
import dev.vespula.TrapCode;

/**
 * A piece of the Java heap that is given up when the objects of a program have filled the rest, so that a trap can be made
 * and told, and the embedder can let go of the store.
 */
public final class HeapReserve {
    /** The JVM's default collector hands out whole regions, of about 1/2048 of the heap and at least one megabyte. */
    private static final int LEAST_BYTES = 1 << 22;
    private static final int PART_OF_HEAP = 1024;
    private static final int MOST_BYTES = 1 << 25;
    /** It is set aside again when so many times as much is free. */
    private static final int PLENTY = 4;

    private static byte[] reserve;
    private static boolean used;

    private HeapReserve() {}

    /** Sets the reserve aside; nothing happens if it is there. */
    public static synchronized void make() {
        if (reserve == null) {
            try {
                reserve = new byte[size()];
                used = false;
            } catch (OutOfMemoryError e) {
                used = true;
            }
        }
    }

    /** Gives the reserve up: there is no memory left. */
    public static synchronized void use() {
        reserve = null;
        used = true;
    }

    /** The trap when the machine cannot supply memory; gives the reserve up. */
    public static Trap exhausted() {
        use();
        return new Trap(TrapCode.OUT_OF_SYSTEM_MEMORY);
    }

    /** Whether it was given up and should be set aside again. */
    public static boolean isUsed() {
        return used;
    }

    /** Sets the reserve aside again after it was used, if by now there is plenty; asked at every call from Java. */
    public static void renew() {
        if (used && isPlenty()) {
            make();
        }
    }

    private static boolean isPlenty() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory() > (long) PLENTY * size();
    }

    private static int size() {
        return (int) Math.min(Math.max(Runtime.getRuntime().maxMemory() / PART_OF_HEAP, LEAST_BYTES), MOST_BYTES);
    }
}

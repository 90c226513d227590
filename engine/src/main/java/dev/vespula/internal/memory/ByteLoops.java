package dev.vespula.internal.memory;

import dev.vespula.internal.contract.Contract;
import java.util.Arrays;

/**
 * What loops do that copy or fill memory byte by byte, at once: as far as that makes no difference. Otherwise the loop is to
 * run, and to trap where it does. Sizes are in bytes.
 */
@Contract
public final class ByteLoops {
    /** With fewer bytes the loop itself is as fast. */
    private static final int LEAST = 8;

    private ByteLoops() {}

    /**
     * Copies bytes from {@code source + index} to {@code target + index}, for each index from the given one to before the
     * end.
     *
     * @param size size of the memory
     * @param step what is added to the index after each byte
     * @return the index then: the end if all was copied, the one given if nothing was
     */
    public static int copy(byte[] memory, int size, int target, int source, int index, int end, int step) {
        // The lowest index of all.
        int low = step == 1 ? index : end + 1;
        long count = (long) (end - index) * step;
        if (step != 1 && step != -1 || count < LEAST || count > size) {
            return index;
        }
        int to = target + low;
        int from = source + low;
        int distance = step == 1 ? to - from : from - to;
        boolean reads = distance > 0 && distance < count;
        if (reads || isOutside(to, count, size) || isOutside(from, count, size)) {
            // It would read what it has written, or trap.
            return index;
        }
        System.arraycopy(memory, from, memory, to, (int) count);
        return end;
    }

    /**
     * Sets the bytes before {@code target + index} down to {@code target} to a value.
     *
     * @param size size of the memory
     * @return the index then: zero if all was done, the one given if nothing was
     */
    public static int fill(byte[] memory, int size, int target, int value, int index) {
        if (index < LEAST || isOutside(target, index, size)) {
            return index;
        }
        Arrays.fill(memory, target, target + index, (byte) value);
        return 0;
    }

    private static boolean isOutside(int first, long count, int size) {
        return first < 0 || first > size - count;
    }
}

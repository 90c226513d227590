package dev.vespula.internal.memory;

import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.ir.MemoryLoop;
import java.util.Arrays;

/**
 * What loops do with memory, for many iterations at once. An address is a base, an i32, and what is added to it without
 * wrapping around; a step is what an iteration adds to the base, and as many bytes are touched from the address on.
 *
 * <p>{@link #left}, {@link #afford}, {@link #compare} and {@link #search} find how many iterations run to their end, each of
 * what the one before found. {@link #copy} and {@link #fill} then do all but one of them: the last is to be run as it stands,
 * and sets all that one sets.
 */
public final class MemoryLoops {
    /**
     * Bytes touched at once, so that whoever asks an execution to stop waits for a tenth of a millisecond; and the most
     * iterations.
     */
    public static final int MOST = 1 << 20;
    /**
     * Iterations at once of a loop with several tests of memory: the first one may look much further than the next one allows. A
     * string that is compared with itself is equal for a megabyte behind its end, too: half of the time of Graphviz.
     */
    private static final int FEW = 128;

    private static final long U32 = 0xFFFF_FFFFL;
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long SIGNS = 0x8080_8080_8080_8080L;

    private MemoryLoops() {}

    /** How many iterations of a loop are looked at at once, at most. */
    public static int most(MemoryLoop loop) {
        return loop.equalities().size() + loop.searches().size() > 1 ? FEW : MOST;
    }

    /**
     * How many iterations a loop runs at least that goes on while one value is not another.
     *
     * @param speed what an iteration adds to the first, less what it adds to the second
     */
    @Contract
    public static int untilEqual(int first, int second, int speed) {
        return left((speed > 0 ? second - first : first - second) & U32, speed);
    }

    /** As {@link #untilEqual} while the first is less than the second and so much, unsigned; the speed is positive. */
    @Contract
    public static int whileLess(int first, int second, int more, int speed) {
        return left((second & U32) - (first & U32) + more, speed);
    }

    /** As {@link #whileLess}, signed. */
    @Contract
    public static int whileLessSigned(int first, int second, int more, int speed) {
        return left((long) second - first + more, speed);
    }

    private static int left(long way, int speed) {
        if (way <= 0) {
            return 0;
        }
        long rate = Math.abs((long) speed);
        return (int) Math.min(rate == 1 ? way : (way + rate - 1) / rate, MOST);
    }

    /** How many iterations of a cost there is fuel for. */
    @Contract
    public static int afford(int count, long fuel, long cost) {
        return (int) Math.min(count, Long.divideUnsigned(fuel, cost) & Long.MAX_VALUE);
    }

    /** How many iterations compare values that are equal. The step is positive. */
    @Contract
    public static int compare(int count, byte[] memory, int size, int base, int low, int otherBase, int otherLow, int step) {
        int most = inside(size, inside(size, count, base, low, step), otherBase, otherLow, step);
        if (most <= 0) {
            return 0;
        }
        int first = base + low;
        int second = otherBase + otherLow;
        int same = Arrays.mismatch(memory, first, first + most * step, memory, second, second + most * step);
        return same < 0 ? most : same / step;
    }

    /** How many iterations find another byte than the value or, if asked for that, the value. The step is 1. */
    @Contract
    public static int search(int count, byte[] memory, int size, int base, int low, int value, int test) {
        int most = inside(size, count, base, low, 1);
        boolean there = (test & MemoryLoop.WHILE_THERE) != 0;
        if (most <= 0 || value != ((test & MemoryLoop.SIGNED) != 0 ? (byte) value : value & 0xFF)) {
            return there ? 0 : most;
        }
        int first = base + low;
        int end = first + most;
        long wanted = (value & 0xFF) * ONES;
        int at = first;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long differences = (long) Bytes.VIEW_64.get(memory, at) ^ wanted;
            if (there ? differences != 0 : (differences - ONES & ~differences & SIGNS) != 0) {
                break;
            }
        }
        while (at < end && memory[at] == (byte) value == there) {
            at++;
        }
        return at - first;
    }

    /**
     * Copies. What has been written is read again if the regions overlap so.
     *
     * @param apart how far apart the regions must be where no iteration reads what another has written: 0 if each reads all
     *              before it writes
     * @return how many iterations are done
     */
    @Contract
    public static int copy(int count, byte[] memory, int size, int base, int low, int sourceBase, int sourceLow, int step,
            int apart) {
        int done = inside(size, inside(size, count, base, low, step), sourceBase, sourceLow, step) - 1;
        if (done <= 0) {
            return 0;
        }
        int width = Math.abs(step);
        int to = base + low;
        int from = sourceBase + sourceLow;
        int distance = step > 0 ? to - from : from - to;
        int length = done * width;
        if (distance > 0 ? distance < width : distance + apart > 0) {
            return 0;
        }
        if (step < 0) {
            to += width - length;
            from += width - length;
        }
        if (distance <= 0 || distance >= length) {
            System.arraycopy(memory, from, memory, to, length);
            return done;
        }
        // What is between the beginnings is repeated: with each copy there is more of it.
        for (int written = 0; written < length;) {
            int part = Math.min(distance + written, length - written);
            System.arraycopy(memory, step > 0 ? from : from + length - part, memory,
                    step > 0 ? to + written : to + length - written - part, part);
            written += part;
        }
        return done;
    }

    /**
     * Writes the lowest bytes of a value, as many as its width says, again and again.
     *
     * @return how many iterations are done
     */
    @Contract
    public static int fill(int count, byte[] memory, int size, int base, int low, int step, long value, int width) {
        int done = inside(size, count, base, low, step) - 1;
        if (done <= 0) {
            return 0;
        }
        int bytes = Math.abs(step);
        int length = done * bytes;
        int from = base + low + (step < 0 ? bytes - length : 0);
        int unused = Long.SIZE - width * Byte.SIZE;
        if ((value & 0xFF) * ONES << unused == value << unused) {
            Arrays.fill(memory, from, from + length, (byte) value);
            return done;
        }
        for (int k = 0; k < width; k++) {
            memory[from + k] = (byte) (value >> k * Byte.SIZE);
        }
        for (int written = width; written < length;) {
            int part = Math.min(written, length - written);
            System.arraycopy(memory, from, memory, from + written, part);
            written += part;
        }
        return done;
    }

    /** How many iterations touch only bytes inside of the memory, without wrapping around. */
    private static int inside(int size, int count, int base, int low, int step) {
        long unsigned = base & U32;
        int width = Math.abs(step);
        long room = size - unsigned - low;
        if (room < width) {
            return 0;
        }
        long way = step > 0 ? room : unsigned + width;
        // A division takes as long as everything else here.
        return (int) (width == 1 ? Math.min(Math.min(count, MOST), way) : Math.min(Math.min(count, MOST / width), way / width));
    }
}

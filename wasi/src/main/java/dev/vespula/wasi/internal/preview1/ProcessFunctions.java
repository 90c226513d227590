package dev.vespula.wasi.internal.preview1;

import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.descriptors.GuestMemory;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.StopSignal;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.random.RandomGenerator;

/** Arguments, environment, clocks, randomness, and the process itself. */
public final class ProcessFunctions {
    private static final int RANDOM_CHUNK = 4096;
    private static final int HIGHEST_SIGNAL = 30;
    private static final int SIGNAL_EXIT_BASE = 128;
    /** Numbers of the signals a process ignores unless it says otherwise: CHLD, CONT, URG, WINCH. */
    private static final List<Integer> IGNORED_SIGNALS = List.of(16, 17, 22, 27);

    private final List<byte[]> arguments;
    private final List<byte[]> environment;
    private final WasiClock clock;
    private final StopSignal stop;
    private RandomGenerator random;

    /**
     * @param environment entries of the form {@code name=value}
     * @param random null for secure random numbers, which are seeded at the first use: most programs save the time
     */
    public ProcessFunctions(List<byte[]> arguments, List<byte[]> environment, WasiClock clock,
            RandomGenerator random, StopSignal stop) {
        this.arguments = arguments;
        this.environment = environment;
        this.clock = clock;
        this.random = random;
        this.stop = stop;
    }

    /**
     * {@code args_get}: writes the arguments, each ended by a zero byte, and a pointer to each.
     *
     * @param pointers address of as many pointers as there are arguments
     * @param buffer address of as many bytes as {@link #argsSizesGet} said
     * @throws IOException FAULT outside the memory
     */
    public void argsGet(GuestMemory memory, int pointers, int buffer) throws IOException {
        writeStrings(memory, arguments, pointers, buffer);
    }

    /**
     * {@code args_sizes_get}: the number of arguments and the bytes they take.
     *
     * @throws IOException FAULT outside the memory
     */
    public void argsSizesGet(GuestMemory memory, int count, int bytes) throws IOException {
        writeSizes(memory, arguments, count, bytes);
    }

    /**
     * {@code environ_get}: writes the environment as {@link #argsGet} writes the arguments.
     *
     * @throws IOException FAULT outside the memory
     */
    public void environGet(GuestMemory memory, int pointers, int buffer) throws IOException {
        writeStrings(memory, environment, pointers, buffer);
    }

    /**
     * {@code environ_sizes_get}: the number of variables and the bytes they take.
     *
     * @throws IOException FAULT outside the memory
     */
    public void environSizesGet(GuestMemory memory, int count, int bytes) throws IOException {
        writeSizes(memory, environment, count, bytes);
    }

    /**
     * {@code clock_res_get}: the resolution of a clock in nanoseconds.
     *
     * @throws IOException INVAL for an unknown clock, FAULT outside the memory
     */
    public void clockResGet(GuestMemory memory, int clockId, int result) throws IOException {
        Errno.INVAL.when(clockId < Clocks.REALTIME || clockId > Clocks.THREAD_CPUTIME);
        memory.putI64(result, Math.max(1, clock.resolution()));
    }

    /**
     * {@code clock_time_get}: the time of a clock in nanoseconds, as precise as the clock is whatever was asked for.
     *
     * @throws IOException INVAL for an unknown clock, FAULT outside the memory
     */
    public void clockTimeGet(GuestMemory memory, int clockId, int result) throws IOException {
        memory.check(result, Long.BYTES);
        memory.putI64(result, Clocks.read(clock, clockId));
    }

    /**
     * {@code random_get}: fills a buffer with random bytes.
     *
     * @throws IOException FAULT outside the memory, INTR when told to stop
     */
    public void randomGet(GuestMemory memory, int buffer, int length) throws IOException {
        long left = length & 0xFFFF_FFFFL;
        memory.check(buffer, left);
        int address = buffer;
        while (left > 0) {
            stop.check();
            byte[] bytes = new byte[(int) Math.min(left, RANDOM_CHUNK)];
            fillRandomly(bytes);
            memory.write(address, bytes, 0, bytes.length);
            address += bytes.length;
            left -= bytes.length;
        }
    }

    /** One thread at a time, for a moment. */
    private synchronized void fillRandomly(byte[] bytes) {
        if (random == null) {
            random = new SecureRandom();
        }
        random.nextBytes(bytes);
    }

    /**
     * {@code proc_raise}: there are no handlers, so a signal does what it does by default: nothing, or end the process.
     *
     * @return the exit code the process ends with; -1 when it goes on
     * @throws IOException INVAL for a number that is no signal
     */
    public int procRaise(int signal) throws IOException {
        Errno.INVAL.when(signal < 0 || signal > HIGHEST_SIGNAL);
        return signal == 0 || IGNORED_SIGNALS.contains(signal) ? -1 : SIGNAL_EXIT_BASE + signal;
    }

    /** {@code sched_yield}: lets other threads of the host run. */
    public void schedYield() {
        Thread.yield();
    }

    private static void writeSizes(GuestMemory memory, List<byte[]> strings, int count, int bytes) throws IOException {
        memory.check(count, Integer.BYTES);
        memory.check(bytes, Integer.BYTES);
        memory.putI32(count, strings.size());
        memory.putI32(bytes, (int) totalBytes(strings));
    }

    private static void writeStrings(GuestMemory memory, List<byte[]> strings, int pointers, int buffer) throws IOException {
        memory.check(pointers, (long) strings.size() * Integer.BYTES);
        memory.check(buffer, totalBytes(strings));
        int pointer = pointers;
        int address = buffer;
        for (byte[] string : strings) {
            memory.putI32(pointer, address);
            memory.write(address, string, 0, string.length);
            memory.putI8(address + string.length, 0);
            pointer += Integer.BYTES;
            address += string.length + 1;
        }
    }

    private static long totalBytes(List<byte[]> strings) {
        long total = 0;
        for (byte[] string : strings) {
            total += string.length + 1;
        }
        return total;
    }
}

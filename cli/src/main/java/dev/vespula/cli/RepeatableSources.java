package dev.vespula.cli;

import dev.vespula.wasi.WasiClock;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.random.RandomGenerator;

/** A clock and random numbers that are the same in every run. Their state travels with a saved program. */
final class RepeatableSources implements WasiClock, RandomGenerator {
    /** The first second of the year 2000. */
    private static final long EPOCH_NANOS = 946_684_800_000_000_000L;
    private static final long STEP_NANOS = 1_000_000;
    private static final long GAMMA = 0x9E37_79B9_7F4A_7C15L;

    private long nanos;
    private long seed;

    @Override
    public long realtime() {
        return EPOCH_NANOS + monotonic();
    }

    @Override
    public long monotonic() {
        nanos += STEP_NANOS;
        return nanos;
    }

    @Override
    public void sleep(long time) {
        nanos += time;
    }

    /** The numbers of Steele, Lea and Flood's SplitMix64: one counter is all the state there is. */
    @Override
    public long nextLong() {
        seed += GAMMA;
        long z = seed;
        z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }

    void save(DataOutputStream out) throws IOException {
        out.writeLong(nanos);
        out.writeLong(seed);
    }

    /**
     * Goes on where others stood.
     *
     * @throws IOException if they cannot have stood there: a clock that runs over would go backwards
     */
    void load(DataInputStream in) throws IOException {
        nanos = in.readLong();
        if (nanos < 0 || nanos > Long.MAX_VALUE / 2) {
            throw new IOException("a clock that stands at " + nanos);
        }
        seed = in.readLong();
    }
}

package dev.vespula.wasi.internal.command;

import dev.vespula.wasi.internal.io.GuestError;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** {@code wasi:random/random}, {@code insecure} and {@code insecure-seed}. Thread-safe. */
public final class RandomNumbers {
    private static final long MOST_BYTES = 64L << 20;

    private RandomGenerator secure;
    private RandomGenerator insecure;
    private Seed seed;

    /** What {@code insecure-seed} gives. */
    public record Seed(long first, long second) {}

    /** @param given what all numbers come from; null for secure ones, which are seeded at the first use */
    public RandomNumbers(RandomGenerator given) {
        this.secure = given;
        this.insecure = given;
    }

    private RandomGenerator secure() {
        if (secure == null) {
            secure = new SecureRandom();
        }
        return secure;
    }

    private RandomGenerator insecure() {
        if (insecure == null) {
            insecure = new SplittableRandom();
        }
        return insecure;
    }

    /** {@code get-random-bytes}. */
    public synchronized byte[] getRandomBytes(long length) {
        return bytes(secure(), length);
    }

    /** {@code get-random-u64}. */
    public synchronized long getRandomU64() {
        return secure().nextLong();
    }

    /** {@code get-insecure-random-bytes}. */
    public synchronized byte[] getInsecureRandomBytes(long length) {
        return bytes(insecure(), length);
    }

    /** {@code get-insecure-random-u64}. */
    public synchronized long getInsecureRandomU64() {
        return insecure().nextLong();
    }

    /** {@code insecure-seed}: always the same. */
    public synchronized Seed insecureSeed() {
        if (seed == null) {
            seed = new Seed(insecure().nextLong(), insecure().nextLong());
        }
        return seed;
    }

    private static byte[] bytes(RandomGenerator random, long length) {
        if (length < 0 || length > MOST_BYTES) {
            throw GuestError.trap("more than 64 MiB of random bytes at once");
        }
        byte[] bytes = new byte[(int) length];
        random.nextBytes(bytes);
        return bytes;
    }
}

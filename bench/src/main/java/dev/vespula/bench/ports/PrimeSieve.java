package dev.vespula.bench.ports;

import java.util.Arrays;

/** The sieve of Eratosthenes over bits for the odd numbers from 3; bit i stands for 2 i + 3. */
final class PrimeSieve implements Kernel {
    private int limit;
    private int[] words = {};
    private long primes;

    @Override
    public void setUp(int size) {
        limit = size;
        words = new int[(odds() + 31) / 32];
    }

    private int odds() {
        return limit < 3 ? 0 : (limit - 3) / 2 + 1;
    }

    @Override
    public Object run(long argument) {
        Arrays.fill(words, -1);
        for (long p = 3; p * p <= limit; p += 2) {
            if (isSet((int) ((p - 3) / 2))) {
                for (long multiple = p * p; multiple <= limit; multiple += 2 * p) {
                    int bit = (int) ((multiple - 3) / 2);
                    words[bit >>> 5] &= ~(1 << bit);
                }
            }
        }
        primes = limit >= 2 ? 1 : 0;
        for (int bit = 0; bit < odds(); bit++) {
            if (isSet(bit)) {
                primes++;
            }
        }
        return null;
    }

    private boolean isSet(int bit) {
        return (words[bit >>> 5] >>> bit & 1) != 0;
    }

    @Override
    public Object output() {
        return primes;
    }
}

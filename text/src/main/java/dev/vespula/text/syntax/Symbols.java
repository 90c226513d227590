package dev.vespula.text.syntax;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Interns words (keywords and identifiers without their {@code $}) as dense numbers, so that the parser compares and
 * looks up ints. Every table begins as a copy of one that holds the vocabulary: a word of the vocabulary has the same
 * number in all of them.
 */
public final class Symbols {
    /** Unknown to whoever writes a text, so that nobody can make words collide. */
    private static final long SEED = new SecureRandom().nextLong();
    private static final long MULTIPLIER = new SecureRandom().nextLong() & -8 | 5;

    private byte[] pool;
    private int[] ends;
    private int[] slots;
    private int count;

    Symbols() {
        pool = new byte[16384];
        ends = new int[1024];
        slots = new int[4096];
    }

    private Symbols(Symbols other) {
        pool = other.pool.clone();
        ends = other.ends.clone();
        slots = other.slots.clone();
        count = other.count;
    }

    Symbols copy() {
        return new Symbols(this);
    }

    /** Numbers handed out so far; symbols are 0 to this, exclusive. */
    public int count() {
        return count;
    }

    public String text(int symbol) {
        int start = start(symbol);
        return new String(pool, start, ends[symbol] - start, StandardCharsets.UTF_8);
    }

    public boolean startsWith(int symbol, String prefix) {
        int start = start(symbol);
        if (ends[symbol] - start < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (pool[start + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the word is {@code inf}, {@code nan} or {@code nan:0x...}. */
    public boolean isSpecialFloat(int symbol) {
        return NumberShape.isSpecialFloat(pool, start(symbol), ends[symbol]);
    }

    public byte[] bytes(int symbol) {
        return Arrays.copyOfRange(pool, start(symbol), ends[symbol]);
    }

    int intern(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        return intern(bytes, 0, bytes.length);
    }

    public int intern(byte[] word) {
        return intern(word, 0, word.length);
    }

    int intern(byte[] source, int from, int to) {
        int mask = slots.length - 1;
        int slot = hash(source, from, to) & mask;
        while (slots[slot] != 0) {
            int symbol = slots[slot] - 1;
            if (equal(symbol, source, from, to)) {
                return symbol;
            }
            slot = slot + 1 & mask;
        }
        slots[slot] = count + 1;
        return add(source, from, to);
    }

    private int add(byte[] source, int from, int to) {
        int start = start(count);
        int length = to - from;
        if (start + length > pool.length) {
            pool = Arrays.copyOf(pool, Math.max(pool.length * 2, start + length));
        }
        System.arraycopy(source, from, pool, start, length);
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count] = start + length;
        count++;
        if (count * 2 > slots.length) {
            rehash();
        }
        return count - 1;
    }

    private void rehash() {
        int[] larger = new int[slots.length * 2];
        int mask = larger.length - 1;
        for (int symbol = 0; symbol < count; symbol++) {
            int slot = hash(pool, start(symbol), ends[symbol]) & mask;
            while (larger[slot] != 0) {
                slot = slot + 1 & mask;
            }
            larger[slot] = symbol + 1;
        }
        slots = larger;
    }

    private boolean equal(int symbol, byte[] source, int from, int to) {
        return Arrays.equals(pool, start(symbol), ends[symbol], source, from, to);
    }

    private int start(int symbol) {
        return symbol == 0 ? 0 : ends[symbol - 1];
    }

    /** Not a polynomial: of those, texts of 2,048 characters are known that collide whatever the factor is. */
    private static int hash(byte[] bytes, int from, int to) {
        long hash = SEED;
        for (int i = from; i < to; i++) {
            hash = (hash ^ bytes[i]) * MULTIPLIER;
            hash ^= hash >>> 29;
        }
        return (int) (hash ^ hash >>> 32);
    }
}

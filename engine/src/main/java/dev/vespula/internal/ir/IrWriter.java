package dev.vespula.internal.ir;

import dev.vespula.internal.binary.ModuleError;
import java.util.Arrays;

/**
 * Builds the code of one function: words in order, forward branches as chains that are patched when their label is bound.
 * Reusable for one function after another; not thread-safe.
 *
 * <p>A chain links the target words of all branches to a label that has no pc yet: each word holds the index of the
 * word linked before it, the first one {@link #NO_CHAIN}. The caller keeps the head.
 */
public final class IrWriter {
    /** Head of a chain without branches. */
    public static final int NO_CHAIN = -1;

    /**
     * Limit of a function's code, several times what the largest body of sensible code needs. Branches with many values
     * could otherwise make it a thousand times as large as the body.
     */
    private static final int MAX_WORDS = 1 << 24;
    private static final int NOWHERE = -1;

    private final SourceMap.Builder sources = new SourceMap.Builder();
    private int[] code = new int[256];
    private int size;
    private int[] labels = new int[32];
    private int labelCount;
    private Watcher watcher;
    private int watched = NOWHERE;

    /** Is told when the writer comes to places that it asked for. */
    public interface Watcher {
        /**
         * An op word with a source is about to be written.
         *
         * @return the next pc to be told of, -1 for none
         */
        int reached(int pc, int word);
    }

    /** Begins a new function; nobody watches. */
    public void reset() {
        size = 0;
        labelCount = 0;
        watcher = null;
        watched = NOWHERE;
        sources.reset();
    }

    /** How many words fit without another array. */
    public int capacity() {
        return code.length;
    }

    /** Index that the next word gets. */
    public int pc() {
        return size;
    }

    /** Appends a word. */
    public void word(int word) {
        if (size == code.length) {
            grow();
        }
        code[size++] = word;
    }

    private void grow() {
        if (size >= MAX_WORDS) {
            throw ModuleError.CODE_WORDS.at(-1, MAX_WORDS);
        }
        code = Arrays.copyOf(code, size * 2);
    }

    /** Appends a 64-bit value, low half first. */
    public void word64(long value) {
        word((int) value);
        word((int) (value >>> 32));
    }

    /**
     * Appends the op word of a statement or of an expression that can trap.
     *
     * @param word   the op word
     * @param offset Wasm byte offset of the instruction that it comes from
     */
    public void mapped(int word, int offset) {
        if (size == watched) {
            watched = watcher.reached(size, word);
        }
        sources.add(size, offset);
        word(word);
    }

    /** From now on someone is told of pcs, the first of which is this; -1 for none. */
    public void watch(Watcher who, int pc) {
        watcher = who;
        watched = pc;
    }

    /** The words written so far, and more behind them; not to be changed. */
    public int[] written() {
        return code;
    }

    /** Reads a word that was written before. */
    public int get(int index) {
        return code[index];
    }

    /** Replaces a word that was written before. */
    public void set(int index, int word) {
        code[index] = word;
    }

    /**
     * Appends a target word for a label without a pc.
     *
     * @param chain head of the label's chain
     * @return the new head
     */
    public int chain(int chain) {
        int index = size;
        word(chain);
        return index;
    }

    /** Binds a label here: patches all branches of its chain. Nothing happens for an empty chain. */
    public void bind(int chain) {
        if (chain == NO_CHAIN) {
            return;
        }
        label();
        int index = chain;
        while (index != NO_CHAIN) {
            int next = code[index];
            code[index] = size;
            index = next;
        }
    }

    /** Notes that branches may go to the current pc. */
    public void label() {
        if (labelCount > 0 && labels[labelCount - 1] == size) {
            return;
        }
        if (labelCount == labels.length) {
            labels = Arrays.copyOf(labels, labelCount * 2);
        }
        labels[labelCount++] = size;
    }

    /** The code written so far. */
    public int[] code() {
        return Arrays.copyOf(code, size);
    }

    /** The labels bound so far, ascending. */
    public int[] labels() {
        return Arrays.copyOf(labels, labelCount);
    }

    /** The source map written so far. */
    public SourceMap sourceMap() {
        return sources.build();
    }
}

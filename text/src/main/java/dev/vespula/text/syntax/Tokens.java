package dev.vespula.text.syntax;

import dev.vespula.internal.names.PrintableName;
import java.util.Arrays;

/**
 * The tokens of one source in parallel arrays (9 bytes a token), comments and unknown annotations left out. A token is
 * named by its index.
 */
public final class Tokens {
    private final Source source;
    private final Symbols symbols;
    private byte[] kinds;
    private int[] starts;
    private int[] values;
    private int count;

    Tokens(Source source, Symbols symbols) {
        this.source = source;
        this.symbols = symbols;
        int capacity = Math.max(16, source.bytes().length / 4);
        kinds = new byte[capacity];
        starts = new int[capacity];
        values = new int[capacity];
    }

    public Source source() {
        return source;
    }

    public Symbols symbols() {
        return symbols;
    }

    public int count() {
        return count;
    }

    /** One of {@link TokenKind}; {@code END} for every index from {@link #count()} on. */
    public byte kind(int token) {
        return token < count ? kinds[token] : TokenKind.END;
    }

    /** Offset of the token's first byte. */
    public int start(int token) {
        return token < count ? starts[token] : source.bytes().length;
    }

    /** What {@link TokenKind} says the kind's value is: a symbol or the end offset. */
    public int value(int token) {
        return values[token];
    }

    /** The token as written, for messages; long ones are cut. */
    public String text(int token) {
        switch (kind(token)) {
            case TokenKind.END :
                return "end of text";
            case TokenKind.OPEN :
                return "(";
            case TokenKind.CLOSE :
                return ")";
            case TokenKind.KEYWORD :
                return PrintableName.of(symbols.text(values[token]));
            case TokenKind.ID :
                return "$" + PrintableName.of(symbols.text(values[token]));
            case TokenKind.ANNOTATION :
                return "(@" + PrintableName.of(symbols.text(values[token]));
            default :
                String text = source.slice(starts[token], Math.min(values[token], starts[token] + 80));
                return PrintableName.of(text) + (values[token] > starts[token] + 80 ? "..." : "");
        }
    }

    /** The index behind the group that the opening token begins. */
    public int skipGroup(int open) {
        int depth = 0;
        for (int token = open; token < count; token++) {
            byte kind = kinds[token];
            if (kind == TokenKind.OPEN || kind == TokenKind.ANNOTATION) {
                depth++;
            } else if (kind == TokenKind.CLOSE && --depth == 0) {
                return token + 1;
            }
        }
        throw new SyntaxError(source, source.bytes().length, "unexpected token end of text, expected )");
    }

    void add(byte kind, int start, int value) {
        if (count == kinds.length) {
            int capacity = count + (count >> 1);
            kinds = Arrays.copyOf(kinds, capacity);
            starts = Arrays.copyOf(starts, capacity);
            values = Arrays.copyOf(values, capacity);
        }
        kinds[count] = kind;
        starts[count] = start;
        values[count] = value;
        count++;
    }

    void truncate(int newCount) {
        count = newCount;
    }
}

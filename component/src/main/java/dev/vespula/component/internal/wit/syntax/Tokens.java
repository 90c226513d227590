package dev.vespula.component.internal.wit.syntax;

import dev.vespula.component.internal.wit.ast.SourceText;
import java.util.Arrays;

/**
 * The tokens of one text in parallel arrays, and its comments, which are documentation where they stand before an item.
 * A token is named by its index.
 */
public final class Tokens {
    private static final Token[] KINDS = Token.values();

    private final SourceText source;
    private byte[] kinds = new byte[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    /** For each token how many comments there are before it. */
    private int[] commentsBefore = new int[64];
    private int count;
    private int[] comments = new int[16];
    private int commentCount;

    Tokens(SourceText source) {
        this.source = source;
    }

    void add(Token kind, int start, int end) {
        if (count == kinds.length) {
            kinds = Arrays.copyOf(kinds, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            commentsBefore = Arrays.copyOf(commentsBefore, count * 2);
        }
        kinds[count] = (byte) kind.ordinal();
        starts[count] = start;
        ends[count] = end;
        commentsBefore[count++] = commentCount;
    }

    void addComment(int start, int end) {
        if (2 * commentCount == comments.length) {
            comments = Arrays.copyOf(comments, comments.length * 2);
        }
        comments[2 * commentCount] = start;
        comments[2 * commentCount + 1] = end;
        commentCount++;
    }

    public SourceText source() {
        return source;
    }

    /** {@link Token#END} for the last token and every index behind it. */
    public Token kind(int token) {
        return token < count ? KINDS[kinds[token]] : Token.END;
    }

    public int start(int token) {
        return token < count ? starts[token] : source.text().length();
    }

    public int end(int token) {
        return token < count ? ends[token] : source.text().length();
    }

    /** The token as written. */
    public String text(int token) {
        return source.text().substring(start(token), end(token));
    }

    /** The first comment, by index, that stands between a token and the one before it; {@link #commentsEnd} is behind the last. */
    int commentsStart(int token) {
        return token == 0 ? 0 : commentsBefore[Math.min(token, count) - 1];
    }

    int commentsEnd(int token) {
        return token < count ? commentsBefore[token] : commentCount;
    }

    int commentOffset(int comment) {
        return comments[2 * comment];
    }

    String comment(int comment) {
        return source.text().substring(comments[2 * comment], comments[2 * comment + 1]);
    }
}

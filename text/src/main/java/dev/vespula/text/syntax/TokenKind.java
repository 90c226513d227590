package dev.vespula.text.syntax;

/** Kinds of tokens, as bytes: a text has millions of tokens. */
public final class TokenKind {
    /** Behind the last token, any number of times. */
    public static final byte END = 0;
    /** {@code (}. */
    public static final byte OPEN = 1;
    /** {@code )}. */
    public static final byte CLOSE = 2;
    /** A word beginning with a small letter; value: its symbol. */
    public static final byte KEYWORD = 3;
    /** {@code $name} or {@code $"name"}; value: the name's symbol. */
    public static final byte ID = 4;
    /** An integer without a sign; value: the end offset. */
    public static final byte NATURAL = 5;
    /** An integer with a sign; value: the end offset. */
    public static final byte SIGNED = 6;
    /** A number with a fraction or exponent, or a signed {@code inf} or {@code nan}; value: the end offset. */
    public static final byte FLOAT = 7;
    /** A string literal with its quotes; value: the end offset. */
    public static final byte STRING = 8;
    /** {@code (@name} of an annotation that is understood, closed by a {@link #CLOSE}; value: the name's symbol. */
    public static final byte ANNOTATION = 9;
    /** Characters that form no other token; value: the end offset. */
    public static final byte RESERVED = 10;

    private TokenKind() {}
}

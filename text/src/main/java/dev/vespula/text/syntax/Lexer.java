package dev.vespula.text.syntax;

import dev.vespula.internal.binary.Utf8;

/**
 * Cuts a source into tokens in one pass over its bytes (specification, section 6.3). The whole text is checked to be
 * UTF-8 first, so nothing after that check meets a malformed sequence.
 */
public final class Lexer {
    private static final byte WORD = 1;
    private static final byte SPACE = 2;
    private static final byte OPEN = 3;
    private static final byte CLOSE = 4;
    private static final byte QUOTE = 5;
    private static final byte SEMICOLON = 6;
    private static final byte PUNCTUATION = 7;

    private static final byte[] CLASSES = classes();

    private final Source source;
    private final byte[] bytes;
    private final Symbols symbols;
    private final Tokens tokens;
    private int at;

    private Lexer(Source source) {
        this.source = source;
        this.bytes = source.bytes();
        this.symbols = Vocabulary.symbols();
        this.tokens = new Tokens(source, symbols);
    }

    /**
     * Reads all tokens.
     *
     * @throws SyntaxError for what cannot be a token anywhere: malformed UTF-8, illegal characters, unclosed strings,
     *     comments and annotations, bad escapes, empty identifiers
     */
    public static Tokens tokens(Source source) {
        int malformed = Utf8.malformedAt(source.bytes(), 0, source.bytes().length);
        if (malformed >= 0) {
            throw new SyntaxError(source, malformed, "malformed UTF-8 encoding");
        }
        Lexer lexer = new Lexer(source);
        lexer.run();
        return lexer.tokens;
    }

    /** Whether the word from {@code start} to its end is an integer without sign. */
    public static boolean isNatural(byte[] word, int start) {
        return start < word.length && NumberShape.kind(word, start, word.length) == TokenKind.NATURAL;
    }

    private void run() {
        while (at < bytes.length) {
            token();
        }
    }

    private void token() {
        int start = at;
        switch (CLASSES[bytes[start] & 0xFF]) {
            case SPACE -> at++;
            case WORD -> word(start);
            case OPEN -> open(start);
            case CLOSE -> {
                at++;
                tokens.add(TokenKind.CLOSE, start, at);
            }
            case QUOTE -> string(start);
            case SEMICOLON -> semicolon(start);
            case PUNCTUATION -> {
                at++;
                tokens.add(TokenKind.RESERVED, start, at);
            }
            default -> throw new SyntaxError(source, start, "illegal character");
        }
    }

    private void open(int start) {
        if (isAt(start + 1, ';')) {
            blockComment(start);
        } else if (isAt(start + 1, '@')) {
            annotation(start);
        } else {
            at++;
            tokens.add(TokenKind.OPEN, start, at);
        }
    }

    private void semicolon(int start) {
        if (isAt(start + 1, ';')) {
            while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
                at++;
            }
        } else {
            at++;
            tokens.add(TokenKind.RESERVED, start, at);
        }
    }

    private void blockComment(int start) {
        int depth = 1;
        at = start + 2;
        while (at < bytes.length) {
            if (bytes[at] == ';' && isAt(at + 1, ')')) {
                at += 2;
                if (--depth == 0) {
                    return;
                }
            } else if (bytes[at] == '(' && isAt(at + 1, ';')) {
                at += 2;
                depth++;
            } else {
                at++;
            }
        }
        throw new SyntaxError(source, start, "unclosed comment");
    }

    // Annotations ----------------------------------------------------------------------------------------------------

    private void annotation(int start) {
        int symbol = annotationId(start);
        if (Vocabulary.isKnownAnnotation(symbol)) {
            tokens.add(TokenKind.ANNOTATION, start, symbol);
            return;
        }
        int mark = tokens.count();
        int depth = 1;
        while (at < bytes.length) {
            byte type = CLASSES[bytes[at] & 0xFF];
            if (type == OPEN && !isAt(at + 1, ';')) {
                // Inside an annotation "(@" opens nothing special, not even when no name follows.
                depth++;
                at++;
            } else if (type == CLOSE) {
                at++;
                if (--depth == 0) {
                    tokens.truncate(mark);
                    return;
                }
            } else {
                token();
                tokens.truncate(mark);
            }
        }
        throw new SyntaxError(source, start, "unclosed annotation");
    }

    private int annotationId(int start) {
        int from = start + 2;
        at = from;
        if (isAt(from, '"')) {
            int end = StringLiteral.end(bytes, from);
            if (end < 0 || end == from + 2) {
                throw new SyntaxError(source, start, "empty annotation id");
            }
            at = end;
            return quotedName(from, end);
        }
        skipWord();
        if (at == from) {
            throw new SyntaxError(source, start, "empty annotation id");
        }
        return symbols.intern(bytes, from, at);
    }

    // Words ----------------------------------------------------------------------------------------------------------

    private void word(int start) {
        at = start + 1;
        skipWord();
        if (isAt(at, '"')) {
            quoteInWord(start);
            return;
        }
        byte first = bytes[start];
        if (first >= 'a' && first <= 'z') {
            tokens.add(TokenKind.KEYWORD, start, symbols.intern(bytes, start, at));
        } else if (first == '$') {
            if (at == start + 1) {
                throw new SyntaxError(source, start, "empty identifier");
            }
            tokens.add(TokenKind.ID, start, symbols.intern(bytes, start + 1, at));
        } else {
            tokens.add(NumberShape.kind(bytes, start, at), start, at);
        }
    }

    /** A string directly behind word characters: a quoted identifier, or else a reserved token. */
    private void quoteInWord(int start) {
        boolean identifier = at == start + 1 && bytes[start] == '$';
        int quote = at;
        int end = StringLiteral.end(bytes, quote);
        if (identifier && (end < 0 || end == quote + 2)) {
            throw new SyntaxError(source, start, "empty identifier");
        }
        requireString(quote, end);
        at = end;
        if (identifier && !continuesWord()) {
            tokens.add(TokenKind.ID, start, quotedName(quote, end));
        } else {
            reserved(start);
        }
    }

    private void string(int start) {
        int end = StringLiteral.end(bytes, start);
        requireString(start, end);
        at = end;
        if (continuesWord()) {
            reserved(start);
        } else {
            tokens.add(TokenKind.STRING, start, end);
        }
    }

    private void reserved(int start) {
        while (continuesWord()) {
            if (bytes[at] == '"') {
                int end = StringLiteral.end(bytes, at);
                requireString(at, end);
                at = end;
            } else {
                skipWord();
            }
        }
        tokens.add(TokenKind.RESERVED, start, at);
    }

    private void requireString(int start, int end) {
        if (end < 0) {
            throw new SyntaxError(source, Math.min(~end, bytes.length), StringLiteral.problem(bytes, start, ~end));
        }
    }

    private int quotedName(int quote, int end) {
        byte[] name = StringLiteral.decode(bytes, quote, end);
        if (!Utf8.isValid(name, 0, name.length)) {
            throw new SyntaxError(source, quote, "malformed UTF-8 encoding");
        }
        return symbols.intern(name, 0, name.length);
    }

    private boolean continuesWord() {
        if (at == bytes.length) {
            return false;
        }
        byte type = CLASSES[bytes[at] & 0xFF];
        return type == WORD || type == QUOTE;
    }

    private void skipWord() {
        int i = at;
        while (i < bytes.length && CLASSES[bytes[i] & 0xFF] == WORD) {
            i++;
        }
        at = i;
    }

    private boolean isAt(int offset, char c) {
        return offset < bytes.length && bytes[offset] == c;
    }

    private static byte[] classes() {
        byte[] classes = new byte[256];
        for (int c = '!'; c <= '~'; c++) {
            classes[c] = WORD;
        }
        for (char c : " \t\n\r".toCharArray()) {
            classes[c] = SPACE;
        }
        for (char c : ",[]{}".toCharArray()) {
            classes[c] = PUNCTUATION;
        }
        classes['('] = OPEN;
        classes[')'] = CLOSE;
        classes['"'] = QUOTE;
        classes[';'] = SEMICOLON;
        return classes;
    }
}

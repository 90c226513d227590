package dev.vespula.component.internal.wit.syntax;

import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.ast.SourceText;

/** WIT text to tokens. */
public final class Lexer {
    private static final String BIDIRECTIONAL = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";
    /** What Unicode deprecates (first six) or discourages. */
    private static final String DEPRECATED = "\u0149\u0673\u0f77\u0f79\u17a3\u17a4\u17b4\u17b5";

    private final SourceText source;
    private final String text;
    private final Tokens tokens;
    private int at;

    private Lexer(SourceText source) {
        this.source = source;
        text = source.text();
        tokens = new Tokens(source);
    }

    /** @throws WitError when there are characters that cannot stand in WIT */
    public static Tokens tokens(SourceText source) {
        Lexer lexer = new Lexer(source);
        lexer.checkCharacters();
        lexer.run();
        return lexer.tokens;
    }

    /** Characters that would let a text look different from what it means, and others that have no business in it. */
    private void checkCharacters() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7F || c == '\n' || c == '\r' || c == '\t') {
                continue;
            }
            if (BIDIRECTIONAL.indexOf(c) >= 0) {
                throw error(i, "the character " + code(c) + " changes the direction of writing");
            }
            if (DEPRECATED.indexOf(c) >= 0) {
                throw error(i, "the character " + code(c) + " is deprecated or discouraged by Unicode");
            }
            if (Character.getType(c) == Character.CONTROL) {
                throw error(i, "control character " + code(c));
            }
        }
    }

    private void run() {
        if (text.startsWith("\ufeff")) {
            at = 1;
        }
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
                at++;
            } else if (c == '/' && next() == '/') {
                lineComment();
            } else if (c == '/' && next() == '*') {
                blockComment();
            } else {
                token(c);
            }
        }
        tokens.add(Token.END, text.length(), text.length());
    }

    private void lineComment() {
        int end = text.indexOf('\n', at);
        end = end < 0 ? text.length() : end + 1;
        tokens.addComment(at, end);
        at = end;
    }

    private void blockComment() {
        int start = at;
        int depth = 1;
        at += 2;
        while (depth > 0) {
            if (at >= text.length()) {
                throw error(start, "unclosed block comment");
            }
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        }
        tokens.addComment(start, at);
    }

    private void token(char c) {
        int start = at++;
        Token kind = punctuation(c);
        if (kind == Token.MINUS && at < text.length() && text.charAt(at) == '>') {
            at++;
            kind = Token.ARROW;
        } else if (c == '%') {
            skipWord();
            kind = Token.EXPLICIT_ID;
        } else if (c == '"') {
            at = QuotedText.end(source, start);
            kind = Token.STRING;
        } else if (c >= '0' && c <= '9') {
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            kind = Token.INTEGER;
        } else if (kind == null) {
            at = start;
            skipWord();
            if (at == start) {
                throw error(start, "unexpected character " + shown(text.codePointAt(start)));
            }
            kind = Token.ofWord(text.substring(start, at));
        }
        tokens.add(kind, start, at);
    }

    private static Token punctuation(char c) {
        switch (c) {
            case '=' :
                return Token.EQUALS;
            case ',' :
                return Token.COMMA;
            case ':' :
                return Token.COLON;
            case '.' :
                return Token.PERIOD;
            case ';' :
                return Token.SEMICOLON;
            case '(' :
                return Token.LEFT_PAREN;
            case ')' :
                return Token.RIGHT_PAREN;
            case '{' :
                return Token.LEFT_BRACE;
            case '}' :
                return Token.RIGHT_BRACE;
            case '<' :
                return Token.LESS;
            case '>' :
                return Token.GREATER;
            case '*' :
                return Token.STAR;
            case '@' :
                return Token.AT;
            case '/' :
                return Token.SLASH;
            case '+' :
                return Token.PLUS;
            case '-' :
                return Token.MINUS;
            default :
                return null;
        }
    }

    /** A word is taken whole, letters of all scripts included, so that an error names all of it. */
    private void skipWord() {
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (c != '-' && (c == 0xFEFF || !Character.isUnicodeIdentifierPart(c))) {
                return;
            }
            at += Character.charCount(c);
        }
    }

    private char next() {
        return at + 1 < text.length() ? text.charAt(at + 1) : 0;
    }

    private WitError error(int offset, String message) {
        return WitError.malformed(new Place(source, offset), message);
    }

    private static String code(int c) {
        return String.format("U+%04X", c);
    }

    private static String shown(int c) {
        return c > ' ' && c < 0x7F ? "'" + (char) c + "'" : code(c);
    }
}

package dev.vespula.text.parser;

import dev.vespula.text.syntax.TokenKind;
import dev.vespula.text.syntax.Tokens;

/** Looks at words that only the text of components has, which are no {@code Keyword}s: {@code lift}, {@code core}, ... */
final class Words {
    private final Cursor cursor;
    private final Tokens tokens;

    Words(Cursor cursor) {
        this.cursor = cursor;
        this.tokens = cursor.tokens();
    }

    /** The word at a token; empty when it is none. */
    String at(int token) {
        return tokens.kind(token) == TokenKind.KEYWORD || tokens.kind(token) == TokenKind.RESERVED ? tokens.text(token) : "";
    }

    /** The next word; empty when there is none. */
    String next() {
        return at(cursor.position());
    }

    /** The word behind the parenthesis that opens here; empty when there is none. */
    String open() {
        return cursor.isAt(TokenKind.OPEN) ? at(cursor.position() + 1) : "";
    }

    boolean isOpen(String word) {
        return open().equals(word);
    }

    /** Whether two words follow the parenthesis that opens here. */
    boolean isOpen(String first, String second) {
        return isOpen(first) && at(cursor.position() + 2).equals(second);
    }

    boolean take(String word) {
        if (!next().equals(word)) {
            return false;
        }
        cursor.advance();
        return true;
    }

    boolean takeOpen(String word) {
        if (!isOpen(word)) {
            return false;
        }
        cursor.moveTo(cursor.position() + 2);
        return true;
    }

    boolean takeOpen(String first, String second) {
        if (!isOpen(first, second)) {
            return false;
        }
        cursor.moveTo(cursor.position() + 3);
        return true;
    }

    void expect(String word) {
        if (!take(word)) {
            throw cursor.unexpected(word);
        }
    }

    void expectOpen(String word) {
        cursor.expect(TokenKind.OPEN, "(" + word);
        expect(word);
    }

    /** Whether a group with this word opens here that holds one string and perhaps attributes, and nothing else. */
    boolean isInline(String word) {
        if (!isOpen(word)) {
            return false;
        }
        int token = cursor.position() + 2;
        if (tokens.kind(token) != TokenKind.STRING) {
            return false;
        }
        token++;
        while (tokens.kind(token) == TokenKind.OPEN && isAttribute(at(token + 1))) {
            token = tokens.skipGroup(token);
        }
        return tokens.kind(token) == TokenKind.CLOSE;
    }

    /** Whether the rest is an alias of which the sort is known: one that is a field of a component ends with the sort. */
    boolean isInvertedAlias() {
        if (!isOpen("alias")) {
            return false;
        }
        int end = tokens.skipGroup(cursor.position());
        return tokens.kind(end) == TokenKind.CLOSE && tokens.kind(end - 2) != TokenKind.CLOSE;
    }

    /** Whether a word begins an attribute of a name. */
    static boolean isAttribute(String word) {
        return word.equals("implements") || word.equals("versionsuffix") || word.equals("external-id");
    }
}

package dev.vespula.text.parser;

import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.binary.Utf8;
import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.ExternWords;
import dev.vespula.text.syntax.IntegerLiteral;
import dev.vespula.text.syntax.Keyword;
import dev.vespula.text.syntax.StringLiteral;
import dev.vespula.text.syntax.SyntaxError;
import dev.vespula.text.syntax.TokenKind;
import dev.vespula.text.syntax.Tokens;
import dev.vespula.text.syntax.Vocabulary;
import dev.vespula.types.AddressType;
import java.nio.charset.StandardCharsets;

/**
 * A position in the tokens with the questions and demands every parser has. Methods named {@code is*} only look,
 * {@code take*} consume when they can, {@code expect*} and {@code read*} consume or throw {@link SyntaxError}.
 */
public final class Cursor {
    /** Answer of the readers of optional identifiers when there is none. */
    public static final int NONE = -1;

    private final Tokens tokens;
    private int at;

    public Cursor(Tokens tokens) {
        this.tokens = tokens;
    }

    public Tokens tokens() {
        return tokens;
    }

    /** Index of the next token. */
    public int position() {
        return at;
    }

    public void moveTo(int token) {
        at = token;
    }

    public byte kind() {
        return tokens.kind(at);
    }

    public boolean isAt(byte kind) {
        return tokens.kind(at) == kind;
    }

    public boolean isAt(Keyword keyword) {
        return isKeyword(at, keyword);
    }

    /** Whether the next tokens are an opening parenthesis and the keyword. */
    public boolean isOpen(Keyword keyword) {
        return tokens.kind(at) == TokenKind.OPEN && isKeyword(at + 1, keyword);
    }

    public boolean isIndex() {
        byte kind = tokens.kind(at);
        return kind == TokenKind.ID || kind == TokenKind.NATURAL;
    }

    /** The keyword at the next token, or null when it is anything else. */
    public Keyword keyword() {
        return keyword(at);
    }

    /** The keyword behind the parenthesis that opens here, or null. */
    public Keyword openKeyword() {
        return tokens.kind(at) == TokenKind.OPEN ? keyword(at + 1) : null;
    }

    /** The instruction whose mnemonic is the next token, or null. */
    public Opcode opcode() {
        return opcode(at);
    }

    /** The instruction whose mnemonic is behind the parenthesis that opens here, or null. */
    public Opcode openOpcode() {
        return tokens.kind(at) == TokenKind.OPEN ? opcode(at + 1) : null;
    }

    public void advance() {
        at++;
    }

    public boolean take(byte kind) {
        if (tokens.kind(at) == kind) {
            at++;
            return true;
        }
        return false;
    }

    public boolean take(Keyword keyword) {
        if (isAt(keyword)) {
            at++;
            return true;
        }
        return false;
    }

    public boolean takeOpen(Keyword keyword) {
        if (isOpen(keyword)) {
            at += 2;
            return true;
        }
        return false;
    }

    public void expect(byte kind, String what) {
        if (!take(kind)) {
            throw unexpected(what);
        }
    }

    public void expect(Keyword keyword) {
        if (!take(keyword)) {
            throw unexpected(keyword.word());
        }
    }

    public void expectOpen(Keyword keyword) {
        if (!isAt(TokenKind.OPEN)) {
            throw unexpected("(" + keyword.word());
        }
        at++;
        expect(keyword);
    }

    /** Reads the beginning of a group that an import or export describes. */
    ExternKind openExtern() {
        ExternKind kind = ExternWords.kind(openKeyword());
        if (kind == null) {
            expect(TokenKind.OPEN, "(");
            throw unexpected("func, table, memory, global or tag");
        }
        at += 2;
        return kind;
    }

    public void expectClose() {
        expect(TokenKind.CLOSE, ")");
    }

    /** The symbol of an identifier, {@link #NONE} when there is none. */
    public int takeId() {
        return isAt(TokenKind.ID) ? tokens.value(at++) : NONE;
    }

    /** The name of a {@code (@name "...")} annotation as a symbol, {@link #NONE} when there is none. */
    public int takeNameAnnotation() {
        if (!isAt(TokenKind.ANNOTATION) || !Vocabulary.isNameAnnotation(tokens.value(at))) {
            return NONE;
        }
        at++;
        if (!isAt(TokenKind.STRING)) {
            throw error("@name annotation: unexpected token " + tokens.text(at));
        }
        int symbol = tokens.symbols().intern(readName());
        if (!take(TokenKind.CLOSE)) {
            throw error("@name annotation: unexpected token " + tokens.text(at));
        }
        return symbol;
    }

    public byte[] readString() {
        if (!isAt(TokenKind.STRING)) {
            throw unexpected("string");
        }
        byte[] decoded = StringLiteral.decode(tokens.source().bytes(), tokens.start(at), tokens.value(at));
        at++;
        return decoded;
    }

    /** Appends all strings that follow. */
    public void readStrings(Bytes out) {
        while (isAt(TokenKind.STRING)) {
            StringLiteral.decode(tokens.source().bytes(), tokens.start(at), tokens.value(at), out);
            at++;
        }
    }

    /** A string that must be well-formed UTF-8, as its bytes. */
    public byte[] readName() {
        int token = at;
        byte[] name = readString();
        if (!Utf8.isValid(name, 0, name.length)) {
            throw error(token, "malformed UTF-8 encoding");
        }
        return name;
    }

    public String readText() {
        return new String(readName(), StandardCharsets.UTF_8);
    }

    /** An unsigned integer of 32 bits, as bits. */
    public int readU32() {
        return (int) readUnsigned(32);
    }

    /** An unsigned integer of {@code bits} bits. */
    public long readUnsigned(int bits) {
        if (!isAt(TokenKind.NATURAL)) {
            throw unexpected("number");
        }
        return readInteger(bits);
    }

    /**
     * A size, offset or limit: an unsigned integer of 64 bits. Whether it suits its 32-bit memory or table is decided by
     * validation; one that no binary can hold is out of range here.
     */
    long readSize(AddressType address) {
        if (!isAt(TokenKind.NATURAL)) {
            throw unexpected("number");
        }
        return readInteger(64, address == AddressType.I64 ? "i64" : "i32");
    }

    /** A signed or unsigned integer that fits into {@code bits} bits. */
    public long readInteger(int bits) {
        return readInteger(bits, "i" + bits);
    }

    private long readInteger(int bits, String type) {
        byte kind = kind();
        if (kind != TokenKind.NATURAL && kind != TokenKind.SIGNED) {
            throw unexpected("integer");
        }
        Long value = IntegerLiteral.parse(tokens.source().bytes(), tokens.start(at), tokens.value(at), bits);
        if (value == null) {
            throw error(type + " constant out of range");
        }
        at++;
        return value;
    }

    /** An error at the next token. */
    public SyntaxError error(String message) {
        return error(at, message);
    }

    public SyntaxError error(int token, String message) {
        return new SyntaxError(tokens.source(), tokens.start(token), message);
    }

    /** The error for a next token that has no business here, worded for its kind. */
    public SyntaxError unexpected(String expected) {
        String text = tokens.text(at);
        switch (kind()) {
            case TokenKind.RESERVED :
                return error("unknown operator " + text);
            case TokenKind.KEYWORD :
                if (isUnknownWord()) {
                    return error("unknown operator " + text);
                }
                break;
            case TokenKind.ANNOTATION :
                return error(Vocabulary.isBranchHintAnnotation(tokens.value(at))
                        ? "@" + Vocabulary.BRANCH_HINTS + " annotation: not in a function"
                        : "misplaced " + text.substring(1) + " annotation");
            default :
                break;
        }
        return error("unexpected token " + text + (expected.isEmpty() ? "" : ", expected " + expected));
    }

    private boolean isUnknownWord() {
        int symbol = tokens.value(at);
        if (Vocabulary.keyword(symbol) != null || Vocabulary.opcode(symbol) != null) {
            return false;
        }
        String word = tokens.symbols().text(symbol);
        return !word.startsWith("offset=") && !word.startsWith("align=");
    }

    private Keyword keyword(int token) {
        return tokens.kind(token) == TokenKind.KEYWORD ? Vocabulary.keyword(tokens.value(token)) : null;
    }

    private Opcode opcode(int token) {
        return tokens.kind(token) == TokenKind.KEYWORD ? Vocabulary.opcode(tokens.value(token)) : null;
    }

    private boolean isKeyword(int token, Keyword keyword) {
        return keyword(token) == keyword;
    }
}

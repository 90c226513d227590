package dev.vespula.component.internal.wit.syntax;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Kinds of tokens. */
public enum Token {
    EQUALS("'='"), COMMA("','"), COLON("':'"), PERIOD("'.'"), SEMICOLON("';'"), LEFT_PAREN("'('"), RIGHT_PAREN("')'"),
    LEFT_BRACE("'{'"), RIGHT_BRACE("'}'"), LESS("'<'"), GREATER("'>'"), ARROW("'->'"), STAR("'*'"), AT("'@'"),
    SLASH("'/'"), PLUS("'+'"), MINUS("'-'"), UNDERSCORE("'_'"),

    /** A word that is no keyword, an identifier if it is well-formed. */
    WORD("an identifier"),
    /** An identifier with {@code %}. */
    EXPLICIT_ID("an identifier with '%'"), INTEGER("a number"), STRING("a string"), END("the end of the text"),

    AS, ASYNC, BOOL, BORROW, CHAR, CONSTRUCTOR, ENUM, ERROR_CONTEXT, EXPORT, F32, F64, FLAGS, FROM, FUNC, FUTURE, IMPORT,
    INCLUDE, INTERFACE, LIST, MAP, OPTION, OWN, PACKAGE, RECORD, RESOURCE, RESULT, S8, S16, S32, S64, STATIC, STREAM,
    STRING_TYPE("string", "keyword `string`"), TUPLE, TYPE, U8, U16, U32, U64, USE, VARIANT, WITH, WORLD;

    private static final Map<String, Token> KEYWORDS = new HashMap<>();

    static {
        for (Token token : values()) {
            if (token.keyword != null) {
                KEYWORDS.put(token.keyword, token);
            }
        }
    }

    private final String keyword;
    private final String description;

    Token(String description) {
        this.keyword = null;
        this.description = description;
    }

    Token() {
        this.keyword = name().toLowerCase(Locale.ROOT).replace('_', '-');
        this.description = "keyword `" + keyword + "`";
    }

    /** A keyword whose constant is named otherwise. */
    Token(String keyword, String description) {
        this.keyword = keyword;
        this.description = description;
    }

    /** How messages call it. */
    public String description() {
        return description;
    }

    /** Whether it cannot be an identifier without {@code %}. */
    public static boolean isKeyword(String word) {
        return KEYWORDS.containsKey(word);
    }

    static Token ofWord(String word) {
        return word.equals("_") ? UNDERSCORE : KEYWORDS.getOrDefault(word, WORD);
    }
}

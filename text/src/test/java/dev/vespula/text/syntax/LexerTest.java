package dev.vespula.text.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.internal.binary.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexerTest {

    private static Tokens lex(String text) {
        return Lexer.tokens(new Source("t", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> words(String text) {
        Tokens tokens = lex(text);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < tokens.count(); i++) {
            words.add(tokens.text(i));
        }
        return words;
    }

    @Test
    void wordsAreDelimitedByBlanksParenthesesAndComments() {
        assertThat(words("(func(nop);;rest\n$f(;x;)0\tbr\r\"s\")"))
                .containsExactly("(", "func", "(", "nop", ")", "$f", "0", "br", "\"s\"", ")");
    }

    @ParameterizedTest
    @CsvSource({"0,5", "007,5", "0xFf_0,5", "1_000,5", "+1,6", "-0x0,6", "1.,7", "1.5,7", "1e5,7", "1.5E-3,7", "0x1p3,7",
        "0x.8,10", "0x1.8p+1,7", "+inf,7", "-nan,7", "-nan:0x1f,7", "inf,3", "nan,3", "nan:0x1,3", "1_,10", "_1,10", "1__0,10",
        "0x,10", "0xg,10", "1e,10", "1e+,10", "0x1p,10", "0x1p-,10", "1.5f,10", "-,10", "+x,10", "-nan:1,10", "0drop,10",
        "a=b,3", "A,10", "?,10", "1.e1,7", "0x1.p1,7", "1_0.0_1,7", "1._0,10", "1_.0,10"})
    void wordsAreOfTheirKind(String word, byte kind) {
        Tokens tokens = lex(word);
        assertThat(tokens.count()).isEqualTo(1);
        assertThat(tokens.kind(0)).isEqualTo(kind);
    }

    @Test
    void wordsThatTouchStringsAreOneReservedToken() {
        for (String text : List.of("a\"b\"", "\"a\"\"b\"", "$l\"a\"", "0$\"l\"", "$\"l\"0", "\"a\"x")) {
            Tokens tokens = lex(text);
            assertThat(tokens.count()).as(text).isEqualTo(1);
            assertThat(tokens.kind(0)).as(text).isEqualTo(TokenKind.RESERVED);
        }
    }

    @Test
    void identifiersAreTheSameHoweverTheyAreWritten() {
        Tokens tokens = lex("$AB $\"AB\" $\"\\41B\" $\"\\u{41}\\42\" $ab");
        assertThat(tokens.value(1)).isEqualTo(tokens.value(0));
        assertThat(tokens.value(2)).isEqualTo(tokens.value(0));
        assertThat(tokens.value(3)).isEqualTo(tokens.value(0));
        assertThat(tokens.value(4)).isNotEqualTo(tokens.value(0));
    }

    @Test
    void commentsNestAndEndAtEveryKindOfNewline() {
        assertThat(words("(;a(;b;)c;)x;;y\rz;;\r\nw;;end")).containsExactly("x", "z", "w");
        assertThat(words("(;;)(;)));)x")).as("unbalanced parentheses in a comment").containsExactly("x");
    }

    @Test
    void unknownAnnotationsVanishWhateverIsInThem() {
        assertThat(words("(@a 0x 8q , ; ] [ }} (b (\"(\" ;;)\n)) (@) (; ) ;) \")\")x")).containsExactly("x");
        assertThat(words("((@a)module(@\"b c\" d))")).containsExactly("(", "module", ")");
    }

    @Test
    void knownAnnotationsAreTokens() {
        Tokens tokens = lex("(@name \"x\")(@custom)(@metadata.code.branch_hint)");
        assertThat(tokens.kind(0)).isEqualTo(TokenKind.ANNOTATION);
        assertThat(tokens.text(0)).isEqualTo("(@name");
        assertThat(tokens.kind(3)).isEqualTo(TokenKind.ANNOTATION);
        assertThat(tokens.kind(5)).isEqualTo(TokenKind.ANNOTATION);
    }

    @Test
    void stringsMayHaveEveryEscape() {
        byte[] text = "\"\\t\\n\\r\\\"\\'\\\\\\00\\fF\\u{7f}\\u{7FF}\\u{d7ff}\\u{10_ffff}\u00e9\"".getBytes(
                StandardCharsets.UTF_8);
        Tokens tokens = Lexer.tokens(new Source("t", text));
        assertThat(StringLiteral.decode(text, tokens.start(0), tokens.value(0))).isEqualTo(new byte[] {
            '\t', '\n', '\r', '"', '\'', '\\', 0, (byte) 0xFF, 0x7F, (byte) 0xDF, (byte) 0xBF, (byte) 0xED, (byte) 0x9F,
            (byte) 0xBF, (byte) 0xF4, (byte) 0x8F, (byte) 0xBF, (byte) 0xBF, (byte) 0xC3, (byte) 0xA9});
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "\"abc                | unclosed string",
        "\"\\x\"              | illegal escape",
        "\"\\u{d800}\"        | illegal escape",
        "\"\\u{110000}\"      | illegal escape",
        "\"\\u{}\"            | illegal escape",
        "\"\\u{1_}\"          | illegal escape",
        "\"\\u{41\"           | illegal escape",
        "\"\\0\"              | illegal escape",
        "\"\\                 | illegal escape",
        "$                    | empty identifier",
        "$\"\"                | empty identifier",
        "$\"\\x\"             | empty identifier",
        "$\"\\ef\"            | malformed UTF-8 encoding",
        "(; (; ;)             | unclosed comment",
        "(@)                  | empty annotation id",
        "(@\"\" x)            | empty annotation id",
        "(@\"\\ef\")          | malformed UTF-8 encoding",
        "(@x (y)              | unclosed annotation",
    })
    void whatCanBeNoTokenIsNamed(String text, String reason) {
        assertThatThrownBy(() -> lex(text)).isInstanceOf(SyntaxError.class).hasMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 11, 12, 14, 31, 127})
    void controlCharactersAreIllegal(int c) {
        assertThatThrownBy(() -> lex("a " + (char) c + " b")).hasMessage("illegal character");
        assertThatThrownBy(() -> lex("(@a " + (char) c + ")")).hasMessage("illegal character");
        assertThatThrownBy(() -> lex("\"" + (char) c + "\"")).hasMessage("illegal control character in string literal");
        assertThat(words(";;" + (char) c + "\n(;" + (char) c + ";)x")).containsExactly("x");
    }

    @Test
    void lettersOfOtherLanguagesBelongIntoStringsAndCommentsOnly() {
        assertThat(words("\"\u00df\" ;;\u00df\n(;\u00df;)")).containsExactly("\"\u00df\"");
        assertThatThrownBy(() -> lex("\u00df")).hasMessage("illegal character");
    }

    @Test
    void malformedUtf8IsFoundAnywhere() {
        byte[][] malformed = {{(byte) 0x80}, {(byte) 0xC0, (byte) 0x80}, {(byte) 0xE0, (byte) 0x80, (byte) 0x80},
            {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            {(byte) 0xF8}, {(byte) 0xC3}, {(byte) 0xE2, (byte) 0x82}, {(byte) 0xF0, (byte) 0x9F, (byte) 0x98}};
        for (byte[] bytes : malformed) {
            byte[] text = new byte[bytes.length + 4];
            text[0] = ';';
            text[1] = ';';
            text[2] = ' ';
            System.arraycopy(bytes, 0, text, 3, bytes.length);
            text[text.length - 1] = '\n';
            assertThatThrownBy(() -> Lexer.tokens(new Source("t", text))).hasMessage("malformed UTF-8 encoding");
            assertThat(Utf8.malformedAt(text, 0, text.length)).isEqualTo(3);
        }
    }
}

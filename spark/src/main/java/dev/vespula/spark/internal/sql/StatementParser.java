package dev.vespula.spark.internal.sql;

import dev.vespula.spark.internal.sql.WasmStatement.Existing;
import dev.vespula.spark.internal.sql.WasmStatement.Missing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads statements with the words {@code WASM FUNCTION}; all others are none of its business. */
public final class StatementParser {
    private final String text;
    private int at;

    private StatementParser(String text) {
        this.text = text;
    }

    /**
     * Reads a statement.
     *
     * @return nothing if it is not one of ours
     * @throws IllegalArgumentException if it begins like one, and goes on wrongly
     */
    public static Optional<WasmStatement> parse(String text) {
        StatementParser parser = new StatementParser(text);
        if (parser.take("CREATE")) {
            Existing existing = parser.take("OR") && parser.take("REPLACE") ? Existing.REPLACE : Existing.REFUSE;
            boolean isTemporary = parser.takeTemporary();
            return parser.take("WASM") && parser.take("FUNCTION") ? Optional.of(parser.create(existing, isTemporary)) : Optional
                    .empty();
        }
        if (parser.take("DROP")) {
            boolean isTemporary = parser.takeTemporary();
            return parser.take("WASM") && parser.take("FUNCTION") ? Optional.of(parser.drop(isTemporary)) : Optional.empty();
        }
        return Optional.empty();
    }

    private boolean takeTemporary() {
        return take("TEMPORARY") || take("TEMP");
    }

    private WasmStatement create(Existing said, boolean isTemporary) {
        Existing existing = said;
        if (take("IF")) {
            expect("NOT");
            expect("EXISTS");
            if (said == Existing.REPLACE) {
                throw wrong("either OR REPLACE or IF NOT EXISTS");
            }
            existing = Existing.KEEP;
        }
        List<String> name = name(isTemporary);
        String export = take("AS") ? string() : name.get(name.size() - 1);
        expect("USING");
        String path = string();
        Map<String, String> options = new LinkedHashMap<>();
        while (take("OPTIONS") || take("LIMITS")) {
            options(options);
        }
        end();
        return new WasmStatement.Create(name, existing, export, path, Map.copyOf(options));
    }

    private WasmStatement drop(boolean isTemporary) {
        Missing missing = Missing.REFUSE;
        if (take("IF")) {
            expect("EXISTS");
            missing = Missing.IGNORE;
        }
        List<String> name = name(isTemporary);
        end();
        return new WasmStatement.Drop(name, missing);
    }

    private List<String> name(boolean isTemporary) {
        List<String> parts = new ArrayList<>();
        do {
            parts.add(identifier());
        } while (takeSign('.'));
        if (isTemporary && parts.size() > 1) {
            throw wrong("a name without catalog for a temporary function");
        }
        return List.copyOf(parts);
    }

    private void options(Map<String, String> options) {
        expectSign('(');
        do {
            String key = peek() == '\'' || peek() == '"' ? string() : identifier();
            takeSign('=');
            char first = peek();
            String value = first == '\'' || first == '"' ? string() : word();
            if (options.put(key.toLowerCase(Locale.ROOT), value) != null) {
                throw wrong("each option once; " + key);
            }
        } while (takeSign(','));
        expectSign(')');
    }

    private void end() {
        takeSign(';');
        skip();
        if (at < text.length()) {
            throw wrong("the end");
        }
    }

    // ---- words

    private boolean take(String word) {
        skip();
        int end = at + word.length();
        boolean isThere = text.regionMatches(true, at, word, 0, word.length()) && (end == text.length() || !isOfWord(text
                .charAt(end)));
        if (isThere) {
            at = end;
        }
        return isThere;
    }

    private void expect(String word) {
        if (!take(word)) {
            throw wrong(word);
        }
    }

    private boolean takeSign(char sign) {
        boolean isThere = peek() == sign;
        if (isThere) {
            at++;
        }
        return isThere;
    }

    private void expectSign(char sign) {
        if (!takeSign(sign)) {
            throw wrong("'" + sign + "'");
        }
    }

    /** The next character that counts; 0 at the end. */
    private char peek() {
        skip();
        return at < text.length() ? text.charAt(at) : 0;
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private String identifier() {
        return peek() == '`' ? quoted('`') : word();
    }

    private String word() {
        skip();
        int begin = at;
        while (at < text.length() && isOfWord(text.charAt(at))) {
            at++;
        }
        if (at == begin) {
            throw wrong("a word");
        }
        return text.substring(begin, at);
    }

    private String string() {
        char quote = peek();
        if (quote != '\'' && quote != '"') {
            throw wrong("a text in quotes");
        }
        return quoted(quote);
    }

    /** What stands between quotes; two of them are one. Text has escapes with backslashes, names have not. */
    private String quoted(char quote) {
        int begin = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote) {
                if (at == text.length() || text.charAt(at) != quote) {
                    return value.toString();
                }
                at++;
            } else if (c == '\\' && quote != '`' && at < text.length()) {
                c = escaped(text.charAt(at++));
            }
            value.append(c);
        }
        at = begin;
        throw wrong("an end of what begins with " + quote);
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> c;
        };
    }

    private void skip() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("--", at)) {
                int line = text.indexOf('\n', at);
                at = line < 0 ? text.length() : line + 1;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else {
                return;
            }
        }
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException(expected + " expected at character " + (at + 1) + " of '" + text + "'");
    }
}

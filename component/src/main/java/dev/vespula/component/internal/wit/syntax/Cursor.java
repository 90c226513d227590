package dev.vespula.component.internal.wit.syntax;

import dev.vespula.component.internal.names.Label;
import dev.vespula.component.internal.wit.ast.Id;
import dev.vespula.component.internal.wit.ast.PackageId;
import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.ast.UsePath;
import dev.vespula.component.wit.PackageName;
import dev.vespula.component.wit.SemanticVersion;
import dev.vespula.internal.names.PrintableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where the parser is in the tokens, and what all its parts read in the same way. */
final class Cursor {
    private final Tokens tokens;
    private int at;

    Cursor(Tokens tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.kind(at);
    }

    Token peek(int ahead) {
        return tokens.kind(at + ahead);
    }

    /** Whether a token begins where the one before it ends. */
    boolean isAdjacent(int ahead) {
        return tokens.start(at + ahead) == tokens.end(at + ahead - 1);
    }

    Place place() {
        return new Place(tokens.source(), tokens.start(at));
    }

    /** The documentation of the item that begins here, or null. */
    String docs() {
        return Documentation.before(tokens, at);
    }

    Place docsPlace() {
        return new Place(tokens.source(), tokens.commentOffset(tokens.commentsStart(at)));
    }

    /** Goes past the token if it is this one. */
    boolean eat(Token token) {
        if (peek() != token) {
            return false;
        }
        at++;
        return true;
    }

    /** Goes past a token that must stand here. */
    Place expect(Token token) {
        Place place = place();
        if (!eat(token)) {
            throw expected(token.description());
        }
        return place;
    }

    WitError expected(String what) {
        Token found = peek();
        String shown = found == Token.WORD || found == Token.EXPLICIT_ID || found == Token.INTEGER
                ? "`" + PrintableName.of(tokens.text(at)) + "`"
                : found.description();
        return error("expected " + what + ", found " + shown);
    }

    WitError error(String message) {
        return WitError.malformed(place(), message);
    }

    Id id() {
        Token kind = peek();
        if (kind != Token.WORD && kind != Token.EXPLICIT_ID) {
            throw expected("an identifier");
        }
        String text = tokens.text(at);
        String name = kind == Token.WORD ? text : text.substring(1);
        if (!Label.isLabel(name)) {
            throw error("`" + PrintableName.of(name) + "` is not in kebab case");
        }
        Id id = new Id(name, place());
        at++;
        return id;
    }

    /** A word that is no keyword and stands for itself. */
    void expectWord(String word) {
        if (peek() != Token.WORD || !tokens.text(at).equals(word)) {
            throw expected("`" + word + "`");
        }
        at++;
    }

    /** The word here, whatever it is. */
    String word() {
        return tokens.text(at);
    }

    String string() {
        int start = tokens.start(at);
        expect(Token.STRING);
        return QuotedText.value(tokens.source(), start);
    }

    /** What stands between the opening token and the closing one, separated with commas; the last may have one too. */
    <T> List<T> list(Token open, Token close, Supplier<T> item) {
        expect(open);
        List<T> items = new ArrayList<>();
        while (!eat(close)) {
            items.add(item.get());
            if (!eat(Token.COMMA)) {
                expect(close);
                break;
            }
        }
        return items;
    }

    /** {@code namespace:name@version}. */
    PackageId packageId() {
        Id namespace = id();
        expect(Token.COLON);
        Id name = id();
        return packageId(namespace, name, optionalVersion());
    }

    /** {@code name} or {@code namespace:package/name@version}. */
    UsePath usePath() {
        Id first = id();
        if (!eat(Token.COLON)) {
            return new UsePath(null, first);
        }
        Id name = id();
        expect(Token.SLASH);
        Id item = id();
        return new UsePath(packageId(first, name, optionalVersion()), item);
    }

    private PackageId packageId(Id namespace, Id name, Optional<SemanticVersion> version) {
        checkLowerCase(namespace);
        checkLowerCase(name);
        return new PackageId(new PackageName(namespace.name(), name.name(), version), namespace.place());
    }

    private static void checkLowerCase(Id id) {
        if (id.name().chars().anyMatch(c -> c >= 'A' && c <= 'Z')) {
            throw WitError.malformed(id.place(), "`" + PrintableName.of(id.name())
                    + "` is not in lower case, which names of packages and namespaces are");
        }
    }

    private Optional<SemanticVersion> optionalVersion() {
        return eat(Token.AT) ? Optional.of(version()) : Optional.empty();
    }

    /**
     * A version is read from its characters, for tokens would not know where it ends. A dot belongs to it only if
     * something follows that does: {@code use a:b/c@1.0.0-rc.{d}}.
     */
    SemanticVersion version() {
        if (peek() != Token.INTEGER) {
            throw expected("a version");
        }
        String text = tokens.source().text();
        int start = tokens.start(at);
        int end = start;
        for (int number = 0; number < 3; number++) {
            end = skipDigits(text, end);
            if (number < 2 && end < text.length() && text.charAt(end) == '.') {
                end++;
            }
        }
        end = skipSuffix(text, end, '-');
        end = skipSuffix(text, end, '+');
        try {
            SemanticVersion version = SemanticVersion.parse(text.substring(start, end));
            while (tokens.start(at) < end) {
                at++;
            }
            return version;
        } catch (IllegalArgumentException malformed) {
            throw error("malformed version `" + PrintableName.of(text.substring(start, end)) + "`: "
                    + malformed.getMessage());
        }
    }

    private static int skipDigits(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int skipSuffix(String text, int start, char sign) {
        if (start >= text.length() || text.charAt(start) != sign) {
            return start;
        }
        int end = start + 1;
        while (isSuffix(text, end) || end < text.length() && text.charAt(end) == '.' && isSuffix(text, end + 1)) {
            end++;
        }
        return end;
    }

    private static boolean isSuffix(String text, int i) {
        if (i >= text.length()) {
            return false;
        }
        char c = text.charAt(i);
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-';
    }
}

package dev.vespula.component.internal.wit.syntax;

import dev.vespula.component.internal.wit.ast.Attributes;
import dev.vespula.component.internal.wit.ast.Id;
import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.wit.SemanticVersion;
import dev.vespula.component.wit.WitGate;
import dev.vespula.internal.names.PrintableName;
import java.util.Optional;

/** What stands with {@code @} before one item. */
final class AttributeParser {
    private final Cursor cursor;
    private SemanticVersion since;
    private Place sincePlace;
    private SemanticVersion deprecated;
    private Place deprecatedPlace;
    private String unstable;
    private String externalId;

    private AttributeParser(Cursor cursor) {
        this.cursor = cursor;
    }

    static Attributes attributes(Cursor cursor) {
        if (cursor.peek() != Token.AT) {
            return Attributes.NONE;
        }
        Place place = cursor.place();
        AttributeParser parser = new AttributeParser(cursor);
        while (cursor.eat(Token.AT)) {
            parser.attribute();
        }
        return new Attributes(place, parser.gate(), parser.externalId);
    }

    private void attribute() {
        Id id = cursor.id();
        switch (id.name()) {
            case "since" :
                once(id, since);
                since = version();
                sincePlace = id.place();
                break;
            case "deprecated" :
                once(id, deprecated);
                deprecated = version();
                deprecatedPlace = id.place();
                break;
            case "unstable" :
                once(id, unstable);
                cursor.expect(Token.LEFT_PAREN);
                cursor.expectWord("feature");
                cursor.expect(Token.EQUALS);
                unstable = cursor.id().name();
                cursor.expect(Token.RIGHT_PAREN);
                break;
            case "external-id" :
                once(id, externalId);
                cursor.expect(Token.LEFT_PAREN);
                externalId = cursor.string();
                cursor.expect(Token.RIGHT_PAREN);
                break;
            default :
                throw WitError.malformed(id.place(), "there is no attribute `@" + PrintableName.of(id.name()) + "`");
        }
    }

    private static void once(Id id, Object before) {
        if (before != null) {
            throw WitError.malformed(id.place(), "`@" + id.name() + "` stands twice before one item");
        }
    }

    private SemanticVersion version() {
        cursor.expect(Token.LEFT_PAREN);
        cursor.expectWord("version");
        cursor.expect(Token.EQUALS);
        SemanticVersion version = cursor.version();
        cursor.expect(Token.RIGHT_PAREN);
        return version;
    }

    private WitGate gate() {
        if (since != null && unstable != null) {
            throw WitError.malformed(sincePlace, "an item is either `@since` or `@unstable`");
        }
        if (since != null) {
            return new WitGate.Since(since, Optional.ofNullable(deprecated));
        }
        if (unstable != null) {
            return new WitGate.Unstable(unstable, Optional.ofNullable(deprecated));
        }
        if (deprecated != null) {
            throw WitError.malformed(deprecatedPlace, "`@deprecated` needs `@since` or `@unstable` beside it");
        }
        return null;
    }
}

package dev.vespula.text.parser;

import dev.vespula.internal.binary.Utf8;
import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.Keyword;
import dev.vespula.text.syntax.SectionKind;
import dev.vespula.text.syntax.TokenKind;
import java.util.EnumMap;
import java.util.Map;

/** Custom sections that {@code @custom} annotations ask for, by the place they are to stand at. */
final class CustomSections {
    private static final String NAME = "@custom annotation: ";

    private final Bytes first = new Bytes();
    private final Bytes last = new Bytes();
    private final Map<SectionKind, Bytes> before = new EnumMap<>(SectionKind.class);
    private final Map<SectionKind, Bytes> after = new EnumMap<>(SectionKind.class);

    /** Encoded sections that stand before all others. */
    Bytes first() {
        return first;
    }

    /** Encoded sections that stand behind all others but the name section. */
    Bytes last() {
        return last;
    }

    void writeBefore(SectionKind kind, Bytes out) {
        write(before.get(kind), out);
    }

    void writeAfter(SectionKind kind, Bytes out) {
        write(after.get(kind), out);
    }

    private static void write(Bytes sections, Bytes out) {
        if (sections != null) {
            out.put(sections);
        }
    }

    /** The annotation at the cursor. */
    void read(Cursor cursor) {
        cursor.advance();
        if (!cursor.isAt(TokenKind.STRING)) {
            throw cursor.error(NAME + "missing section name");
        }
        int token = cursor.position();
        Bytes section = new Bytes();
        byte[] name = cursor.readString();
        if (!Utf8.isValid(name, 0, name.length)) {
            throw cursor.error(token, NAME + "malformed UTF-8 encoding");
        }
        section.vector(name);
        Bytes place = cursor.isAt(TokenKind.OPEN) ? readPlace(cursor) : last;
        cursor.readStrings(section);
        if (!cursor.take(TokenKind.CLOSE)) {
            throw cursor.error(NAME + "unexpected token " + cursor.tokens().text(cursor.position()));
        }
        place.put(0).vector(section);
    }

    private Bytes readPlace(Cursor cursor) {
        cursor.advance();
        Keyword side = cursor.keyword();
        if (side != Keyword.BEFORE && side != Keyword.AFTER) {
            throw cursor.error(NAME + "malformed placement");
        }
        cursor.advance();
        Keyword anchor = cursor.keyword();
        Bytes place;
        if (side == Keyword.BEFORE && anchor == Keyword.FIRST) {
            place = first;
        } else if (side == Keyword.AFTER && anchor == Keyword.LAST) {
            place = last;
        } else {
            SectionKind kind = SectionKind.of(anchor);
            if (kind == null) {
                throw cursor.error(NAME + "malformed section kind");
            }
            place = (side == Keyword.BEFORE ? before : after).computeIfAbsent(kind, absent -> new Bytes());
        }
        cursor.advance();
        cursor.expectClose();
        return place;
    }
}

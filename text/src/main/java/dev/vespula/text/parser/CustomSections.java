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

    /** Encoded sections by what they stand before or after. */
    private final Map<Keyword, Bytes> before = new EnumMap<>(Keyword.class);
    private final Map<Keyword, Bytes> after = new EnumMap<>(Keyword.class);

    void writeBefore(Keyword anchor, Bytes out) {
        write(before.get(anchor), out);
    }

    void writeAfter(Keyword anchor, Bytes out) {
        write(after.get(anchor), out);
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
        Bytes place = cursor.isAt(TokenKind.OPEN) ? readPlace(cursor) : place(after, Keyword.LAST);
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
        boolean outermost = anchor == (side == Keyword.BEFORE ? Keyword.FIRST : Keyword.LAST);
        if (!outermost && SectionKind.of(anchor) == null) {
            throw cursor.error(NAME + "malformed section kind");
        }
        cursor.advance();
        cursor.expectClose();
        return place(side == Keyword.BEFORE ? before : after, anchor);
    }

    private static Bytes place(Map<Keyword, Bytes> side, Keyword anchor) {
        return side.computeIfAbsent(anchor, absent -> new Bytes());
    }
}

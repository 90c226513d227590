package dev.vespula.text.parser;

import dev.vespula.text.syntax.Symbols;
import dev.vespula.text.syntax.TokenKind;
import java.util.Arrays;

/** One index space of a module: how many entries it has and which identifiers and names they bear. */
final class IndexSpace {

    private final String noun;
    private final IntList named = new IntList();
    private int[] indexPlusOne = new int[0];
    private int count;

    /**
     * @param noun what errors call an entry: "func" in "duplicate func" and "unknown func"
     */
    IndexSpace(String noun) {
        this.noun = noun;
    }

    String noun() {
        return noun;
    }

    int count() {
        return count;
    }

    /** Adds an entry without identifier. */
    int add() {
        return count++;
    }

    /** Adds an entry with what its definition says about its name, at the cursor: identifier, annotation, both, none. */
    int define(Cursor cursor) {
        int token = cursor.position();
        int id = cursor.takeId();
        int name = cursor.takeNameAnnotation();
        if (id != Cursor.NONE) {
            bind(cursor, token, id);
        }
        if (name != Cursor.NONE || id != Cursor.NONE) {
            named.add(count);
            named.add(name != Cursor.NONE ? name : id);
        }
        return count++;
    }

    /** Reads an index: a number, which is not checked, or an identifier, which must be known. */
    int read(Cursor cursor) {
        if (!cursor.isAt(TokenKind.ID)) {
            if (cursor.isAt(TokenKind.NATURAL)) {
                return cursor.readU32();
            }
            throw cursor.unexpected(noun + " index");
        }
        int symbol = cursor.tokens().value(cursor.position());
        if (symbol >= indexPlusOne.length || indexPlusOne[symbol] == 0) {
            throw cursor.error("unknown " + noun + " " + cursor.tokens().text(cursor.position()));
        }
        cursor.advance();
        return indexPlusOne[symbol] - 1;
    }

    /** Reads an index if there is one. */
    int readOr(Cursor cursor, int absent) {
        return cursor.isIndex() ? read(cursor) : absent;
    }

    /** Pairs of index and name symbol, in order of indices. */
    IntList named() {
        return named;
    }

    private void bind(Cursor cursor, int token, int symbol) {
        if (symbol >= indexPlusOne.length) {
            Symbols symbols = cursor.tokens().symbols();
            indexPlusOne = Arrays.copyOf(indexPlusOne, Math.max(symbols.count(), symbol + 1));
        }
        if (indexPlusOne[symbol] != 0) {
            throw cursor.error(token, "duplicate " + noun + " " + cursor.tokens().text(token));
        }
        indexPlusOne[symbol] = count + 1;
    }
}

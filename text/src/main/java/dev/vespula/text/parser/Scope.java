package dev.vespula.text.parser;

import dev.vespula.text.syntax.TokenKind;
import java.util.Arrays;

/** What identifiers of one kind stand for. */
abstract class Scope {
    private final String noun;
    private final String wanted;
    private final IntList named = new IntList();
    private int[] valuePlusOne = new int[0];

    /**
     * @param noun what errors call an entry: "func" in "duplicate func" and "unknown func"
     * @param wanted what they say is expected where no entry is named
     */
    Scope(String noun, String wanted) {
        this.noun = noun;
        this.wanted = wanted;
    }

    final String noun() {
        return noun;
    }

    /** Reads a number, which is not checked, or an identifier, which must be known. */
    final int read(Cursor cursor) {
        if (!cursor.isAt(TokenKind.ID)) {
            if (cursor.isAt(TokenKind.NATURAL)) {
                return cursor.readU32();
            }
            throw cursor.unexpected(wanted);
        }
        int value = value(cursor.tokens().value(cursor.position()));
        if (value < 0) {
            throw cursor.error("unknown " + noun + " " + cursor.tokens().text(cursor.position()));
        }
        cursor.advance();
        return index(value);
    }

    /** Reads an index if there is one. */
    final int readOr(Cursor cursor, int absent) {
        return cursor.isIndex() ? read(cursor) : absent;
    }

    /** The index that a value means here. */
    int index(int value) {
        return value;
    }

    /** Pairs of index and name symbol, in the order in which they were named. */
    final IntList named() {
        return named;
    }

    final void keepName(int index, int name) {
        if (name != Cursor.NONE) {
            named.add(index);
            named.add(name);
        }
    }

    /** What a symbol stands for, -1 when nothing. */
    final int value(int symbol) {
        return symbol < valuePlusOne.length ? valuePlusOne[symbol] - 1 : -1;
    }

    /** Has a symbol stand for a value, or with -1 for nothing. */
    final void bind(Cursor cursor, int symbol, int value) {
        if (symbol >= valuePlusOne.length) {
            valuePlusOne = Arrays.copyOf(valuePlusOne, Math.max(cursor.tokens().symbols().count(), symbol + 1));
        }
        valuePlusOne[symbol] = value + 1;
    }
}

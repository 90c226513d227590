package dev.vespula.text.parser;

import dev.vespula.text.syntax.TokenKind;
import java.util.Arrays;

/** One index space of a module or function: how many entries it has and which identifiers and names they bear. */
class IndexSpace implements Indices {
    private final String noun;
    private final IntList named = new IntList();
    private final IntList bound = new IntList();
    private int count;
    private int[] valuePlusOne = new int[0];

    /**
     * @param noun what errors call an entry: "func" in "duplicate func", "unknown func" and "expected func index"
     */
    IndexSpace(String noun) {
        this.noun = noun;
    }

    @Override
    public final int read(Cursor cursor) {
        if (!cursor.isAt(TokenKind.ID)) {
            if (cursor.isAt(TokenKind.NATURAL)) {
                return cursor.readU32();
            }
            throw cursor.unexpected(wanted());
        }
        int value = value(cursor.tokens().value(cursor.position()));
        if (value < 0) {
            throw cursor.error("unknown " + noun + " " + cursor.tokens().text(cursor.position()));
        }
        cursor.advance();
        return index(value);
    }

    /** What errors say is expected where no entry is named. */
    String wanted() {
        return noun + " index";
    }

    /** The index that a value means here. */
    int index(int value) {
        return value;
    }

    final int count() {
        return count;
    }

    /** Adds entries without identifiers. */
    final void add(int entries) {
        count += entries;
    }

    /** Adds an entry with what its definition says about its name, at the cursor. */
    final void define(Cursor cursor) {
        name(cursor, count);
        count++;
    }

    /** Gives an entry the name at the cursor. */
    final void name(Cursor cursor, int index) {
        Naming naming = Naming.take(cursor);
        if (naming.id() != Cursor.NONE) {
            if (value(naming.id()) >= 0) {
                throw naming.duplicate(cursor, noun);
            }
            bind(cursor, naming.id(), index);
            bound.add(naming.id());
        }
        keepName(index, naming.name());
    }

    /** Forgets all entries: one object serves the locals of all functions in turn. */
    final void clear(Cursor cursor) {
        for (int i = 0; i < bound.size(); i++) {
            bind(cursor, bound.get(i), -1);
        }
        bound.clear();
        named.clear();
        count = 0;
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

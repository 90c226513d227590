package dev.vespula.text.parser;

import dev.vespula.text.syntax.TokenKind;
import java.util.Arrays;

/** Parameters and locals of the function being parsed. One object serves all functions of a module in turn. */
final class LocalScope {

    private final IntList named = new IntList();
    private int[] index = new int[0];
    /** The function that an entry of {@link #index} belongs to. */
    private int[] owner = new int[0];
    private int function = 1;
    private int count;

    /** Forgets the function before. */
    void clear() {
        function++;
        count = 0;
        named.clear();
    }

    int count() {
        return count;
    }

    /** Pairs of local index and name symbol. */
    IntList named() {
        return named;
    }

    void setCount(int newCount) {
        count = newCount;
    }

    /** Gives the local with this index the identifier, name annotation or both at the cursor. */
    void name(Cursor cursor, int local) {
        int token = cursor.position();
        int id = cursor.takeId();
        int name = cursor.takeNameAnnotation();
        if (id != Cursor.NONE) {
            bind(cursor, token, id, local);
        }
        if (id != Cursor.NONE || name != Cursor.NONE) {
            named.add(local);
            named.add(name != Cursor.NONE ? name : id);
        }
    }

    int read(Cursor cursor) {
        if (!cursor.isAt(TokenKind.ID)) {
            if (cursor.isAt(TokenKind.NATURAL)) {
                return cursor.readU32();
            }
            throw cursor.unexpected("local index");
        }
        int symbol = cursor.tokens().value(cursor.position());
        if (symbol >= owner.length || owner[symbol] != function) {
            throw cursor.error("unknown local " + cursor.tokens().text(cursor.position()));
        }
        cursor.advance();
        return index[symbol];
    }

    private void bind(Cursor cursor, int token, int symbol, int local) {
        if (symbol >= owner.length) {
            int capacity = Math.max(cursor.tokens().symbols().count(), symbol + 1);
            owner = Arrays.copyOf(owner, capacity);
            index = Arrays.copyOf(index, capacity);
        }
        if (owner[symbol] == function) {
            throw cursor.error(token, "duplicate local " + cursor.tokens().text(token));
        }
        owner[symbol] = function;
        index[symbol] = local;
    }
}

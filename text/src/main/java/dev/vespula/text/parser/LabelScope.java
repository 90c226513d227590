package dev.vespula.text.parser;

import dev.vespula.text.syntax.TokenKind;
import java.util.Arrays;

/**
 * Labels of the blocks around the instruction being parsed. For each identifier the innermost block that bears it is
 * known at once; leaving the block brings back the one it shadowed.
 */
final class LabelScope {

    private final IntList named = new IntList();
    private final IntList symbols = new IntList();
    private final IntList shadowed = new IntList();
    private int[] heightPlusOne = new int[0];
    private int blocks;

    /** Forgets the function before; the function's own block is the outermost label. */
    void clear() {
        while (symbols.size() > 0) {
            leave();
        }
        blocks = 0;
        named.clear();
    }

    /** Pairs of block number (in order of beginning) and name symbol. */
    IntList named() {
        return named;
    }

    /** Enters the function's own block, which has no identifier and no number. */
    void enterFunction() {
        symbols.add(Cursor.NONE);
        shadowed.add(0);
    }

    /**
     * Enters a block.
     *
     * @param symbol the identifier that branches use, or {@link Cursor#NONE}
     * @param name what the name section calls it, or {@link Cursor#NONE}
     */
    void enter(Cursor cursor, int symbol, int name) {
        if (name != Cursor.NONE) {
            named.add(blocks);
            named.add(name);
        }
        blocks++;
        symbols.add(symbol);
        if (symbol == Cursor.NONE) {
            shadowed.add(0);
            return;
        }
        if (symbol >= heightPlusOne.length) {
            heightPlusOne = Arrays.copyOf(heightPlusOne, Math.max(cursor.tokens().symbols().count(), symbol + 1));
        }
        shadowed.add(heightPlusOne[symbol]);
        heightPlusOne[symbol] = symbols.size();
    }

    void leave() {
        int top = symbols.size() - 1;
        if (symbols.get(top) != Cursor.NONE) {
            heightPlusOne[symbols.get(top)] = shadowed.get(top);
        }
        symbols.truncate(top);
        shadowed.truncate(top);
    }

    /** The symbol of the innermost label, {@link Cursor#NONE} when it has no identifier. */
    int innermost() {
        return symbols.get(symbols.size() - 1);
    }

    /** Reads a label: a depth, or an identifier that becomes one. */
    int read(Cursor cursor) {
        if (!cursor.isAt(TokenKind.ID)) {
            if (cursor.isAt(TokenKind.NATURAL)) {
                return cursor.readU32();
            }
            throw cursor.unexpected("label");
        }
        int symbol = cursor.tokens().value(cursor.position());
        if (symbol >= heightPlusOne.length || heightPlusOne[symbol] == 0) {
            throw cursor.error("unknown label " + cursor.tokens().text(cursor.position()));
        }
        cursor.advance();
        return symbols.size() - heightPlusOne[symbol];
    }
}

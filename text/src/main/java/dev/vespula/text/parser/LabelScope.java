package dev.vespula.text.parser;

/**
 * Labels of the blocks around the instruction being parsed. For each identifier the innermost block that bears it is
 * known at once; leaving the block brings back the one it shadowed.
 */
final class LabelScope extends IndexSpace {
    private final Cursor cursor;
    private final IntList symbols = new IntList();
    private final IntList shadowed = new IntList();
    private int blocks;

    LabelScope(Cursor cursor) {
        super("label");
        this.cursor = cursor;
    }

    /** Forgets the function before; the function's own block is the outermost label. */
    void clear() {
        while (symbols.size() > 0) {
            leave();
        }
        blocks = 0;
        named().clear();
    }

    /** Enters the function's own block, which has no identifier and no number. */
    void enterFunction() {
        symbols.add(Cursor.NONE);
        shadowed.add(-1);
    }

    /**
     * Enters a block, known to {@link #named} by its number in the order of beginning.
     *
     * @param symbol the identifier that branches use, or {@link Cursor#NONE}
     * @param name what the name section calls it, or {@link Cursor#NONE}
     */
    void enter(int symbol, int name) {
        keepName(blocks, name);
        blocks++;
        shadowed.add(symbol == Cursor.NONE ? -1 : value(symbol));
        symbols.add(symbol);
        if (symbol != Cursor.NONE) {
            bind(cursor, symbol, symbols.size());
        }
    }

    void leave() {
        int top = symbols.size() - 1;
        if (symbols.get(top) != Cursor.NONE) {
            bind(cursor, symbols.get(top), shadowed.get(top));
        }
        symbols.truncate(top);
        shadowed.truncate(top);
    }

    /** The symbol of the innermost label, {@link Cursor#NONE} when it has no identifier. */
    int innermost() {
        return symbols.get(symbols.size() - 1);
    }

    @Override
    String wanted() {
        return "label";
    }

    /** A block's height becomes its depth. */
    @Override
    int index(int height) {
        return symbols.size() - height;
    }
}

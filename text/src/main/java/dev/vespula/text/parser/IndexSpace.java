package dev.vespula.text.parser;

/** One index space of a module or function: how many entries it has and which identifiers and names they bear. */
final class IndexSpace extends Scope {
    private final IntList bound = new IntList();
    private int count;

    /**
     * @param noun what errors call an entry
     */
    IndexSpace(String noun) {
        super(noun, noun + " index");
    }

    int count() {
        return count;
    }

    /** Adds entries without identifiers. */
    void add(int entries) {
        count += entries;
    }

    /** Adds an entry with what its definition says about its name, at the cursor. */
    void define(Cursor cursor) {
        name(cursor, count);
        count++;
    }

    /** Gives an entry the name at the cursor. */
    void name(Cursor cursor, int index) {
        Naming naming = Naming.take(cursor);
        if (naming.id() != Cursor.NONE) {
            if (value(naming.id()) >= 0) {
                throw naming.duplicate(cursor, noun());
            }
            bind(cursor, naming.id(), index);
            bound.add(naming.id());
        }
        keepName(index, naming.name());
    }

    /** Forgets all entries: one object serves the locals of all functions in turn. */
    void clear(Cursor cursor) {
        for (int i = 0; i < bound.size(); i++) {
            bind(cursor, bound.get(i), -1);
        }
        bound.clear();
        named().clear();
        count = 0;
    }
}

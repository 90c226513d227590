package dev.vespula.text.parser;

/** The stack of constructs that instructions stand in: flat blocks and folded groups, each with its state. */
final class Nesting {
    /** Outside of everything: the sequence itself. */
    static final int NONE = 0;
    /** A flat block, loop or try_table, an else arm or a catch_all handler: only {@code end} may come. */
    static final int FLAT_BLOCK = 1;
    static final int FLAT_IF = 2;
    /** The body of a flat legacy try. */
    static final int FLAT_TRY = 3;
    /** A handler of a flat legacy try that others may follow. */
    static final int FLAT_CATCH = 4;
    /** A folded plain instruction with its operands. */
    static final int PLAIN = 5;
    static final int BLOCK = 6;
    /** One of the inner groups of a folded if or try. */
    static final int ARM = 7;
    static final int IF_CONDITION = 8;
    static final int IF_THEN = 9;
    static final int IF_ELSE = 10;
    static final int TRY_START = 11;
    static final int TRY_BODY = 12;
    static final int TRY_CATCH = 13;
    static final int TRY_DONE = 14;
    static final int TRY_DELEGATED = 15;

    private static final int STRIDE = 5;
    private static final int MARK = 1;
    private static final int HINT = 2;
    private static final int SYMBOL = 3;
    private static final int NAME = 4;

    private final IntList frames = new IntList();

    boolean isEmpty() {
        return frames.size() == 0;
    }

    static boolean isFlat(int kind) {
        return kind >= FLAT_BLOCK && kind <= FLAT_CATCH;
    }

    /** The innermost construct. */
    int kind() {
        return isEmpty() ? NONE : frames.get(frames.size() - STRIDE);
    }

    /** Whether flat instructions may stand here. */
    boolean holdsSequence() {
        int kind = kind();
        return kind == NONE || isFlat(kind) || kind == BLOCK || kind == ARM;
    }

    void push(int kind) {
        push(kind, 0, BranchHints.NONE);
    }

    /**
     * @param mark where the instruction's own bytes begin among the pending ones
     * @param hint its branch hint
     */
    void push(int kind, int mark, int hint) {
        frames.add(kind);
        frames.add(mark);
        frames.add(hint);
        frames.add(Cursor.NONE);
        frames.add(Cursor.NONE);
    }

    void pop() {
        frames.truncate(frames.size() - STRIDE);
    }

    /** The innermost construct enters another state. */
    void become(int kind) {
        frames.set(frames.size() - STRIDE, kind);
    }

    void setLabel(int symbol, int name) {
        frames.set(frames.size() - STRIDE + SYMBOL, symbol);
        frames.set(frames.size() - STRIDE + NAME, name);
    }

    int mark() {
        return top(MARK);
    }

    int hint() {
        return top(HINT);
    }

    int labelSymbol() {
        return top(SYMBOL);
    }

    int labelName() {
        return top(NAME);
    }

    private int top(int part) {
        return frames.get(frames.size() - STRIDE + part);
    }
}

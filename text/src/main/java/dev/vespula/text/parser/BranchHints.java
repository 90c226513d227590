package dev.vespula.text.parser;

import dev.vespula.internal.binary.Opcode;
import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.SyntaxError;
import dev.vespula.text.syntax.TokenKind;
import dev.vespula.text.syntax.Vocabulary;

/**
 * Branch hint annotations, each of which must stand before a conditional branch in a function, and the custom section of them:
 * for each function that has some, code offsets and which way is likely.
 */
final class BranchHints {
    /** No hint. */
    static final int NONE = -1;

    private static final String NAME = "@" + Vocabulary.BRANCH_HINTS + " annotation: ";

    private final Cursor cursor;
    private final Bytes functions = new Bytes();
    private final Bytes current = new Bytes();
    private int functionCount;
    private int currentCount;
    private boolean inFunction;
    private int waiting = NONE;
    private int waitingToken;

    BranchHints(Cursor cursor) {
        this.cursor = cursor;
    }

    /** From here on hints are allowed. */
    void begin() {
        inFunction = true;
    }

    /** What was recorded since the beginning belongs to this function. */
    void end(int function) {
        inFunction = false;
        if (currentCount > 0) {
            functions.u32(function).u32(currentCount).put(current);
            functionCount++;
            current.truncate(0);
            currentCount = 0;
        }
    }

    /** The annotation at the cursor; it waits for the next instruction. */
    void read() {
        if (!inFunction) {
            throw cursor.error(NAME + "not in a function");
        }
        if (waiting != NONE) {
            throw cursor.error(NAME + "duplicate annotation");
        }
        waitingToken = cursor.position();
        cursor.advance();
        int token = cursor.position();
        if (!cursor.isAt(TokenKind.STRING)) {
            throw cursor.error(NAME + "unexpected token " + cursor.tokens().text(token));
        }
        byte[] value = cursor.readString();
        if (value.length != 1 || value[0] < 0 || value[0] > 1) {
            throw cursor.error(token, NAME + "invalid value");
        }
        cursor.expectClose();
        waiting = value[0];
    }

    /** The hint for the instruction that has just been met. */
    int take(Opcode opcode) {
        int hint = waiting;
        if (hint != NONE) {
            if (opcode != Opcode.IF && opcode != Opcode.BR_IF) {
                throw invalidTarget();
            }
            waiting = NONE;
        }
        return hint;
    }

    /** No instruction comes here, so no hint may be waiting. */
    void requireNone() {
        if (waiting != NONE) {
            throw invalidTarget();
        }
    }

    /**
     * Records the hint of an instruction whose opcode is about to be written.
     *
     * @param offset from the beginning of the function's body, its locals included
     * @param hint 0 for unlikely, 1 for likely, or {@link #NONE}
     */
    void record(int offset, int hint) {
        if (hint != NONE) {
            current.u32(offset).u32(1).put(hint);
            currentCount++;
        }
    }

    private SyntaxError invalidTarget() {
        return cursor.error(waitingToken, NAME + "invalid target");
    }

    boolean isEmpty() {
        return functionCount == 0;
    }

    /** Content of the section behind its name. */
    Bytes content() {
        return new Bytes().u32(functionCount).put(functions);
    }
}

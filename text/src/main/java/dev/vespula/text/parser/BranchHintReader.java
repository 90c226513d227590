package dev.vespula.text.parser;

import dev.vespula.internal.binary.Opcode;
import dev.vespula.text.syntax.SyntaxError;
import dev.vespula.text.syntax.TokenKind;

/** Reads branch hint annotations and sees to it that each stands before a conditional branch in a function. */
final class BranchHintReader {
    /** No hint. */
    static final int NONE = -1;

    private static final String NAME = "@metadata.code.branch_hint annotation: ";

    private final Cursor cursor;
    private BranchHints collected;
    private int waiting = NONE;
    private int waitingToken;

    BranchHintReader(Cursor cursor) {
        this.cursor = cursor;
    }

    /** From here on hints are allowed. */
    void begin(BranchHints hints) {
        collected = hints;
    }

    void end() {
        collected = null;
    }

    /** The annotation at the cursor; it waits for the next instruction. */
    void read() {
        if (collected == null) {
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

    /** Records the hint of an instruction whose opcode is about to be written at the offset. */
    void record(int offset, int hint) {
        if (hint != NONE) {
            collected.add(offset, hint);
        }
    }

    private SyntaxError invalidTarget() {
        return cursor.error(waitingToken, NAME + "invalid target");
    }
}

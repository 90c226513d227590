package dev.vespula.internal.interp;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.linked.Block;
import dev.vespula.internal.linked.LinkedFunction;

/**
 * Where an execution stopped: in which function and at which statement, which has not been executed. Noted by the dispatch
 * loop as a block and the number of a node, because that costs nothing, or by compiled code as a position.
 */
final class StopPoint {
    private static final int UNKNOWN = -1;

    private LinkedFunction function;
    private Block block;
    private int node;
    private int pc;
    private Precision precision = Precision.STATEMENT;
    private int offset = UNKNOWN;
    /** Whether the next word of the dispatch loop is not to be taken: what happened inside of its node is known better. */
    private boolean isFinal;

    /** What a position is one of. */
    enum Precision {
        /** A statement; if one of its operands trapped, it is not known which. */
        STATEMENT,
        /** The statement or operand that trapped. */
        EXACT
    }

    /** Nothing has stopped. */
    void clear() {
        function = null;
        block = null;
        isFinal = false;
    }

    /** The dispatch loop ended at a node, or at {@link Dispatch#BEFORE} one. */
    void at(Block stopped, int stoppedNode) {
        if (isFinal) {
            isFinal = false;
            return;
        }
        function = stopped.function;
        block = stopped;
        node = stoppedNode;
        precision = Precision.STATEMENT;
        offset = UNKNOWN;
    }

    /** Compiled code, or a state that was restored, stopped at a pc. */
    void at(LinkedFunction stopped, int stoppedPc, Precision known) {
        function = stopped;
        block = null;
        pc = stoppedPc;
        precision = known;
        offset = UNKNOWN;
    }

    /** Compiled code trapped at an instruction of which only the offset in the module is known. */
    void atOffset(int known) {
        precision = Precision.EXACT;
        offset = known;
    }

    /** The offset in the module of the statement or operand at a pc of the function, or of what is known better. */
    int offset(int at) {
        return offset != UNKNOWN ? offset : function.ir.sourceMap().offsetAt(at);
    }

    /** The dispatch loop that ends next does not know better. */
    void keep() {
        isFinal = true;
    }

    /** The dispatch loop that knew less has ended, or there was none. */
    void release() {
        isFinal = false;
    }

    /** The function, or null if nothing has been executed. */
    LinkedFunction function() {
        return function;
    }

    /** The position. */
    int pc() {
        if (block == null) {
            return pc;
        }
        return node == Dispatch.BEFORE ? block.start : block.pc(node);
    }

    /** What the position is one of. */
    Precision precision() {
        return precision;
    }

    /** The block to go on at. */
    Block block() {
        isFinal = false;
        return function.block(pc());
    }

    /** Whether the statement is a tail call. */
    boolean isTailCall() {
        return Ir.isTailCall(Ir.op(function.ir.code()[pc()]));
    }
}

package dev.vespula.compiler.tier;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.IrReader;

/** Finds the loops of a function. */
final class Loops {
    private Loops() {}

    /** Whether a loop begins at the position of a statement. */
    static boolean isLoop(IrFunction ir, int pc) {
        return Ir.op(ir.code()[pc]) == Ir.LOOP;
    }

    /**
     * The innermost loop around a position: where its code begins. A loop reaches to the last branch back to its beginning.
     *
     * @return the position, or -1 if there is none
     */
    static int innermost(IrFunction ir, int pc) {
        int[] code = ir.code();
        int found = -1;
        for (int at = 0; at < code.length; at = IrReader.next(code, at)) {
            int op = Ir.op(code[at]);
            if (at < pc || Ir.wordEntries(op) == 0) {
                continue;
            }
            int targets = Ir.wordMeaning(op, 0) == Ir.MEANING_TARGET ? 1
                    : Ir.wordMeaning(op, 0) == Ir.MEANING_TARGETS ? Ir.field(code[at]) : 0;
            for (int k = 0; k < targets; k++) {
                int target = code[at + 1 + k];
                if (target <= pc && target > found && Ir.op(code[target]) == Ir.LOOP) {
                    found = target;
                }
            }
        }
        return found;
    }
}

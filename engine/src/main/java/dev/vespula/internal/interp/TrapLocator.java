package dev.vespula.internal.interp;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.linked.LinkedFunction;
import dev.vespula.internal.linked.Node;
import dev.vespula.internal.linked.OperandLinker;

/**
 * Finds the operand that trapped. The dispatch loop knows only the statement; operands have no side effects, and nothing
 * was changed when one trapped, so evaluating those that can trap again, in order, finds the first that does.
 */
final class TrapLocator {
    private final Execution execution;
    private final OperandLinker linker;
    private final int[] code;
    private int found = -1;

    private TrapLocator(Execution execution, LinkedFunction function) {
        this.execution = execution;
        this.linker = new OperandLinker(function);
        this.code = linker.code;
    }

    /** Position of the operand of a statement that traps, or of the statement itself if none does. */
    static int locate(Execution execution, LinkedFunction function, int statement) {
        TrapLocator locator = new TrapLocator(execution, function);
        locator.operands(statement);
        return locator.found >= 0 ? locator.found : statement;
    }

    /** Looks through the operands of the op at a pc; returns the index behind them. */
    private int operands(int pc) {
        int next = IrReader.operands(code, pc);
        int count = IrReader.operandCount(code, pc);
        for (int k = 0; k < count && found < 0; k++) {
            next = expression(next);
        }
        return next;
    }

    private int expression(int pc) {
        int word = code[pc];
        int next = operands(pc);
        if (found < 0 && Ir.has(Ir.op(word), Ir.FLAG_TRAP) && traps(pc)) {
            found = pc;
        }
        return next;
    }

    private boolean traps(int pc) {
        Node node = linker.operandAt(pc);
        try {
            switch (IrReader.resultType(code, pc)) {
                case Ir.TYPE_I32 -> node.i32(execution, execution.cells, execution.fp);
                case Ir.TYPE_I64 -> node.i64(execution, execution.cells, execution.fp);
                case Ir.TYPE_F32 -> node.f32(execution, execution.cells, execution.fp);
                case Ir.TYPE_F64 -> node.f64(execution, execution.cells, execution.fp);
                case Ir.TYPE_V128 -> node.v128(execution, execution.cells, execution.fp);
                default -> node.ref(execution, execution.cells, execution.fp);
            }
            return false;
        } catch (RuntimeException trap) {
            return true;
        }
    }
}

package dev.vespula.internal.translate;

import dev.vespula.LimitException;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.ir.HandlerTable;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrWriter;
import dev.vespula.internal.validate.LocalTypes;
import dev.vespula.internal.types.ValTypes;

/** What the parts of the translator share about the function under translation. */
final class FunctionState {
    private static final int MAX_FIELD = (1 << 20) - 1;

    final IrWriter code = new IrWriter();
    final OperandStack operands = new OperandStack(code);
    final Expressions expressions = operands.expressions;
    final ControlStack control = new ControlStack();
    final FuelUnits fuel = new FuelUnits(code);
    final HandlerTable.Builder handlers = new HandlerTable.Builder();

    ModuleModel module;
    NanResults nans;
    int function;
    /** Types and slots of the locals, parameters first. */
    LocalTypes locals;
    /** Wasm byte offset of the current instruction. */
    int offset;
    /**
     * Whether the current instruction can be reached. The validator tells code behind the end of a block that is never
     * left; it is not translated, nor does it count for fuel.
     */
    boolean reachable;

    /** Appends the op word of a statement at the current instruction. */
    void statement(int op, int field) {
        code.mapped(Ir.word(op, field), offset);
    }

    /** Makes the operand on top, the result of an op, canonical if it may be another NaN and is not to be. */
    void fixNan(int op) {
        int fix = nans.fix(op);
        if (fix >= 0) {
            operands.limit(1);
            int value = operands.pop();
            operands.push(expressions.tree(Ir.word(fix, 0), Ir.result(fix), 0, offset, value, -1, -1));
        }
    }

    /** Checks that an index fits into the field of an op word. */
    int field(int index) {
        if (index < 0 || index > MAX_FIELD) {
            throw limit("an index exceeds the limit of " + MAX_FIELD);
        }
        return index;
    }

    /** A refusal of this function at the current instruction. */
    LimitException limit(String reason) {
        return new LimitException(reason, offset, function, module.names().function(function));
    }
}

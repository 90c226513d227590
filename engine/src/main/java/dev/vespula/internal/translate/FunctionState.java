package dev.vespula.internal.translate;

import dev.vespula.internal.binary.ModuleError;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.ir.HandlerTable;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.ir.IrWriter;
import dev.vespula.internal.validate.LocalTypes;

/** What the parts of the translator share about the function under translation, and the steps that they have in common. */
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
     * Whether what comes next can be reached. Decided here, for branches on constants and labels that nobody goes to count
     * too, and answered to the validator, which tells nothing that cannot: it is not translated, nor does it count for fuel.
     */
    boolean reachable;

    // ---- expressions

    /** Replaces the topmost operands, one to three, by an expression over them. Returns its node. */
    int expression(int word, int type, int flags, int count) {
        operands.limit(count);
        int third = count > 2 ? operands.pop() : -1;
        int second = count > 1 ? operands.pop() : -1;
        int first = operands.pop();
        int node = expressions.tree(word, type, flags, offset, first, second, third);
        operands.push(node);
        return node;
    }

    /** Pushes a constant that is no vector. */
    void pushConstant(int type, long bits) {
        operands.push(expressions.constant(type, bits, offset));
    }

    /** Makes the operand on top, the result of an op, canonical if it may be another NaN and is not to be. */
    void fixNan(int op) {
        int fix = nans.fix(op);
        if (fix >= 0) {
            expression(Ir.word(fix, 0), Ir.result(fix), 0, 1);
        }
    }

    // ---- statements

    /** Appends the op word of a statement at the current instruction. */
    void statement(int op, int field) {
        code.mapped(Ir.word(op, field), offset);
    }

    /**
     * Prepares a statement over the topmost operands: what waits below them and has one of the flags of
     * {@link Expressions} is forced. The operands are popped and wait for {@link #writeOperands}.
     *
     * @return the height of the first operand
     */
    int before(int count, int flags) {
        operands.limitTogether(count);
        int first = operands.height() - count;
        operands.forceBelow(first, flags);
        operands.popTo(first);
        return first;
    }

    /** Writes the operands that were popped last, which end a statement. */
    void writeOperands(int count) {
        int first = operands.height();
        for (int height = first; height < first + count; height++) {
            expressions.write(operands.node(height), code);
        }
        operands.dropTo(first);
    }

    /** Pushes values that stand at home already. */
    void pushHomes(int[] types) {
        for (int type : types) {
            operands.pushHome(IrTypes.of(type), offset);
        }
    }

    /** Notes that consecutive slots hold values of some types. */
    void useSlots(int first, int[] types) {
        int slot = first;
        for (int type : types) {
            operands.useSlot(slot, IrTypes.of(type));
            slot += Expressions.width(IrTypes.of(type));
        }
    }

    // ---- fields and words

    /** Checks that an index fits into the field of an op word. */
    int field(int index) {
        if (index < 0 || index > MAX_FIELD) {
            throw ModuleError.INDEX_FIELD.at(offset, MAX_FIELD);
        }
        return index;
    }

    /** The index of a memory with the flag for the type of its addresses. */
    int memory(int memory) {
        return module.memory(memory).address64() ? memory | IrReader.ADDRESS_64 : memory;
    }

    /** The index of a table with the flag for the type of its indices. */
    int table(int table) {
        return module.table(table).address64() ? table | IrReader.ADDRESS_64 : table;
    }
}

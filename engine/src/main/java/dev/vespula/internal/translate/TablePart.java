package dev.vespula.internal.translate;

import dev.vespula.internal.ir.Ir;

/** Operators of tables and element segments. */
final class TablePart {
    private final FunctionState state;
    private final OperandStack operands;
    private final Expressions expressions;

    TablePart(FunctionState state) {
        this.state = state;
        this.operands = state.operands;
        this.expressions = state.expressions;
    }

    void get(int table) {
        operands.limit(1);
        int index = operands.pop();
        operands.push(expressions.tree(Ir.word(Ir.TABLE_GET, field(table)), Ir.TYPE_REF,
                Expressions.TRAPS | Expressions.READS_TABLE, state.offset, index, -1, -1));
    }

    void set(int table) {
        operands.limitTogether(2);
        int value = operands.pop();
        int index = operands.pop();
        operands.force(0, operands.height(), Expressions.TRAPS | Expressions.READS_TABLE);
        state.statement(Ir.TABLE_SET, field(table));
        expressions.write(index, state.code);
        expressions.write(value, state.code);
        operands.release();
    }

    void size(int table) {
        operands.push(expressions.leaf(Ir.word(Ir.TABLE_SIZE, field(table)), indexType(table), Expressions.READS_TABLE,
                state.offset));
    }

    void grow(int table) {
        operands.limitTogether(2);
        int delta = operands.pop();
        int value = operands.pop();
        int height = operands.height();
        int slot = operands.home(height);
        operands.force(0, height, Expressions.TRAPS | Expressions.READS_TABLE);
        operands.freeTempsBelow(height, slot);
        state.statement(Ir.TABLE_GROW, slot);
        state.code.word(field(table));
        expressions.write(value, state.code);
        expressions.write(delta, state.code);
        operands.release();
        operands.pushHome(indexType(table), state.offset);
    }

    void fill(int table) {
        three(Ir.TABLE_FILL, field(table), -1);
    }

    void copy(int destination, int source) {
        three(Ir.TABLE_COPY, field(destination), field(source));
    }

    void init(int table, int element) {
        three(Ir.TABLE_INIT, field(table), element);
    }

    void dropElement(int element) {
        operands.force(0, operands.height(), Expressions.TRAPS);
        state.statement(Ir.ELEM_DROP, state.field(element));
    }

    private void three(int op, int field, int word) {
        operands.limitTogether(3);
        int third = operands.pop();
        int second = operands.pop();
        int first = operands.pop();
        operands.force(0, operands.height(), Expressions.TRAPS | Expressions.READS_TABLE);
        state.statement(op, field);
        if (word >= 0) {
            state.code.word(word);
        }
        expressions.write(first, state.code);
        expressions.write(second, state.code);
        expressions.write(third, state.code);
        operands.release();
    }

    private int indexType(int table) {
        return IrTypes.ofAddress(state.module.table(table).address64());
    }

    private int field(int table) {
        return state.module.table(table).address64() ? table | MemoryPart.ADDRESS_64 : table;
    }
}

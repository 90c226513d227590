package dev.vespula.internal.translate;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.types.TypeDefinition;

/**
 * Calls. The arguments' homes are consecutive slots, so forcing them there writes them straight to where the callee's
 * frame begins; the results come back at the same place, which is their home too.
 */
final class CallPart {
    /** What a callee may change. */
    private static final int CLOBBERED = Expressions.TRAPS | Expressions.READS_GLOBAL | Expressions.READS_TABLE
            | Expressions.READS_MEMORY_SIZE;

    private final FunctionState state;
    private final OperandStack operands;
    private final Expressions expressions;

    CallPart(FunctionState state) {
        this.state = state;
        this.operands = state.operands;
        this.expressions = state.expressions;
    }

    void call(int function) {
        TypeDefinition type = state.module.functionDefinition(function);
        direct(Ir.CALL, function, type);
        pushResults(type.results());
    }

    void callIndirect(int typeIndex, int table) {
        TypeDefinition type = state.module.type(typeIndex);
        indirect(Ir.CALL_INDIRECT, table(table), typeIndex, type);
        pushResults(type.results());
    }

    void callRef(int typeIndex) {
        TypeDefinition type = state.module.type(typeIndex);
        indirect(Ir.CALL_REF, 0, typeIndex, type);
        pushResults(type.results());
    }

    void returnCall(int function) {
        direct(Ir.RETURN_CALL, function, state.module.functionDefinition(function));
        state.reachable = false;
    }

    void returnCallIndirect(int typeIndex, int table) {
        indirect(Ir.RETURN_CALL_INDIRECT, table(table), typeIndex, state.module.type(typeIndex));
        state.reachable = false;
    }

    void returnCallRef(int typeIndex) {
        indirect(Ir.RETURN_CALL_REF, 0, typeIndex, state.module.type(typeIndex));
        state.reachable = false;
    }

    private void direct(int op, int function, TypeDefinition type) {
        int frame = passArguments(type);
        state.statement(op, state.field(function));
        state.code.word(frame);
    }

    private void indirect(int op, int field, int typeIndex, TypeDefinition type) {
        int callee = operands.pop();
        int frame = passArguments(type);
        state.statement(op, field);
        state.code.word(typeIndex);
        state.code.word(frame);
        expressions.write(callee, state.code);
    }

    /**
     * Brings the arguments home and pops them.
     *
     * @return where the callee's frame begins
     */
    int passArguments(TypeDefinition type) {
        int height = operands.height();
        int first = height - type.params().length;
        int frame = operands.home(first);
        operands.force(0, first, CLOBBERED);
        operands.freeTempsBelow(first, frame);
        operands.forceAll(first, height);
        operands.useFrame(frame);
        useSlots(frame, type.params());
        operands.dropTo(first);
        return frame;
    }

    private void pushResults(int[] results) {
        for (int type : results) {
            operands.pushHome(IrTypes.of(type), state.offset);
        }
    }

    private void useSlots(int frame, int[] types) {
        int slot = frame;
        for (int type : types) {
            operands.useSlot(slot, IrTypes.of(type));
            slot += Expressions.width(IrTypes.of(type));
        }
    }

    private int table(int table) {
        return state.module.table(table).address64() ? table | MemoryPart.ADDRESS_64 : table;
    }
}

package dev.vespula.internal.translate;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.validate.Instruction;

/**
 * Calls. The arguments' homes are consecutive slots, so forcing them there writes them straight to where the callee's
 * frame begins; the results come back at the same place, which is their home too.
 */
final class CallPart extends Part {
    /** What a callee may change. */
    private static final int CLOBBERED = Expressions.TRAPS | Expressions.READS_GLOBAL | Expressions.READS_TABLE
            | Expressions.READS_MEMORY_SIZE;

    CallPart(FunctionState state) {
        super(state);
    }

    void call(Instruction instruction) {
        int op = Operators.op(instruction.opcodeIndex);
        TypeDefinition type;
        if (Ir.operands(op) == 0) {
            type = state.module.functionDefinition(instruction.index);
            direct(op, instruction.index, type);
        } else {
            type = state.module.type(instruction.index);
            boolean inTable = Ir.fieldMeaning(op) == Ir.MEANING_TABLE;
            indirect(op, inTable ? state.table(instruction.second) : 0, instruction.index, type);
        }
        if (Ir.isReturningCall(op)) {
            state.pushHomes(type.results());
        } else {
            state.reachable = false;
        }
    }

    private void direct(int op, int function, TypeDefinition type) {
        int frame = passArguments(type.params());
        state.statement(op, state.field(function));
        code.word(frame);
    }

    private void indirect(int op, int field, int typeIndex, TypeDefinition type) {
        int callee = operands.pop();
        int frame = passArguments(type.params());
        state.statement(op, field);
        code.word(typeIndex);
        code.word(frame);
        expressions.write(callee, code);
    }

    /**
     * Brings the arguments home and pops them.
     *
     * @return where the callee's frame begins
     */
    int passArguments(int[] params) {
        int height = operands.height();
        int first = height - params.length;
        int frame = operands.home(first);
        operands.forceBelow(first, CLOBBERED);
        operands.freeTempsBelow(first, frame);
        operands.forceAll(first, height);
        operands.useFrame(frame);
        state.useSlots(frame, params);
        operands.dropTo(first);
        return frame;
    }
}

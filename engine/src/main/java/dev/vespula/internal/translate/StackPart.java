package dev.vespula.internal.translate;

import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.ir.HandlerTable;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrWriter;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.internal.validate.Instruction;
import dev.vespula.internal.validate.OnClause;
import java.util.Arrays;

/**
 * Continuations. Resuming one, suspending and switching are calls: arguments are brought home, and what comes back is at home
 * there. The clauses of a resumption are those of a region of the {@link HandlerTable} that no pc is in; each has a pad, as
 * the clauses of a {@code try_table} have.
 */
final class StackPart extends Part {
    private static final int[] NOTHING = {};

    private final OperationPart operations;
    private final ExceptionPart exceptions;
    private final CallPart calls;

    StackPart(FunctionState state, OperationPart operations, ExceptionPart exceptions, CallPart calls) {
        super(state);
        this.operations = operations;
        this.exceptions = exceptions;
        this.calls = calls;
    }

    void translate(Instruction instruction) {
        switch (instruction.opcode()) {
            case CONT_NEW, CONT_BIND -> operations.translate(instruction);
            case SUSPEND -> suspend(instruction.index);
            case SWITCH -> switchTo(instruction);
            default -> resume(instruction);
        }
    }

    /** The function type that a continuation type is over. */
    private TypeDefinition continued(int heap) {
        TypeRegistry types = state.module.registry();
        return types.ofHeap(types.ofHeap(heap).function());
    }

    private void suspend(int tag) {
        TypeDefinition type = state.module.tagDefinition(tag);
        int frame = calls.passArguments(type.params());
        state.statement(Ir.SUSPEND, state.field(tag));
        code.word(frame);
        state.pushHomes(type.results());
    }

    private void switchTo(Instruction instruction) {
        int[] params = continued(state.module.type(instruction.index).heap()).params();
        int left = params.length - 1;
        int continuation = operands.pop();
        int frame = calls.passArguments(Arrays.copyOf(params, left));
        state.statement(Ir.SWITCH, state.field(instruction.second));
        code.word(instruction.index);
        code.word(frame);
        expressions.write(continuation, code);
        state.pushHomes(continued(ValTypes.heap(params[left])).params());
    }

    private void resume(Instruction instruction) {
        Opcode opcode = instruction.opcode();
        TypeDefinition function = continued(state.module.type(instruction.index).heap());
        int region = clauses(instruction.onClauses);
        int continuation = operands.pop();
        int exception = opcode == Opcode.RESUME_THROW_REF ? operands.pop() : -1;
        int frame = calls.passArguments(switch (opcode) {
            case RESUME -> function.params();
            case RESUME_THROW -> state.module.tagDefinition(instruction.second).params();
            default -> NOTHING;
        });
        state.statement(Operators.op(instruction.opcodeIndex), state.field(region));
        code.word(instruction.index);
        if (opcode == Opcode.RESUME_THROW) {
            code.word(instruction.second);
        }
        code.word(frame);
        if (exception >= 0) {
            expressions.write(exception, code);
        }
        expressions.write(continuation, code);
        state.pushHomes(function.results());
    }

    /** Writes the pads of clauses. Returns their region. */
    private int clauses(OnClause[] clauses) {
        int region = state.handlers.open(control.top().region);
        boolean hasLabels = false;
        for (OnClause clause : clauses) {
            hasLabels |= !clause.isSwitch();
        }
        int over = IrWriter.NO_CHAIN;
        if (hasLabels) {
            // All operands, so that nothing is forced within a pad.
            operands.settle(operands.height());
            state.statement(Ir.BR, 0);
            over = code.chain(IrWriter.NO_CHAIN);
        }
        for (OnClause clause : clauses) {
            if (clause.isSwitch()) {
                state.handlers.clause(region, clause.tag(), HandlerTable.NONE, HandlerTable.NONE, HandlerTable.NONE);
            } else {
                exceptions.pad(region, clause.tag(), clause.label(), true);
            }
        }
        if (hasLabels) {
            code.bind(over);
        }
        state.handlers.begin(region, code.pc());
        state.handlers.end(region, code.pc());
        return region;
    }
}

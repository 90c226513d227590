package dev.vespula.internal.runtime;

import dev.vespula.LimitException;
import dev.vespula.internal.binary.ConstInstruction;
import dev.vespula.internal.types.ValTypes;
import java.util.List;

/**
 * A constant expression, read from the module once and evaluated at each instantiation. Validated before, so operands
 * have the right types; integers are kept in canonical slot form (i32 sign-extended).
 */
final class ConstExpression {
    private final ConstInstruction[] instructions;

    ConstExpression(List<ConstInstruction> instructions) {
        this.instructions = instructions.toArray(new ConstInstruction[0]);
    }

    /** Evaluates it and stores the value in a global. */
    void into(GlobalCell target, ModuleInstance instance) {
        if (instructions.length == 1) {
            one(instructions[0], target, instance);
            return;
        }
        GlobalCell[] stack = new GlobalCell[instructions.length];
        int height = 0;
        for (ConstInstruction instruction : instructions) {
            if (isBinary(instruction)) {
                height--;
                stack[height - 1].bits = binary(instruction, stack[height - 1].bits, stack[height].bits);
            } else {
                GlobalCell value = new GlobalCell(instance.store, ValTypes.BOTTOM, GlobalCell.Mutability.CONST);
                one(instruction, value, instance);
                stack[height++] = value;
            }
        }
        target.bits = stack[0].bits;
        target.high = stack[0].high;
        target.ref = stack[0].ref;
    }

    /** Evaluates an integer in slot form. */
    long integer(ModuleInstance instance) {
        GlobalCell value = new GlobalCell(instance.store, ValTypes.BOTTOM, GlobalCell.Mutability.CONST);
        into(value, instance);
        return value.bits;
    }

    /** Evaluates a reference. */
    Object reference(ModuleInstance instance) {
        GlobalCell value = new GlobalCell(instance.store, ValTypes.BOTTOM, GlobalCell.Mutability.CONST);
        into(value, instance);
        return value.ref;
    }

    private static void one(ConstInstruction instruction, GlobalCell target, ModuleInstance instance) {
        switch (instruction.opcode()) {
            case I32_CONST, F32_CONST -> target.bits = (int) instruction.immediate();
            case I64_CONST, F64_CONST -> target.bits = instruction.immediate();
            case V128_CONST -> {
                target.bits = instruction.immediate();
                target.high = instruction.second();
            }
            case REF_NULL -> target.ref = null;
            case REF_FUNC -> target.ref = instance.function((int) instruction.immediate());
            case GLOBAL_GET -> {
                GlobalCell source = instance.globals[(int) instruction.immediate()];
                target.bits = source.bits;
                target.high = source.high;
                target.ref = source.ref;
            }
            default -> throw new LimitException("constant expression with " + instruction.opcode().mnemonic()
                    + " is not supported yet", instruction.offset());
        }
    }

    private static boolean isBinary(ConstInstruction instruction) {
        return switch (instruction.opcode()) {
            case I32_ADD, I32_SUB, I32_MUL, I64_ADD, I64_SUB, I64_MUL -> true;
            default -> false;
        };
    }

    private static long binary(ConstInstruction instruction, long left, long right) {
        return switch (instruction.opcode()) {
            case I32_ADD -> (int) left + (int) right;
            case I32_SUB -> (int) left - (int) right;
            case I32_MUL -> (int) left * (int) right;
            case I64_ADD -> left + right;
            case I64_SUB -> left - right;
            case I64_MUL -> left * right;
            default -> throw new IllegalStateException(instruction.opcode().mnemonic());
        };
    }
}

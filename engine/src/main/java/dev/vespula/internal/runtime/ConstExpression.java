package dev.vespula.internal.runtime;

import dev.vespula.internal.binary.ConstInstruction;
import dev.vespula.internal.types.ValTypes;
import java.util.List;

/**
 * A constant expression, read from the module once and evaluated at each instantiation. Validated before, so operands
 * have the right types; integers are kept in canonical slot form (i32 sign-extended).
 */
public final class ConstExpression {
    private final ConstInstruction[] instructions;

    public ConstExpression(List<ConstInstruction> instructions) {
        this.instructions = instructions.toArray(new ConstInstruction[0]);
    }

    /** Evaluates it and stores the value in a global. */
    public void into(GlobalCell target, ModuleInstance instance) {
        if (instructions.length == 1 && isPlain(instructions[0])) {
            leaf(instructions[0], target, instance);
            return;
        }
        ConstStack stack = new ConstStack(instance, instructions.length);
        for (ConstInstruction instruction : instructions) {
            if (!stack.apply(instruction)) {
                leaf(instruction, stack.push(), instance);
            }
        }
        target.copy(stack.pop());
    }

    /** Evaluates an integer in slot form. */
    public long integer(ModuleInstance instance) {
        GlobalCell value = new GlobalCell(instance.store, ValTypes.BOTTOM, GlobalCell.Mutability.CONST);
        into(value, instance);
        return value.bits;
    }

    /** Evaluates a reference. */
    public Object reference(ModuleInstance instance) {
        GlobalCell value = new GlobalCell(instance.store, ValTypes.BOTTOM, GlobalCell.Mutability.CONST);
        into(value, instance);
        return value.ref;
    }

    /** Whether the instruction makes no object: a struct without operands, say. */
    private static boolean isPlain(ConstInstruction instruction) {
        return switch (instruction.opcode()) {
            case STRUCT_NEW, STRUCT_NEW_DEFAULT, STRUCT_NEW_DESC, STRUCT_NEW_DEFAULT_DESC, ARRAY_NEW_FIXED -> false;
            default -> true;
        };
    }

    private static void leaf(ConstInstruction instruction, GlobalCell target, ModuleInstance instance) {
        switch (instruction.opcode()) {
            case I32_CONST, F32_CONST -> target.bits = (int) instruction.immediate();
            case I64_CONST, F64_CONST -> target.bits = instruction.immediate();
            case V128_CONST -> {
                target.bits = instruction.immediate();
                target.high = instruction.second();
            }
            case REF_NULL -> target.ref = null;
            case REF_FUNC -> target.ref = instance.function((int) instruction.immediate());
            case GLOBAL_GET -> target.copy(instance.globals[(int) instruction.immediate()]);
            default -> throw new IllegalStateException(instruction.opcode().mnemonic());
        }
    }
}

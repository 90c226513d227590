package dev.vespula.internal.runtime;

import dev.vespula.I31;
import dev.vespula.internal.binary.ConstInstruction;
import dev.vespula.internal.limits.Growth;
import dev.vespula.internal.objects.ArrayObject;
import dev.vespula.internal.objects.NullObject;
import dev.vespula.internal.objects.ObjectType;
import dev.vespula.internal.objects.StructObject;
import dev.vespula.internal.types.ValTypes;

/** The operands of a constant expression under evaluation, and the instructions that take some. */
final class ConstStack {
    private final ModuleInstance instance;
    private final GlobalCell[] values;
    private int height;

    /** An empty stack for an expression of so many instructions. */
    ConstStack(ModuleInstance instance, int instructions) {
        this.instance = instance;
        this.values = new GlobalCell[instructions];
    }

    GlobalCell push() {
        GlobalCell value = new GlobalCell(instance.store, ValTypes.BOTTOM, GlobalCell.Mutability.CONST);
        values[height++] = value;
        return value;
    }

    GlobalCell pop() {
        return values[--height];
    }

    /** Executes an instruction that takes operands; does nothing and says so if it is another one. */
    boolean apply(ConstInstruction instruction) {
        switch (instruction.opcode()) {
            case I32_ADD, I32_SUB, I32_MUL, I64_ADD, I64_SUB, I64_MUL -> {
                long right = pop().bits;
                long left = pop().bits;
                push().bits = binary(instruction, left, right);
            }
            case REF_I31 -> {
                I31 number = I31.of((int) pop().bits);
                push().ref = number;
            }
            case STRUCT_NEW -> newStruct(StructObject.makeByHost(instance.store, type(instruction)));
            case STRUCT_NEW_DESC -> newStruct(newDescribed(type(instruction)));
            case STRUCT_NEW_DEFAULT_DESC -> {
                StructObject struct = newDescribed(type(instruction));
                push().ref = struct;
            }
            case STRUCT_NEW_DEFAULT -> push().ref = StructObject.makeByHost(instance.store, type(instruction));
            case ARRAY_NEW -> {
                int length = (int) pop().bits;
                newArray(type(instruction), length, pop());
            }
            case ARRAY_NEW_DEFAULT -> {
                int length = (int) pop().bits;
                push().ref = ArrayObject.make(instance.store, type(instruction), length, Growth.BY_HOST);
            }
            case ARRAY_NEW_FIXED -> newFixed(type(instruction), (int) instruction.second());
            case ANY_CONVERT_EXTERN, EXTERN_CONVERT_ANY -> {
                // The same object stands for the reference in both hierarchies.
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private ObjectType type(ConstInstruction instruction) {
        return instance.module.engine.objectType(instance.module.typeId((int) instruction.immediate()));
    }

    private StructObject newDescribed(ObjectType type) {
        Object descriptor = pop().ref;
        if (descriptor == null) {
            throw NullObject.descriptor();
        }
        StructObject struct = StructObject.makeByHost(instance.store, type);
        struct.describe(descriptor);
        return struct;
    }

    private void newStruct(StructObject struct) {
        ObjectType type = struct.type;
        for (int field = struct.fieldCount() - 1; field >= 0; field--) {
            GlobalCell value = pop();
            if (type.field(field) >= 0) {
                struct.reference(field, value.ref);
            } else {
                struct.number(field, value.bits);
                if (type.field(field) == ValTypes.V128) {
                    struct.high(field, value.high);
                }
            }
        }
        push().ref = struct;
    }

    private void newArray(ObjectType type, int length, GlobalCell value) {
        ArrayObject array = ArrayObject.make(instance.store, type, length, Growth.BY_HOST);
        if (length != 0) {
            put(array, 0, value);
            array.spread();
        }
        push().ref = array;
    }

    private void newFixed(ObjectType type, int length) {
        ArrayObject array = ArrayObject.make(instance.store, type, length, Growth.BY_HOST);
        for (int index = length - 1; index >= 0; index--) {
            put(array, index, pop());
        }
        push().ref = array;
    }

    private static void put(ArrayObject array, int index, GlobalCell value) {
        int type = array.type.field(0);
        if (type >= 0) {
            array.reference(index, value.ref);
            return;
        }
        array.number(index, value.bits);
        if (type == ValTypes.V128) {
            array.high(index, value.high);
        }
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

package dev.vespula.internal.validate;

import dev.vespula.Feature;
import dev.vespula.internal.binary.ConstInstruction;
import dev.vespula.internal.binary.ImplementationLimits;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.internal.types.ValTypes;
import java.util.Arrays;
import java.util.List;

/** Validates constant expressions: section 3.4 of the specification, "Constant Expressions". */
final class ConstExpressionValidator {
    private final ModuleModel module;
    private final TypeRegistry registry;
    private final ValidationErrors errors;
    /** Globals that may be named: those with a lower index. */
    private int visibleGlobals;
    private int[] operands = new int[8];
    private int height;
    private ConstInstruction current;

    ConstExpressionValidator(ModuleModel module) {
        this.module = module;
        this.registry = module.registry();
        this.errors = new ValidationErrors(module);
    }

    /**
     * Checks that the expression at an offset yields one value of a type.
     *
     * @param globals number of globals that the expression can see
     */
    void validate(int offset, int type, int globals) {
        visibleGlobals = globals;
        height = 0;
        List<ConstInstruction> instructions = module.constExpression(offset);
        for (ConstInstruction instruction : instructions) {
            current = instruction;
            apply(instruction);
        }
        if (height != 1 || !registry.isSubtype(operands[0], type)) {
            throw errors.at(offset).constResult(type, height, operands[0]);
        }
    }

    private void apply(ConstInstruction instruction) {
        switch (instruction.opcode()) {
            case I32_CONST -> push(ValTypes.I32);
            case I64_CONST -> push(ValTypes.I64);
            case F32_CONST -> push(ValTypes.F32);
            case F64_CONST -> push(ValTypes.F64);
            case V128_CONST -> push(ValTypes.V128);
            case I32_ADD, I32_SUB, I32_MUL -> binary(ValTypes.I32);
            case I64_ADD, I64_SUB, I64_MUL -> binary(ValTypes.I64);
            case REF_NULL -> push(ValTypes.nullable((int) instruction.immediate()));
            case REF_FUNC -> refFunc((int) instruction.immediate());
            case GLOBAL_GET -> globalGet((int) instruction.immediate());
            case STRUCT_NEW, STRUCT_NEW_DEFAULT, ARRAY_NEW, ARRAY_NEW_DEFAULT, ARRAY_NEW_FIXED ->
                aggregate(instruction);
            case REF_I31 -> {
                pop(ValTypes.I32);
                push(ValTypes.nonNull(HeapTypes.I31));
            }
            case ANY_CONVERT_EXTERN -> convert(ValTypes.EXTERNREF, HeapTypes.ANY);
            case EXTERN_CONVERT_ANY -> convert(ValTypes.ANYREF, HeapTypes.EXTERN);
            default -> throw errors().notConstant(instruction.opcode());
        }
    }

    private void binary(int type) {
        pop(type);
        pop(type);
        push(type);
    }

    private void refFunc(int function) {
        if (Integer.compareUnsigned(function, module.functionCount()) >= 0) {
            throw errors().unknown("function", function);
        }
        push(ValTypes.nonNull(HeapTypes.ofId(module.functionTypeId(function))));
    }

    private void globalGet(int global) {
        if (Integer.compareUnsigned(global, visibleGlobals) >= 0) {
            throw errors().unknown("global", global);
        }
        if (module.isGlobalMutable(global)) {
            throw errors().mutableInConstant(global);
        }
        push(module.globalType(global));
    }

    private void aggregate(ConstInstruction instruction) {
        Opcode opcode = instruction.opcode();
        TypeDefinition type = type((int) instruction.immediate());
        boolean isStruct = opcode == Opcode.STRUCT_NEW || opcode == Opcode.STRUCT_NEW_DEFAULT;
        requireKind(type, isStruct ? TypeKind.STRUCT : TypeKind.ARRAY);
        switch (opcode) {
            case STRUCT_NEW -> {
                for (int k = type.fieldCount() - 1; k >= 0; k--) {
                    pop(ValTypes.unpacked(type.field(k)));
                }
            }
            case STRUCT_NEW_DEFAULT -> requireDefaultable(type);
            case ARRAY_NEW -> {
                pop(ValTypes.I32);
                pop(ValTypes.unpacked(type.field(0)));
            }
            case ARRAY_NEW_DEFAULT -> {
                pop(ValTypes.I32);
                requireDefaultable(type);
            }
            default -> arrayNewFixed(type, instruction);
        }
        push(ValTypes.nonNull(type.heap()));
    }

    private void arrayNewFixed(TypeDefinition type, ConstInstruction instruction) {
        int length = (int) instruction.second();
        ImplementationLimits.check(length, ImplementationLimits.FIXED_ARRAY_OPERANDS, "operands of array.new_fixed",
                instruction.offset());
        for (int k = 0; k < length; k++) {
            pop(ValTypes.unpacked(type.field(0)));
        }
    }

    private TypeDefinition type(int index) {
        if (Integer.compareUnsigned(index, module.typeCount()) >= 0) {
            throw errors().unknown("type", index);
        }
        return module.type(index);
    }

    private void requireKind(TypeDefinition type, TypeKind kind) {
        if (type.kind() != kind) {
            throw errors().typeKind(current.opcode());
        }
    }

    private void requireDefaultable(TypeDefinition type) {
        for (int field : type.fields()) {
            if (!ValTypes.isDefaultable(field)) {
                throw errors().notDefaultable(field);
            }
        }
    }

    private void convert(int operand, int resultHeap) {
        int actual = pop(operand);
        push(ValTypes.isNullable(actual) ? ValTypes.nullable(resultHeap) : ValTypes.nonNull(resultHeap));
    }

    private void push(int type) {
        if (height == operands.length) {
            operands = Arrays.copyOf(operands, height * 2);
        }
        operands[height++] = type;
    }

    private int pop(int expected) {
        if (height == 0) {
            throw errors().missingOperand(expected);
        }
        int actual = operands[--height];
        if (!registry.isSubtype(actual, expected)) {
            throw errors().typeMismatch(expected, actual);
        }
        return actual;
    }

    private ValidationErrors errors() {
        return errors.at(current.offset());
    }

    /** Whether expressions may use globals that the module itself defines, rather than only imported ones. */
    static boolean seesDefinedGlobals(ModuleModel module) {
        return module.features().has(Feature.GC);
    }
}

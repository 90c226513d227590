package dev.vespula.internal.validate;

import dev.vespula.Feature;
import dev.vespula.InvalidException;
import dev.vespula.internal.binary.ConstInstruction;
import dev.vespula.internal.binary.ImplementationLimits;
import dev.vespula.internal.binary.ModuleModel;
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
    /** Globals that may be named: those with a lower index. */
    private int visibleGlobals;
    private int[] operands = new int[8];
    private int height;
    private ConstInstruction current;

    ConstExpressionValidator(ModuleModel module) {
        this.module = module;
        this.registry = module.registry();
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
            String found = height == 1 ? module.typeName(operands[0]) : height + " values";
            throw new InvalidException("type mismatch: constant expression must give " + module.typeName(type)
                    + ", not " + found, offset);
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
            default -> throw invalid("constant expression required, not " + instruction.opcode().mnemonic());
        }
    }

    private void binary(int type) {
        pop(type);
        pop(type);
        push(type);
    }

    private void refFunc(int function) {
        if (Integer.compareUnsigned(function, module.functionCount()) >= 0) {
            throw invalid("unknown function " + Integer.toUnsignedString(function));
        }
        push(ValTypes.nonNull(HeapTypes.ofId(module.functionTypeId(function))));
    }

    private void globalGet(int global) {
        if (Integer.compareUnsigned(global, visibleGlobals) >= 0) {
            throw invalid("unknown global " + Integer.toUnsignedString(global));
        }
        if (module.isGlobalMutable(global)) {
            throw invalid("constant expression required, global " + global + " is mutable");
        }
        push(module.globalType(global));
    }

    private void aggregate(ConstInstruction instruction) {
        TypeDefinition type = type((int) instruction.immediate());
        switch (instruction.opcode()) {
            case STRUCT_NEW -> {
                requireKind(type, TypeKind.STRUCT);
                for (int k = type.fieldCount() - 1; k >= 0; k--) {
                    pop(ValTypes.unpacked(type.field(k)));
                }
            }
            case STRUCT_NEW_DEFAULT -> {
                requireKind(type, TypeKind.STRUCT);
                requireDefaultable(type);
            }
            case ARRAY_NEW -> {
                requireKind(type, TypeKind.ARRAY);
                pop(ValTypes.I32);
                pop(ValTypes.unpacked(type.field(0)));
            }
            case ARRAY_NEW_DEFAULT -> {
                requireKind(type, TypeKind.ARRAY);
                pop(ValTypes.I32);
                requireDefaultable(type);
            }
            default -> arrayNewFixed(type, instruction);
        }
        push(ValTypes.nonNull(type.heap()));
    }

    private void arrayNewFixed(TypeDefinition type, ConstInstruction instruction) {
        requireKind(type, TypeKind.ARRAY);
        int length = (int) instruction.second();
        ImplementationLimits.check(length, ImplementationLimits.FIXED_ARRAY_OPERANDS, "operands of array.new_fixed",
                instruction.offset());
        for (int k = 0; k < length; k++) {
            pop(ValTypes.unpacked(type.field(0)));
        }
    }

    private TypeDefinition type(int index) {
        if (Integer.compareUnsigned(index, module.typeCount()) >= 0) {
            throw invalid("unknown type " + Integer.toUnsignedString(index));
        }
        return module.type(index);
    }

    private void requireKind(TypeDefinition type, TypeKind kind) {
        if (type.kind() != kind) {
            throw invalid("type mismatch: " + current.opcode().mnemonic() + " of a type of another kind");
        }
    }

    private void requireDefaultable(TypeDefinition type) {
        for (int field : type.fields()) {
            if (!ValTypes.isDefaultable(field)) {
                throw invalid("type mismatch: field of type " + module.typeName(field) + " is not defaultable");
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
            throw mismatch(expected, "");
        }
        int actual = operands[--height];
        if (!registry.isSubtype(actual, expected)) {
            throw mismatch(expected, module.typeName(actual));
        }
        return actual;
    }

    private InvalidException mismatch(int expected, String actual) {
        return invalid("type mismatch: instruction requires [" + module.typeName(expected) + "] but stack has ["
                + actual + "]");
    }

    private InvalidException invalid(String reason) {
        return new InvalidException(reason, current.offset());
    }

    /** Whether expressions may use globals that the module itself defines, rather than only imported ones. */
    static boolean seesDefinedGlobals(ModuleModel module) {
        return module.features().has(Feature.GC);
    }
}

package dev.vespula.internal.validate;

import dev.vespula.internal.binary.ModuleError;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.ValTypes;

/** References: null, functions, tests and casts, i31, conversions between hierarchies, the length of an array. */
final class ReferenceInstructions {
    private static final int I31 = ValTypes.nonNull(HeapTypes.I31);

    private final FunctionBody body;

    ReferenceInstructions(FunctionBody body) {
        this.body = body;
    }

    void validate(Opcode opcode) {
        switch (opcode) {
            case REF_NULL -> body.push(ValTypes.nullable(body.readHeapType()));
            case REF_FUNC -> refFunc();
            case REF_IS_NULL -> {
                body.popReference();
                body.push(ValTypes.I32);
            }
            case REF_AS_NON_NULL -> body.push(ValTypes.withoutNull(body.popReference()));
            case REF_EQ -> {
                body.pop(ValTypes.EQREF);
                replace(ValTypes.EQREF, ValTypes.I32);
            }
            case REF_TEST -> replace(castSource(false), ValTypes.I32);
            case REF_TEST_NULL -> replace(castSource(true), ValTypes.I32);
            case REF_CAST -> replace(castSource(false), body.instruction.second);
            case REF_CAST_NULL -> replace(castSource(true), body.instruction.second);
            case REF_CAST_DESC_EQ -> castByDescriptor(false);
            case REF_CAST_DESC_EQ_NULL -> castByDescriptor(true);
            case REF_I31 -> replace(ValTypes.I32, I31);
            case I31_GET_S, I31_GET_U -> replace(ValTypes.I31REF, ValTypes.I32);
            case ARRAY_LEN -> replace(ValTypes.ARRAYREF, ValTypes.I32);
            case ANY_CONVERT_EXTERN -> convert(ValTypes.EXTERNREF, HeapTypes.ANY);
            default -> convert(ValTypes.ANYREF, HeapTypes.EXTERN);
        }
    }

    private void replace(int operand, int result) {
        body.pop(operand);
        body.push(result);
    }

    private void refFunc() {
        int function = body.readFunction();
        if (!body.module.isDeclared(function)) {
            throw body.error(ModuleError.UNDECLARED_FUNCTION, function);
        }
        TypeDefinition type = body.module.functionDefinition(function);
        body.push(body.module.isExact(function) ? body.made(type) : ValTypes.nonNull(type.heap()));
        body.instruction.index = function;
    }

    /** Reads the target of a cast. Returns the type of what may be cast to it. */
    private int castSource(boolean admitsNull) {
        int heap = body.readHeapType();
        body.instruction.second = admitsNull ? ValTypes.nullable(heap) : ValTypes.nonNull(heap);
        int top = body.registry.top(heap);
        if (top == HeapTypes.CONT) {
            throw body.error(ModuleError.CONTINUATION_CAST);
        }
        return ValTypes.nullable(top);
    }

    private void castByDescriptor(boolean admitsNull) {
        int source = castSource(admitsNull);
        int target = body.instruction.second;
        body.pop(body.descriptor(ValTypes.heap(target)));
        replace(source, target);
    }

    private void convert(int operand, int resultHeap) {
        int actual = body.pop(operand);
        body.push(actual == ValTypes.BOTTOM || ValTypes.isNullable(actual)
                ? ValTypes.nullable(resultHeap)
                : ValTypes.nonNull(resultHeap));
    }
}

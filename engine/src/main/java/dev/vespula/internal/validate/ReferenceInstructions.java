package dev.vespula.internal.validate;

import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;

/** References: null, functions, tests and casts, i31, conversions between hierarchies. */
final class ReferenceInstructions {
    private static final int I31 = ValTypes.nonNull(HeapTypes.I31);

    private final Body body;

    ReferenceInstructions(Body body) {
        this.body = body;
    }

    void validate(Opcode opcode) {
        switch (opcode) {
            case REF_NULL -> refNull();
            case REF_FUNC -> refFunc();
            case REF_IS_NULL -> refIsNull();
            case REF_AS_NON_NULL -> refAsNonNull();
            case REF_EQ -> refEq();
            case REF_TEST, REF_TEST_NULL, REF_CAST, REF_CAST_NULL -> cast(opcode);
            case REF_I31 -> i31(opcode, ValTypes.I32, I31);
            case I31_GET_S, I31_GET_U -> i31(opcode, ValTypes.I31REF, ValTypes.I32);
            case ANY_CONVERT_EXTERN -> convert(opcode, ValTypes.EXTERNREF, HeapTypes.ANY);
            default -> convert(opcode, ValTypes.ANYREF, HeapTypes.EXTERN);
        }
    }

    private void refNull() {
        int heap = body.readHeapType();
        body.push(ValTypes.nullable(heap));
        if (body.live != null) {
            body.live.refNull(heap);
        }
    }

    private void refFunc() {
        int function = body.readFunction();
        if (!body.module.isDeclared(function)) {
            throw body.invalid("undeclared function reference " + function);
        }
        body.push(ValTypes.nonNull(HeapTypes.ofId(body.module.functionTypeId(function))));
        if (body.live != null) {
            body.live.refFunc(function);
        }
    }

    private void refIsNull() {
        body.popReference();
        body.push(ValTypes.I32);
        if (body.live != null) {
            body.live.refIsNull();
        }
    }

    private void refAsNonNull() {
        int type = body.popReference();
        body.push(ValTypes.withoutNull(type));
        if (body.live != null) {
            body.live.refAsNonNull();
        }
    }

    private void refEq() {
        body.pop(ValTypes.EQREF);
        body.pop(ValTypes.EQREF);
        body.push(ValTypes.I32);
        if (body.live != null) {
            body.live.refEq();
        }
    }

    private void cast(Opcode opcode) {
        int heap = body.readHeapType();
        boolean admitsNull = opcode == Opcode.REF_TEST_NULL || opcode == Opcode.REF_CAST_NULL;
        int target = admitsNull ? ValTypes.nullable(heap) : ValTypes.nonNull(heap);
        body.pop(ValTypes.nullable(body.registry.top(heap)));
        boolean tests = opcode == Opcode.REF_TEST || opcode == Opcode.REF_TEST_NULL;
        body.push(tests ? ValTypes.I32 : target);
        if (body.live != null) {
            body.live.cast(opcode, target);
        }
    }

    private void i31(Opcode opcode, int operand, int result) {
        body.pop(operand);
        body.push(result);
        if (body.live != null) {
            body.live.i31(opcode);
        }
    }

    private void convert(Opcode opcode, int operand, int resultHeap) {
        int actual = body.pop(operand);
        body.push(actual == ValTypes.BOTTOM || ValTypes.isNullable(actual)
                ? ValTypes.nullable(resultHeap)
                : ValTypes.nonNull(resultHeap));
        if (body.live != null) {
            body.live.convert(opcode);
        }
    }
}

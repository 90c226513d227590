package dev.vespula.text.printer;

import dev.vespula.internal.binary.Opcode;

/** Operands and results of instructions that have no signature in the table but do not depend on their immediates. */
final class Arity {
    private Arity() {}

    static int operands(Opcode opcode) {
        return switch (opcode) {
            case DROP, LOCAL_SET, LOCAL_TEE, GLOBAL_SET, THROW_REF, REF_IS_NULL, REF_AS_NON_NULL, REF_I31, I31_GET_S, I31_GET_U,
                    ANY_CONVERT_EXTERN, EXTERN_CONVERT_ANY, REF_TEST, REF_TEST_NULL, REF_CAST,
                    REF_CAST_NULL, STRUCT_GET, STRUCT_GET_S, STRUCT_GET_U, ARRAY_LEN, ARRAY_NEW_DEFAULT -> 1;
            case REF_EQ, STRUCT_SET, ARRAY_NEW, ARRAY_GET, ARRAY_GET_S, ARRAY_GET_U, ARRAY_NEW_DATA, ARRAY_NEW_ELEM -> 2;
            case SELECT, SELECT_T, TABLE_COPY, MEMORY_COPY, ARRAY_SET -> 3;
            case ARRAY_FILL, ARRAY_INIT_DATA, ARRAY_INIT_ELEM -> 4;
            case ARRAY_COPY -> 5;
            default -> 0;
        };
    }

    static int results(Opcode opcode) {
        return switch (opcode) {
            case DROP, LOCAL_SET, GLOBAL_SET, TABLE_COPY, MEMORY_COPY, STRUCT_SET, ARRAY_SET, ARRAY_FILL, ARRAY_COPY,
                    ARRAY_INIT_DATA, ARRAY_INIT_ELEM, UNREACHABLE, RETURN, THROW, THROW_REF, RETHROW -> 0;
            default -> 1;
        };
    }
}

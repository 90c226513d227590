package dev.vespula.internal.validate;

import dev.vespula.Feature;
import dev.vespula.internal.binary.Features;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.ValTypes;

/**
 * The instruction table cut for the validator's loop: for each {@linkplain Opcode#index() index} an int that says which
 * family's code deals with the instruction and, where operands and results are fixed, these.
 *
 * <p>An entry has the family in bits 0..4, the number of operands in bits 5..7, the number of results in bits 8..9, then
 * 3 bits for each type, operands from the last to the first, results from the first to the last. A type's code is the
 * negated int of ValTypes, {@link #ADDRESS} the memory's address type.
 */
final class Family {
    /** No such instruction, or not with the features that are on. Not 0, which is an entry not made yet. */
    static final byte ILLEGAL = 19;
    /** No immediates, fixed operands and results. */
    static final byte PLAIN = 1;
    static final byte LOCAL_GET = 2;
    static final byte LOCAL_SET = 3;
    static final byte LOCAL_TEE = 4;
    static final byte CONSTANT = 5;
    /** Memory access without a lane: fixed operands and results, address type as the memory has it. */
    static final byte ACCESS = 6;
    static final byte GLOBAL = 7;
    static final byte BLOCK = 8;
    static final byte END = 9;
    static final byte BRANCH = 10;
    static final byte CALL = 11;
    static final byte PARAMETRIC = 12;
    static final byte MEMORY = 13;
    static final byte TABLE = 14;
    static final byte LANE = 15;
    static final byte REFERENCE = 16;
    static final byte AGGREGATE = 17;
    static final byte EXCEPTION = 18;

    static final int FAMILY_MASK = 31;
    static final int OPERANDS_SHIFT = 5;
    static final int OPERANDS_MASK = 7;
    static final int RESULTS_SHIFT = 8;
    static final int RESULTS_MASK = 3;
    static final int TYPES_SHIFT = 10;
    static final int TYPE_BITS = 3;
    static final int ADDRESS = 6;

    private Family() {}

    /** The entry of an instruction. */
    static int entry(int index, Features features) {
        Opcode opcode = Opcode.ofIndex(index);
        if (opcode == null || !isOn(opcode, features)) {
            return ILLEGAL;
        }
        return of(opcode) | (opcode.hasSignature() ? pack(opcode.signature()) : 0);
    }

    private static boolean isOn(Opcode opcode, Features features) {
        Feature feature = opcode.feature();
        if (opcode == Opcode.THROW) {
            // The one instruction that both forms of exception handling share.
            return features.has(Feature.EXCEPTIONS) || features.has(Feature.LEGACY_EXCEPTIONS);
        }
        return feature == null || features.has(feature);
    }

    private static byte of(Opcode opcode) {
        return switch (opcode) {
            case LOCAL_GET -> LOCAL_GET;
            case LOCAL_SET -> LOCAL_SET;
            case LOCAL_TEE -> LOCAL_TEE;
            case GLOBAL_GET, GLOBAL_SET -> GLOBAL;
            case I32_CONST, I64_CONST, F32_CONST, F64_CONST, V128_CONST -> CONSTANT;
            case BLOCK, LOOP, IF, TRY_TABLE -> BLOCK;
            case ELSE, END -> END;
            case UNREACHABLE, BR, BR_IF, BR_TABLE, RETURN, BR_ON_NULL, BR_ON_NON_NULL, BR_ON_CAST, BR_ON_CAST_FAIL ->
                BRANCH;
            case CALL, CALL_INDIRECT, CALL_REF, RETURN_CALL, RETURN_CALL_INDIRECT, RETURN_CALL_REF -> CALL;
            case DROP, SELECT, SELECT_T -> PARAMETRIC;
            case TRY, CATCH, CATCH_ALL, DELEGATE, RETHROW, THROW, THROW_REF -> EXCEPTION;
            default -> byImmediates(opcode);
        };
    }

    private static byte byImmediates(Opcode opcode) {
        if (opcode.prefix() == 0xFB) {
            return switch (opcode) {
                case REF_TEST, REF_TEST_NULL, REF_CAST, REF_CAST_NULL, REF_I31, I31_GET_S, I31_GET_U,
                        ANY_CONVERT_EXTERN, EXTERN_CONVERT_ANY -> REFERENCE;
                default -> AGGREGATE;
            };
        }
        return switch (opcode.immediates()) {
            case MEMARG -> ACCESS;
            case MEMARG_LANE, LANE, SHUFFLE -> LANE;
            case MEMORY, MEMORY_MEMORY, DATA, DATA_MEMORY, FENCE -> MEMORY;
            case TABLE, TABLE_TABLE, ELEM, ELEM_TABLE -> TABLE;
            case NONE -> opcode.hasSignature() ? PLAIN : REFERENCE;
            default -> REFERENCE;
        };
    }

    private static int pack(String signature) {
        int colon = signature.indexOf(':');
        int results = signature.length() - colon - 1;
        int packed = colon << OPERANDS_SHIFT | results << RESULTS_SHIFT;
        int shift = TYPES_SHIFT;
        for (int k = colon - 1; k >= 0; k--, shift += TYPE_BITS) {
            packed |= code(signature.charAt(k)) << shift;
        }
        for (int k = colon + 1; k < signature.length(); k++, shift += TYPE_BITS) {
            packed |= code(signature.charAt(k)) << shift;
        }
        return packed;
    }

    private static int code(char letter) {
        return switch (letter) {
            case 'i' -> -ValTypes.I32;
            case 'l' -> -ValTypes.I64;
            case 'f' -> -ValTypes.F32;
            case 'd' -> -ValTypes.F64;
            case 'v' -> -ValTypes.V128;
            case 'a' -> ADDRESS;
            default -> throw new IllegalArgumentException("no type letter: " + letter);
        };
    }
}

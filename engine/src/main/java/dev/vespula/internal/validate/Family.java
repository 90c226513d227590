package dev.vespula.internal.validate;

import dev.vespula.Feature;
import dev.vespula.internal.binary.Features;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.ValTypes;

/**
 * The instruction table cut for the loops of validator and translator: for each {@linkplain Opcode#index() index} an int
 * that says which family's code deals with the instruction and, where operands and results are fixed, these.
 *
 * <p>An entry has the family in bits 0..4, the number of operands in bits 5..7, the number of results in bits 8..9, then
 * 3 bits for each type, operands from the last to the first, results from the first to the last. A type's code is the
 * negated int of ValTypes, {@link #ADDRESS} the address type of the memory or table, {@link #ELEMENT} the type of the
 * table's elements.
 */
public final class Family {
    /** No immediates, fixed operands and results. */
    public static final byte PLAIN = 1;
    public static final byte LOCAL_GET = 2;
    public static final byte LOCAL_SET = 3;
    public static final byte LOCAL_TEE = 4;
    public static final byte GLOBAL = 5;
    /** A number or vector in the code. */
    public static final byte CONSTANT = 6;
    /** What has an address in a memory: loads, stores, atomic accesses. */
    public static final byte ACCESS = 7;
    /** The same that names a lane besides. */
    public static final byte LANE_ACCESS = 18;
    /** Vector instructions with lane numbers that access no memory. */
    public static final byte LANE = 8;
    /** What opens a block. */
    public static final byte BLOCK = 9;
    /** What ends a block or one of its arms. */
    public static final byte END = 10;
    /** What goes on elsewhere or nowhere, tail calls apart. */
    public static final byte BRANCH = 11;
    public static final byte CALL = 12;
    /** {@code drop} and {@code select}. */
    public static final byte PARAMETRIC = 13;
    /** What names memories or data segments and is no access. */
    public static final byte MEMORY = 14;
    /** What names tables or element segments, calls apart. */
    public static final byte TABLE = 15;
    public static final byte REFERENCE = 16;
    /** Structs and arrays. */
    public static final byte AGGREGATE = 17;
    /** Continuations. */
    public static final byte STACK = 20;
    /** No such instruction, or not with the features that are on. Not 0, which is an entry not made yet. */
    static final byte ILLEGAL = 19;

    static final int FAMILY_MASK = 31;
    static final int OPERANDS_SHIFT = 5;
    static final int OPERANDS_MASK = 7;
    static final int RESULTS_SHIFT = 8;
    static final int RESULTS_MASK = 3;
    static final int TYPES_SHIFT = 10;
    static final int TYPE_BITS = 3;
    static final int TYPE_MASK = 7;
    static final int ADDRESS = 6;
    static final int ELEMENT = 7;

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
            case ELSE, END, CATCH, CATCH_ALL, DELEGATE -> END;
            case UNREACHABLE, RETURN, THROW, THROW_REF -> BRANCH;
            case DROP, SELECT -> PARAMETRIC;
            case CALL, CALL_REF, RETURN_CALL, RETURN_CALL_REF -> CALL;
            case CONT_NEW, CONT_BIND, SUSPEND, RESUME, RESUME_THROW, RESUME_THROW_REF, SWITCH -> STACK;
            default -> byImmediates(opcode);
        };
    }

    private static byte byImmediates(Opcode opcode) {
        return switch (opcode.immediates()) {
            case NONE -> opcode.hasSignature() ? PLAIN : REFERENCE;
            case FUNC, HEAP_TYPE -> REFERENCE;
            case GLOBAL -> GLOBAL;
            case I32, I64, F32, F64, V128 -> CONSTANT;
            case MEMARG -> ACCESS;
            case MEMARG_LANE -> LANE_ACCESS;
            case LANE, SHUFFLE -> LANE;
            case BLOCK, TRY_TABLE -> BLOCK;
            case LABEL, LABEL_TABLE, CAST_BRANCH -> BRANCH;
            case CALL_INDIRECT -> CALL;
            case SELECT_TYPES -> PARAMETRIC;
            case MEMORY, MEMORY_MEMORY, DATA, DATA_MEMORY, FENCE -> MEMORY;
            case TABLE, TABLE_TABLE, ELEM, ELEM_TABLE -> TABLE;
            case TYPE, TYPE_FIELD, TYPE_COUNT, TYPE_TYPE, TYPE_DATA, TYPE_ELEM -> AGGREGATE;
            default -> throw new IllegalArgumentException(opcode.mnemonic());
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
            case 'e' -> ELEMENT;
            default -> throw new IllegalArgumentException("no type letter: " + letter);
        };
    }
}

package dev.vespula.internal.binary;

import dev.vespula.internal.types.HeapTypes;

/**
 * The numbers of the binary format (specification, section 5), but for the codes of instructions, which are in {@link Opcode},
 * and the subsections of names, which are {@link NameSection.Space}.
 */
public final class BinaryFormat {
    public static final int MAGIC = 0x6D736100;
    public static final int VERSION = 1;
    public static final int HEADER_BYTES = 8;

    public static final int CUSTOM_SECTION = 0;
    public static final int TYPE_SECTION = 1;
    public static final int IMPORT_SECTION = 2;
    public static final int FUNCTION_SECTION = 3;
    public static final int TABLE_SECTION = 4;
    public static final int MEMORY_SECTION = 5;
    public static final int GLOBAL_SECTION = 6;
    public static final int EXPORT_SECTION = 7;
    public static final int START_SECTION = 8;
    public static final int ELEMENT_SECTION = 9;
    public static final int CODE_SECTION = 10;
    public static final int DATA_SECTION = 11;
    public static final int DATA_COUNT_SECTION = 12;
    public static final int TAG_SECTION = 13;

    // What a type definition begins with.
    public static final int REC = 0x4E;
    /** Behind the supertypes: the type whose objects those of this one describe. */
    public static final int DESCRIBES = 0x4C;
    /** Behind that: the type whose objects describe those of this one. */
    public static final int DESCRIPTOR = 0x4D;
    public static final int SUB_FINAL = 0x4F;
    public static final int SUB = 0x50;
    public static final int CONT = 0x5D;
    public static final int ARRAY = 0x5E;
    public static final int STRUCT = 0x5F;
    public static final int FUNC = 0x60;

    // What stands behind an empty name in the place of a kind: several imports follow, of one module, or of one type besides.
    public static final int IMPORTS_OF_MODULE = 0x7F;
    public static final int IMPORTS_OF_TYPE = 0x7E;

    // What a reference type with a heap type begins with.
    public static final int REF_NULL = 0x63;
    public static final int REF = 0x64;
    /** What stands before the type index of an exact heap type. */
    public static final int EXACT = 0x62;
    /** The kind of an import that is a function of exactly its type. */
    public static final int EXACT_FUNCTION = 0x20;

    /** The block type without values. */
    public static final int EMPTY_BLOCK = 0x40;

    // Flags of limits.
    public static final int HAS_MAX = 1;
    public static final int SHARED = 2;
    public static final int ADDRESS_64 = 4;
    public static final int HAS_PAGE_SIZE = 8;
    /** Exponent of the usual page size. */
    public static final int PAGE_SIZE_LOG2 = 16;
    /** What a table with an initial value begins with. */
    public static final int TABLE_WITH_INIT = 0x40;

    // Flags of segments.
    /** Not active; with {@link #EXPLICIT_INDEX} declarative. */
    public static final int PASSIVE_OR_DECLARATIVE = 1;
    public static final int EXPLICIT_INDEX = 2;
    public static final int EXPRESSIONS = 4;

    /** Flag beside an alignment: an index of a memory follows. */
    public static final int HAS_MEMORY = 0x40;

    // Clauses of try_table.
    public static final int CATCH = 0;
    public static final int CATCH_REF = 1;
    public static final int CATCH_ALL = 2;
    public static final int CATCH_ALL_REF = 3;

    // Clauses of resume.
    public static final int ON_LABEL = 0;
    public static final int ON_SWITCH = 1;

    // Flags of br_on_cast.
    public static final int CAST_FROM_NULL = 1;
    public static final int CAST_TO_NULL = 2;

    // The first byte of an instruction whose code has two parts.
    public static final int FIRST_PREFIX = 0xFB;
    public static final int LAST_PREFIX = 0xFE;

    /** Codes of the abstract heap types, in the order of {@link HeapTypes}. */
    private static final int[] HEAP_CODES = {
        0x70, 0x6F, 0x6E, 0x6D, 0x6C, 0x6B, 0x6A, 0x69, 0x71, 0x73, 0x72, 0x74, 0x68, 0x75
    };
    private static final int FIRST_HEAP_CODE = 0x68;
    private static final byte[] HEAPS = new byte[HeapTypes.ABSTRACT_COUNT];

    static {
        for (int heap = 0; heap < HeapTypes.ABSTRACT_COUNT; heap++) {
            HEAPS[HEAP_CODES[heap] - FIRST_HEAP_CODE] = (byte) heap;
        }
    }

    private BinaryFormat() {}

    /** The code of a number, vector or packed type: what stands for it in {@link dev.vespula.internal.types.ValTypes}, in 7 bits. */
    public static int numberCode(int type) {
        return type & 0x7F;
    }

    /** The type whose {@link #numberCode code} this is, perhaps none. */
    public static int numberType(int code) {
        return code - 0x80;
    }

    /** The code of an abstract heap type. */
    public static int heapCode(int heap) {
        return HEAP_CODES[heap];
    }

    /** The abstract heap type of a code, or -1. */
    public static int abstractHeap(int code) {
        int index = code - FIRST_HEAP_CODE;
        return index >= 0 && index < HEAPS.length ? HEAPS[index] : -1;
    }
}

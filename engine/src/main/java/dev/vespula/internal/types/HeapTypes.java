package dev.vespula.internal.types;

/**
 * Heap types as ints: 0..31 the abstract ones below, {@code FIRST_DEFINED + id} the type with that canonical id in the
 * {@link TypeRegistry}. With {@link #EXACT} beside it that type alone, without those that are declared below it.
 */
public final class HeapTypes {
    public static final int FUNC = 0;
    public static final int EXTERN = 1;
    public static final int ANY = 2;
    public static final int EQ = 3;
    public static final int I31 = 4;
    public static final int STRUCT = 5;
    public static final int ARRAY = 6;
    public static final int EXN = 7;
    public static final int NONE = 8;
    public static final int NOFUNC = 9;
    public static final int NOEXTERN = 10;
    public static final int NOEXN = 11;
    public static final int CONT = 12;
    public static final int NOCONT = 13;
    /** How many abstract heap types there are. */
    public static final int ABSTRACT_COUNT = 14;
    /** Heap type of the type with canonical id 0. */
    public static final int FIRST_DEFINED = 32;
    /** The bit of exact heap types, above all canonical ids and below {@link TypeRegistry#RECURSIVE}. */
    private static final int EXACT = 1 << 26;

    /** For each abstract heap type the set of abstract heap types that it is a subtype of, itself included, as bits. */
    private static final int[] SUPERTYPES = new int[ABSTRACT_COUNT];

    private static final String[] NAMES = {
        "func", "extern", "any", "eq", "i31", "struct", "array", "exn", "none", "nofunc", "noextern", "noexn", "cont", "nocont"
    };

    static {
        SUPERTYPES[FUNC] = bits(FUNC);
        SUPERTYPES[EXTERN] = bits(EXTERN);
        SUPERTYPES[ANY] = bits(ANY);
        SUPERTYPES[EQ] = bits(EQ, ANY);
        SUPERTYPES[I31] = bits(I31, EQ, ANY);
        SUPERTYPES[STRUCT] = bits(STRUCT, EQ, ANY);
        SUPERTYPES[ARRAY] = bits(ARRAY, EQ, ANY);
        SUPERTYPES[EXN] = bits(EXN);
        SUPERTYPES[NONE] = bits(NONE, I31, STRUCT, ARRAY, EQ, ANY);
        SUPERTYPES[NOFUNC] = bits(NOFUNC, FUNC);
        SUPERTYPES[NOEXTERN] = bits(NOEXTERN, EXTERN);
        SUPERTYPES[NOEXN] = bits(NOEXN, EXN);
        SUPERTYPES[CONT] = bits(CONT);
        SUPERTYPES[NOCONT] = bits(NOCONT, CONT);
    }

    private HeapTypes() {}

    /** Whether the heap type stands for a type of the registry. */
    public static boolean isDefined(int heap) {
        return heap >= FIRST_DEFINED;
    }

    /** The heap type of a canonical id. */
    public static int ofId(int id) {
        return id + FIRST_DEFINED;
    }

    /** The canonical id of a defined heap type. */
    public static int id(int heap) {
        return inexact(heap) - FIRST_DEFINED;
    }

    /** The type that a defined heap type stands for, without its subtypes. */
    public static int exact(int heap) {
        return heap | EXACT;
    }

    /** Whether a heap type leaves out subtypes. */
    public static boolean isExact(int heap) {
        return (heap & EXACT) != 0;
    }

    /** The heap type with subtypes. */
    public static int inexact(int heap) {
        return heap & ~EXACT;
    }

    /** Subtyping between abstract heap types. */
    static boolean isAbstractSubtype(int sub, int sup) {
        return (SUPERTYPES[sub] & 1 << sup) != 0;
    }

    /** The greatest type of the hierarchy an abstract heap type is in: any, func, extern, exn or cont. */
    static int abstractTop(int heap) {
        return switch (heap) {
            case FUNC, NOFUNC -> FUNC;
            case EXTERN, NOEXTERN -> EXTERN;
            case EXN, NOEXN -> EXN;
            case CONT, NOCONT -> CONT;
            default -> ANY;
        };
    }

    /** The name in the text format; defined types appear as their canonical id. */
    public static String name(int heap) {
        if (isExact(heap)) {
            return "(exact " + name(inexact(heap)) + ")";
        }
        return isDefined(heap) ? "#" + id(heap) : NAMES[heap];
    }

    private static int bits(int... heaps) {
        int set = 0;
        for (int heap : heaps) {
            set |= 1 << heap;
        }
        return set;
    }
}

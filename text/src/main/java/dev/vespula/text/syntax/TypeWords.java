package dev.vespula.text.syntax;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The types that are written as one word, in the three forms that they have: the word, the code in the binary format
 * (specification, section 5.3), and the int of {@link ValTypes} or {@link HeapTypes}.
 */
public final class TypeWords {
    private static final int[] NUMBERS = {ValTypes.I32, ValTypes.I64, ValTypes.F32, ValTypes.F64, ValTypes.V128};
    private static final int[] PACKED = {ValTypes.I8, ValTypes.I16};
    /** What references to the abstract heap types that may be null are called. */
    private static final String[] NULLABLE = {
        "funcref", "externref", "anyref", "eqref", "i31ref", "structref", "arrayref", "exnref", "nullref", "nullfuncref",
        "nullexternref", "nullexnref", "contref", "nullcontref"
    };
    private static final Map<Keyword, Integer> VALUE_TYPES = new EnumMap<>(Keyword.class);
    private static final Map<Keyword, Integer> HEAP_TYPES = new EnumMap<>(Keyword.class);
    private static final Map<Integer, String> VALUE_WORDS = new HashMap<>();
    private static final Map<Integer, String> HEAP_WORDS = new HashMap<>();

    static {
        for (int type : NUMBERS) {
            VALUE_TYPES.put(Keyword.of(ValTypes.name(type)), type);
            VALUE_WORDS.put(BinaryFormat.numberCode(type), ValTypes.name(type));
        }
        for (int type : PACKED) {
            VALUE_WORDS.put(BinaryFormat.numberCode(type), ValTypes.name(type));
        }
        for (int heap = 0; heap < HeapTypes.ABSTRACT_COUNT; heap++) {
            VALUE_TYPES.put(Keyword.of(NULLABLE[heap]), ValTypes.nullable(heap));
            HEAP_TYPES.put(Keyword.of(HeapTypes.name(heap)), heap);
            VALUE_WORDS.put(BinaryFormat.heapCode(heap), NULLABLE[heap]);
            HEAP_WORDS.put(BinaryFormat.heapCode(heap), HeapTypes.name(heap));
        }
    }

    private TypeWords() {}

    /** The value type of a keyword; null when it names none. */
    public static Integer valueType(Keyword keyword) {
        return keyword == null ? null : VALUE_TYPES.get(keyword);
    }

    /** The abstract heap type of a keyword; null when it names none. */
    public static Integer heapType(Keyword keyword) {
        return keyword == null ? null : HEAP_TYPES.get(keyword);
    }

    /** The word for the value or storage type with a code; null when there is none. */
    public static String valueWord(int code) {
        return VALUE_WORDS.get(code);
    }

    /** The word for the heap type with a code; null when there is none. */
    public static String heapWord(int code) {
        return HEAP_WORDS.get(code);
    }
}

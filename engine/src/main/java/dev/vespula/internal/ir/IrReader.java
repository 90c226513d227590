package dev.vespula.internal.ir;

/**
 * Steps through the code of a function: where words, operands and statements begin. For listings, checks and linking; what
 * an op means is up to the caller.
 */
public final class IrReader {
    /** Beside the index of a memory or table: its addresses are i64. */
    public static final int ADDRESS_64 = 1 << 18;
    /** In the field of a load or store: the offset takes two words. */
    public static final int WIDE = 1 << 19;
    /** The index of a memory or table in a field or word that may have flags beside it. */
    public static final int INDEX = ADDRESS_64 - 1;

    /** The place of what is in the field of an op word. */
    public static final int FIELD = -1;
    /** No place. */
    public static final int NOWHERE = -2;

    private IrReader() {}

    /**
     * How many words follow the op word of an op before its operands.
     *
     * @param word the op word
     */
    public static int words(int word) {
        int op = Ir.op(word);
        int entries = Ir.wordEntries(op);
        int count = 0;
        for (int k = 0; k < entries; k++) {
            count += words(word, Ir.wordMeaning(op, k));
        }
        return count;
    }

    /** How many words an entry of an op's list of words takes. */
    public static int words(int word, int meaning) {
        return switch (meaning) {
            case Ir.MEANING_I64 -> 2;
            case Ir.MEANING_MEMARG -> (Ir.field(word) & WIDE) != 0 ? 2 : 1;
            case Ir.MEANING_TARGETS -> Ir.field(word);
            default -> 1;
        };
    }

    /** Index of the first operand of the statement or expression at an index, or of what follows when it has none. */
    public static int operands(int[] code, int index) {
        return index + 1 + words(code[index]);
    }

    /** How many operands the statement or expression at an index has. */
    public static int operandCount(int[] code, int index) {
        int count = Ir.operands(Ir.op(code[index]));
        return count == Ir.VARIADIC ? code[operands(code, index) - 1] : count;
    }

    /** Index after the statement or expression at an index. */
    public static int next(int[] code, int index) {
        int end = operands(code, index);
        int count = operandCount(code, index);
        for (int k = 0; k < count; k++) {
            end = next(code, end);
        }
        return end;
    }

    /** A 64-bit value in two words. */
    public static long word64(int[] code, int index) {
        return code[index] & 0xFFFFFFFFL | (long) code[index + 1] << 32;
    }

    /** The unsigned offset of the load or store at an index. */
    public static long memoryOffset(int[] code, int index) {
        return (Ir.field(code[index]) & WIDE) != 0 ? word64(code, index + 1) : code[index + 1] & 0xFFFFFFFFL;
    }

    /**
     * The type of an operand, one of the TYPE constants other than {@link Ir#TYPE_IDX}: address types are looked up in the
     * flags of the op word or of the word after it. Operands whose type only the module knows are {@link Ir#TYPE_ANY}.
     *
     * @param code    the code
     * @param index   index of the op word
     * @param operand which operand
     */
    public static int operandType(int[] code, int index, int operand) {
        int op = Ir.op(code[index]);
        if (Ir.operands(op) == Ir.VARIADIC) {
            return Ir.TYPE_ANY;
        }
        int type = Ir.operand(op, operand);
        if (type != Ir.TYPE_IDX) {
            return type;
        }
        boolean first = is64(code, index, FIELD);
        boolean second = is64(code, index, 0);
        return address(hasAddresses(op, FIELD) && hasAddresses(op, 0) ? operand == 0 ? first : operand == 1 ? second : first
                && second
                : first || second);
    }

    /** The type of the value of the expression or statement at an index, one of the TYPE constants other than {@link Ir#TYPE_IDX}. */
    public static int resultType(int[] code, int index) {
        int type = Ir.result(Ir.op(code[index]));
        return type != Ir.TYPE_IDX ? type : address(is64(code, index, FIELD) || is64(code, index, 0));
    }

    private static int address(boolean is64) {
        return is64 ? Ir.TYPE_I64 : Ir.TYPE_I32;
    }

    /** Whether the field or the first word is the index of a memory or table. */
    private static boolean hasAddresses(int op, int place) {
        int meaning = place == FIELD ? Ir.fieldMeaning(op) : Ir.wordEntries(op) > 0 ? Ir.wordMeaning(op, 0) : Ir.MEANING_NONE;
        return meaning == Ir.MEANING_MEMORY || meaning == Ir.MEANING_TABLE;
    }

    private static boolean is64(int[] code, int index, int place) {
        return hasAddresses(Ir.op(code[index]), place) && (immediate(code, index, place) & ADDRESS_64) != 0;
    }

    // ---- fields and words by what they are

    /**
     * What stands in the field of an op, or the first word of an entry of its list of words.
     *
     * @param place the number of the entry, or {@link #FIELD}
     */
    public static int immediate(int[] code, int index, int place) {
        int word = code[index];
        int entry = index + 1;
        for (int k = 0; k < place; k++) {
            entry += words(word, Ir.wordMeaning(Ir.op(word), k));
        }
        return place == FIELD ? Ir.field(word) : code[entry];
    }

    /** Where something of a meaning stands: the number of an entry of the op's list of words, {@link #FIELD} or {@link #NOWHERE}. */
    public static int place(int op, int meaning) {
        if (Ir.fieldMeaning(op) == meaning) {
            return FIELD;
        }
        for (int k = Ir.wordEntries(op) - 1; k >= 0; k--) {
            if (Ir.wordMeaning(op, k) == meaning) {
                return k;
            }
        }
        return NOWHERE;
    }

    /** The slot that a statement sets, of a type that {@link #resultType} says, or a negative number. */
    public static int target(int[] code, int index) {
        int op = Ir.op(code[index]);
        return Ir.kind(op) != Ir.KIND_STMT || Ir.result(op) == Ir.TYPE_NONE ? NOWHERE
                : immediate(code, index, place(op, Ir.MEANING_SLOT));
    }

    /** Where the callee's frame of the call at an index begins, or the values of the exception that is thrown there. */
    public static int frame(int[] code, int index) {
        return immediate(code, index, place(Ir.op(code[index]), Ir.MEANING_FRAME));
    }
}

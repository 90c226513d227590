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

    private IrReader() {
    }

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
        int at = operands(code, index);
        int count = operandCount(code, index);
        for (int k = 0; k < count; k++) {
            at = next(code, at);
        }
        return at;
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
        boolean address64 = switch (op) {
            case Ir.MEMORY_GROW, Ir.TABLE_GROW -> is64(code[index + 1]);
            case Ir.MEMORY_COPY, Ir.TABLE_COPY -> switch (operand) {
                case 0 -> is64(Ir.field(code[index]));
                case 1 -> is64(code[index + 1]);
                default -> is64(Ir.field(code[index])) && is64(code[index + 1]);
            };
            default -> is64(Ir.field(code[index]));
        };
        return address64 ? Ir.TYPE_I64 : Ir.TYPE_I32;
    }

    /** The type of the value of the expression at an index, one of the TYPE constants other than {@link Ir#TYPE_IDX}. */
    public static int resultType(int[] code, int index) {
        int type = Ir.result(Ir.op(code[index]));
        if (type != Ir.TYPE_IDX) {
            return type;
        }
        return is64(Ir.field(code[index])) ? Ir.TYPE_I64 : Ir.TYPE_I32;
    }

    private static boolean is64(int index) {
        return (index & ADDRESS_64) != 0;
    }
}

package dev.vespula.compiler.plan;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.runtime.Signature;

/** Says quickly about how large the code of a function will be, and its constants; rather too much than too little. */
public final class SizeEstimate {
    private static final int VALUE = 24;
    private static final int ACCESS = 40;
    private static final int VECTOR = 100;
    private static final int SHUFFLE = 500;
    /** Of a vector whose lanes are taken out. */
    private static final int LANES = 60;
    /** Of a branch table; large enough that a table which must be split off makes the function look large. */
    private static final int TARGET = 15;
    /** Of a handler; as large for the same reason. */
    private static final int CLAUSE = 250;

    private SizeEstimate() {}

    /**
     * Bytes of the code of a function in one method.
     *
     * @param frameSlots slots of its parameters and results
     */
    public static int bytes(IrFunction ir, SlotUse use, int frameSlots) {
        int[] words = ir.code();
        long bytes = 600 + (long) VALUE * frameSlots + (long) CLAUSE * ir.handlers().clauses();
        for (int pc = 0; pc < words.length && bytes < Integer.MAX_VALUE; pc += 1 + IrReader.words(words[pc])) {
            bytes += bytes(words, pc, use, frameSlots);
        }
        // Handlers take about a quarter of what they belong to.
        return (int) Math.min(Integer.MAX_VALUE, bytes + bytes / 4);
    }

    private static int bytes(int[] words, int pc, SlotUse use, int frameSlots) {
        int op = Ir.op(words[pc]);
        if (Ir.isCall(op)) {
            return 60 + values(use.called(pc));
        }
        return switch (op) {
            case Ir.THROW -> 60 + values(use.tag(Ir.field(words[pc])));
            case Ir.RETURN -> 40 + VALUE * frameSlots;
            case Ir.CHARGE -> 60;
            case Ir.BR_TABLE -> 20 + TARGET * Ir.field(words[pc]);
            case Ir.I8X16_SHUFFLE -> SHUFFLE;
            case Ir.SLOT_V128, Ir.CONST_V128 -> LANES;
            default -> Ir.has(op, Ir.FLAG_VECTOR) ? VECTOR : Ir.width(op) > 0 ? ACCESS : VALUE;
        };
    }

    private static int values(Signature signature) {
        return VALUE * (signature.paramSlots + signature.resultSlots);
    }

    /** Entries of the constant pool that the code of a function takes beside those that all functions share. */
    public static int constants(IrFunction ir) {
        int[] words = ir.code();
        int entries = 20;
        for (int pc = 0; pc < words.length; pc += 1 + IrReader.words(words[pc])) {
            int op = Ir.op(words[pc]);
            // Of a method or field: its name, name and type, the reference, an index.
            entries += Ir.fieldMeaning(op) == Ir.MEANING_FUNC ? 4 : 0;
            for (int k = 0; k < Ir.wordEntries(op); k++) {
                entries += switch (Ir.wordMeaning(op, k)) {
                    case Ir.MEANING_TYPE, Ir.MEANING_REFTYPE -> 5;
                    case Ir.MEANING_I64 -> 2;
                    case Ir.MEANING_I32, Ir.MEANING_MEMARG -> 1;
                    default -> 0;
                };
            }
        }
        return entries;
    }
}

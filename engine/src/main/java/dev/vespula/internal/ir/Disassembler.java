package dev.vespula.internal.ir;

import dev.vespula.internal.types.ValTypes;
import java.util.Arrays;

/**
 * Lists the IR of a function as text. Slots are named by where they are in the frame, {@code p} for parameters, {@code l}
 * for other locals, {@code t} for temporaries; labels count from the top.
 */
public final class Disassembler {
    /** What the lines show besides the statements. */
    public enum Detail {
        /** Statements and labels only. */
        PLAIN,
        /** The pc in the IR before and the Wasm offset behind each statement. */
        OFFSETS
    }

    private static final int OFFSET_COLUMN = 84;

    private final IrFunction function;
    private final int[] code;
    private final Detail detail;
    private final StringBuilder out = new StringBuilder();
    /** Where the next part begins. */
    private int next;

    private Disassembler(IrFunction function, Detail detail) {
        this.function = function;
        this.code = function.code();
        this.detail = detail;
    }

    /** Lists a function. */
    public static String list(IrFunction function, Detail detail) {
        Disassembler disassembler = new Disassembler(function, detail);
        disassembler.head();
        disassembler.body();
        disassembler.handlers();
        return disassembler.out.toString();
    }

    /** The statement at a pc, on one line. */
    public static String statement(IrFunction function, int pc) {
        Disassembler disassembler = new Disassembler(function, Detail.PLAIN);
        disassembler.next = pc;
        disassembler.statement();
        return disassembler.out.toString();
    }

    private void head() {
        out.append("func ").append(function.index())
                .append("  params ").append(function.paramSlots())
                .append("  locals ").append(function.localSlots() - function.paramSlots())
                .append("  results ").append(function.resultSlots())
                .append("  frame ").append(function.frameSlots())
                .append('\n');
    }

    private void body() {
        int label = 0;
        int[] labels = function.labels();
        while (next < code.length) {
            if (label < labels.length && labels[label] == next) {
                out.append('L').append(label++).append(":\n");
            }
            int pc = next;
            int line = out.length();
            out.append(detail == Detail.OFFSETS ? String.format("%7d  ", pc) : "    ");
            statement();
            if (detail == Detail.OFFSETS) {
                do {
                    out.append(' ');
                } while (out.length() - line < OFFSET_COLUMN);
                out.append("; 0x").append(Integer.toHexString(function.sourceMap().offsetAt(pc)));
            }
            out.append('\n');
        }
    }

    /** The regions of handlers: pcs, the clauses, and where the rest goes unless that is the region around. */
    private void handlers() {
        HandlerTable table = function.handlers();
        for (int region = 0; region < table.regions(); region++) {
            out.append("try ").append(region).append(": @").append(table.start(region))
                    .append(" to @").append(table.end(region));
            for (int clause = table.firstClause(region); clause < table.endClause(region); clause++) {
                clause(table, clause, table.start(region) == table.end(region) ? "continuation" : "exception");
            }
            if (table.next(region) != table.outer(region)) {
                out.append(", delegates to ").append(table.next(region) < 0 ? "caller" : "try " + table.next(region));
            }
            out.append('\n');
        }
    }

    /** {@code reference}: what it is that is handed over behind the values. */
    private void clause(HandlerTable table, int clause, String reference) {
        boolean all = table.tag(clause) < 0;
        out.append(all ? ", all" : ", tag " + table.tag(clause)).append(" -> ");
        if (table.target(clause) == HandlerTable.NONE) {
            out.append("switch");
            return;
        }
        target(table.target(clause));
        if (!all) {
            out.append(" values ");
            slot(table.values(clause));
        }
        if (table.reference(clause) >= 0) {
            out.append(' ').append(reference).append(' ');
            slot(table.reference(clause));
        }
    }

    private void statement() {
        int op = Ir.op(code[next]);
        if (Ir.isSet(op)) {
            slot(Ir.field(code[next++]));
            out.append(" = ");
            expression();
        } else {
            int target = IrReader.target(code, next);
            if (target >= 0) {
                slot(target);
                out.append(" = ");
            }
            generic();
        }
    }

    private void expression() {
        int word = code[next];
        int op = Ir.op(word);
        switch (op) {
            case Ir.SLOT_I32, Ir.SLOT_I64, Ir.SLOT_F32, Ir.SLOT_F64, Ir.SLOT_V128, Ir.SLOT_REF -> {
                slot(Ir.field(word));
                next++;
            }
            case Ir.CONST_I32 -> {
                out.append(code[next + 1]);
                next += 2;
            }
            case Ir.CONST_I64 -> {
                out.append(IrReader.word64(code, next + 1)).append('L');
                next += 3;
            }
            case Ir.CONST_F32 -> {
                out.append(Float.intBitsToFloat(code[next + 1])).append('f');
                next += 2;
            }
            case Ir.CONST_F64 -> {
                out.append(Double.longBitsToDouble(IrReader.word64(code, next + 1)));
                next += 3;
            }
            default -> generic();
        }
    }

    /** An op by the book: name, field, words, operands. */
    private void generic() {
        int start = next;
        int word = code[next++];
        int op = Ir.op(word);
        out.append(Ir.name(op));
        field(Ir.fieldMeaning(op), Ir.field(word));
        int entries = Ir.wordEntries(op);
        for (int k = 0; k < entries; k++) {
            words(start, Ir.wordMeaning(op, k));
        }
        int operands = IrReader.operandCount(code, start);
        if (operands > 0) {
            out.append(Ir.kind(op) == Ir.KIND_EXPR ? "(" : " (");
            for (int k = 0; k < operands; k++) {
                if (k > 0) {
                    out.append(", ");
                }
                expression();
            }
            out.append(')');
        }
    }

    private void field(int meaning, int value) {
        switch (meaning) {
            case Ir.MEANING_NONE, Ir.MEANING_SLOT, Ir.MEANING_COUNT -> {
                // Nothing to say: no field, the left side of an assignment, the count of the targets.
            }
            case Ir.MEANING_MEMORY, Ir.MEANING_TABLE -> index(meaning == Ir.MEANING_MEMORY ? "memory" : "table", value);
            case Ir.MEANING_FUNC -> out.append(" func ").append(value);
            case Ir.MEANING_GLOBAL -> out.append(" global ").append(value);
            case Ir.MEANING_ELEM -> out.append(" elem ").append(value);
            case Ir.MEANING_DATA -> out.append(" data ").append(value);
            case Ir.MEANING_TAG -> out.append(" tag ").append(value);
            case Ir.MEANING_TYPE -> out.append(" type ").append(value);
            case Ir.MEANING_FIELD -> out.append(" field ").append(value);
            case Ir.MEANING_REFTYPE -> out.append(' ').append(ValTypes.name(value));
            default -> out.append(' ').append(value);
        }
    }

    private void words(int start, int meaning) {
        int count = IrReader.words(code[start], meaning);
        switch (meaning) {
            case Ir.MEANING_TARGET, Ir.MEANING_TARGETS -> {
                for (int k = 0; k < count; k++) {
                    out.append(' ');
                    target(code[next + k]);
                }
            }
            case Ir.MEANING_SLOT -> {
                // The left side of an assignment.
            }
            case Ir.MEANING_FRAME -> {
                out.append(" frame ");
                slot(code[next]);
            }
            case Ir.MEANING_MEMARG -> {
                long offset = IrReader.memoryOffset(code, start);
                if (offset != 0) {
                    out.append('+').append(Long.toUnsignedString(offset));
                }
            }
            case Ir.MEANING_I64 -> {
                long value = IrReader.word64(code, next);
                boolean lanes = Ir.wordEntries(Ir.op(code[start])) > 1;
                out.append(' ').append(lanes ? String.format("0x%016x", value) : String.valueOf(value));
            }
            default -> field(meaning, code[next]);
        }
        next += count;
    }

    /** Memory and table 0 with i32 addresses go without saying. */
    private void index(String space, int value) {
        if ((value & IrReader.INDEX) != 0) {
            out.append(' ').append(space).append(' ').append(value & IrReader.INDEX);
        }
        if ((value & IrReader.ADDRESS_64) != 0) {
            out.append(" addr64");
        }
    }

    private void slot(int slot) {
        char kind = slot < function.paramSlots() ? 'p' : slot < function.localSlots() ? 'l' : 't';
        out.append(kind).append(slot);
    }

    private void target(int pc) {
        int label = Arrays.binarySearch(function.labels(), pc);
        out.append('L').append(label >= 0 ? String.valueOf(label) : "@" + pc);
    }
}

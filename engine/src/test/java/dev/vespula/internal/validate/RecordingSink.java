package dev.vespula.internal.validate;

import dev.vespula.internal.binary.Opcode;
import java.util.Arrays;
import java.util.StringJoiner;

/** Writes down what a validator tells, such as {@code "local.get(0) i32.const(1) i32.add"}; the body's own end apart. */
final class RecordingSink implements CodeSink {
    private final StringJoiner events = new StringJoiner(" ");
    private int depth;

    String text() {
        return events.toString();
    }

    @Override
    public void begin(int function, int[] params, int[] results, LocalTypes locals) {
        depth = 0;
    }

    @Override
    public boolean instruction(Instruction instruction) {
        Opcode opcode = instruction.opcode();
        if (opcode != Opcode.END || depth > 0) {
            String immediates = immediates(instruction);
            events.add(immediates.isEmpty() ? opcode.mnemonic() : opcode.mnemonic() + "(" + immediates + ")");
        }
        switch (opcode) {
            case BLOCK, LOOP, IF, TRY, TRY_TABLE -> depth++;
            case END, DELEGATE -> depth--;
            default -> {
            }
        }
        return switch (opcode) {
            case UNREACHABLE, BR, BR_TABLE, RETURN, THROW, THROW_REF, RETHROW, RETURN_CALL, RETURN_CALL_INDIRECT,
                    RETURN_CALL_REF -> false;
            default -> true;
        };
    }

    private static String immediates(Instruction instruction) {
        return switch (instruction.opcode().immediates()) {
            case NONE, FENCE, SELECT_TYPES -> "";
            case BLOCK -> list(instruction.params) + "," + list(instruction.results);
            case TRY_TABLE -> list(instruction.params) + "," + list(instruction.results) + ","
                    + Arrays.toString(instruction.clauses);
            case LABEL_TABLE -> list(instruction.labels);
            case I32, I64, F32, F64 -> String.valueOf(instruction.low);
            case V128, SHUFFLE -> instruction.low + "," + instruction.high;
            case MEMARG -> instruction.index + "," + instruction.low;
            case MEMARG_LANE -> instruction.index + "," + instruction.low + "," + instruction.second;
            case HEAP_TYPE -> instruction.opcode() == Opcode.REF_NULL ? "" : String.valueOf(instruction.second);
            case DATA, ELEM, LANE -> String.valueOf(instruction.second);
            case CALL_INDIRECT, TABLE_TABLE, ELEM_TABLE, MEMORY_MEMORY, DATA_MEMORY, CAST_BRANCH, TYPE_FIELD,
                    TYPE_COUNT, TYPE_TYPE, TYPE_DATA, TYPE_ELEM -> instruction.index + "," + instruction.second;
            default -> String.valueOf(instruction.index);
        };
    }

    private static String list(int[] items) {
        return Arrays.toString(items).replace(" ", "");
    }
}

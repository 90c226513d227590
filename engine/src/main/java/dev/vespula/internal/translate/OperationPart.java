package dev.vespula.internal.translate;

import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.ir.StorageOps;
import dev.vespula.internal.validate.Family;
import dev.vespula.internal.validate.Instruction;

/**
 * Operations that are translated as their row in the tables of the IR says, which has the same name: how many operands,
 * which of the immediates stand in the field of the op word and in the words behind it, whether it is an expression or a
 * statement. That is everything which is not a number (NumericPart) or control flow.
 *
 * <p>Of what has an address in a memory, loads are expressions; stores and atomic accesses, atomic loads too, are statements:
 * nothing that reads memory may move across one.
 *
 * <p>Reading something is an expression that waits for its use; if it can trap, it is evaluated before whatever may change
 * it. Making an object is a statement, because evaluating it twice would make two; it changes nothing that another operand
 * could read, so only traps have to come before it, and only if it or one of its operands can trap as well. So are operators
 * of wide arithmetic, since an expression has one value and these have two.
 */
final class OperationPart extends Part {
    OperationPart(FunctionState state) {
        super(state);
    }

    void translate(Instruction instruction) {
        int op = op(instruction);
        if (instruction.opcode() == Opcode.STRUCT_NEW_DESC) {
            checkDescriptor();
        }
        if (Ir.kind(op) == Ir.KIND_STMT) {
            statement(op, instruction);
        } else {
            expression(op, instruction);
        }
    }

    /** The operand on top becomes a descriptor that is not null, before the object is made. */
    private void checkDescriptor() {
        state.expression(Ir.word(Ir.REF_AS_DESCRIPTOR, 0), Ir.TYPE_REF, Expressions.TRAPS, 1);
        operands.forceBelow(operands.height(), Expressions.TRAPS);
    }

    /** What has an address in a linear memory. */
    void access(Instruction instruction) {
        int op = Operators.op(instruction.opcodeIndex);
        if (Ir.kind(op) == Ir.KIND_EXPR) {
            load(op, instruction);
        } else {
            statement(op, instruction);
        }
    }

    private void load(int op, Instruction instruction) {
        boolean hasLane = instruction.family == Family.LANE_ACCESS;
        int count = hasLane ? 2 : 1;
        long offset = foldAddress(count, instruction.low);
        int word = Ir.word(op, state.memory(instruction.index) | wide(offset));
        int node = state.expression(word, Ir.result(op), Expressions.TRAPS, count);
        if (wide(offset) == 0) {
            expressions.word(node, (int) offset);
        } else {
            expressions.word64(node, offset);
        }
        if (hasLane) {
            expressions.word(node, instruction.second);
        }
    }

    /** The flag for an offset that takes two words, as those from 2^31 on do. */
    private static int wide(long offset) {
        return offset >>> Integer.SIZE - 1 == 0 ? 0 : IrReader.WIDE;
    }

    /**
     * Adds the offset to a constant address, the lowest of the topmost operands, where the sum stays below 2^31, so that the
     * effective address is known.
     *
     * @return the offset that is left
     */
    private long foldAddress(int count, long offset) {
        int address = operands.node(operands.height() - count);
        if (!expressions.isConstant(address)) {
            return offset;
        }
        int type = expressions.type(address);
        long base = expressions.bits(address);
        if (type == Ir.TYPE_I32) {
            base &= 0xFFFFFFFFL;
        }
        if (base < 0 || base > Integer.MAX_VALUE || offset < 0 || offset > Integer.MAX_VALUE - base) {
            return offset;
        }
        expressions.makeConstant(address, type, base + offset);
        return 0;
    }

    /** The IR's op for an instruction; those on fields and elements have one for each type of these. */
    private int op(Instruction instruction) {
        return switch (instruction.opcode()) {
            case STRUCT_GET -> StorageOps.ofValue(Ir.STRUCT_GET_I32, storage(instruction, instruction.second));
            case STRUCT_SET -> StorageOps.ofValue(Ir.STRUCT_SET_I32, storage(instruction, instruction.second));
            // The descriptor is an item of the object behind the fields.
            case STRUCT_NEW_DESC -> Ir.STRUCT_NEW;
            case REF_GET_DESC -> Ir.STRUCT_GET_REF;
            case ARRAY_GET -> StorageOps.ofValue(Ir.ARRAY_GET_I32, storage(instruction, 0));
            case ARRAY_GET_S -> StorageOps.ofStorage(Ir.ARRAY_GET_S_I8, storage(instruction, 0));
            case ARRAY_GET_U -> StorageOps.ofStorage(Ir.ARRAY_GET_U_I8, storage(instruction, 0));
            case ARRAY_NEW -> StorageOps.ofStorage(Ir.ARRAY_NEW_I8, storage(instruction, 0));
            case ARRAY_SET -> StorageOps.ofStorage(Ir.ARRAY_SET_I8, storage(instruction, 0));
            case ARRAY_FILL -> StorageOps.ofStorage(Ir.ARRAY_FILL_I8, storage(instruction, 0));
            default -> Operators.op(instruction.opcodeIndex);
        };
    }

    private int storage(Instruction instruction, int field) {
        return state.module.type(instruction.index).field(field);
    }

    private void expression(int op, Instruction instruction) {
        int fieldMeaning = Ir.fieldMeaning(op);
        int flags = Ir.has(op, Ir.FLAG_TRAP) ? Expressions.TRAPS : 0;
        flags |= Ir.has(op, Ir.FLAG_READS_TABLE) ? Expressions.READS_TABLE : 0;
        flags |= Ir.has(op, Ir.FLAG_READS_SIZE) ? Expressions.READS_MEMORY_SIZE : 0;
        int word = Ir.word(op, field(fieldMeaning, instruction));
        int type = Ir.result(op) == Ir.TYPE_IDX ? addressType(fieldMeaning, instruction) : Ir.result(op);
        int node;
        if (Ir.kind(op) == Ir.KIND_LEAF) {
            node = expressions.leaf(word, type, flags, state.offset);
            operands.push(node);
        } else {
            node = state.expression(word, type, flags, Ir.operands(op));
        }
        if (op == Ir.I8X16_SHUFFLE) {
            expressions.word64(node, instruction.low);
            expressions.word64(node, instruction.high);
        } else if (Ir.wordEntries(op) > 0) {
            expressions.word(node, immediate(op, 0, instruction));
        }
        state.fixNan(op);
    }

    private void statement(int op, Instruction instruction) {
        int count = Ir.operands(op) == Ir.VARIADIC ? instruction.second : Ir.operands(op);
        boolean isAccess = instruction.family == Family.ACCESS || instruction.family == Family.LANE_ACCESS;
        long offset = isAccess ? foldAddress(count, instruction.low) : 0;
        boolean hasResult = Ir.result(op) != Ir.TYPE_NONE;
        int first = state.before(count, isAccess ? Expressions.TRAPS : pending(op, count, hasResult));
        int slot = operands.home(first);
        if (hasResult) {
            operands.freeTempsBelow(first, slot);
        }
        int meaning = Ir.fieldMeaning(op);
        int field = meaning == Ir.MEANING_SLOT ? state.field(slot) : field(meaning, instruction);
        code.mapped(Ir.word(op, field | wide(offset)), state.offset);
        for (int k = 0; k < Ir.wordEntries(op); k++) {
            switch (Ir.wordMeaning(op, k)) {
                case Ir.MEANING_SLOT -> code.word(slot);
                case Ir.MEANING_COUNT -> code.word(count);
                case Ir.MEANING_MEMARG -> {
                    if (wide(offset) == 0) {
                        code.word((int) offset);
                    } else {
                        code.word64(offset);
                    }
                }
                default -> code.word(immediate(op, k, instruction));
            }
        }
        state.writeOperands(count);
        if (hasResult) {
            pushResults(op, instruction);
        }
    }

    /** What must not wait below the operands any longer. */
    private int pending(int op, int count, boolean hasResult) {
        int reads = (Ir.has(op, Ir.FLAG_GROWS) ? Expressions.READS_MEMORY_SIZE : 0)
                | (Ir.has(op, Ir.FLAG_WRITES_TABLE) ? Expressions.READS_TABLE : 0)
                | (Ir.has(op, Ir.FLAG_WRITES_GLOBAL) ? Expressions.READS_GLOBAL : 0);
        // Making an object of a fixed size traps only where there is no room for it.
        boolean traps = Ir.has(op, Ir.FLAG_TRAP) && (Ir.has(op, Ir.FLAG_CHARGES) || !Ir.has(op, Ir.FLAG_ALLOCATES));
        // What reads memory or an object can trap.
        if (reads != 0 || traps || !hasResult || Ir.has(op, Ir.FLAG_WRITES_MEMORY)) {
            return Expressions.TRAPS | reads;
        }
        for (int height = operands.height() - count; height < operands.height(); height++) {
            if (expressions.has(operands.node(height), Expressions.TRAPS)) {
                return Expressions.TRAPS;
            }
        }
        return 0;
    }

    private int field(int meaning, Instruction instruction) {
        return switch (meaning) {
            case Ir.MEANING_NONE -> 0;
            case Ir.MEANING_MEMORY -> state.memory(instruction.index);
            case Ir.MEANING_TABLE -> state.table(instruction.index);
            case Ir.MEANING_FUNC -> state.field(instruction.index);
            default -> state.field(instruction.second);
        };
    }

    /** What stands in a word; of two memories or tables the first is the destination. */
    private int immediate(int op, int place, Instruction instruction) {
        int meaning = Ir.wordMeaning(op, place);
        boolean isSecond = meaning == (place == 0 ? Ir.fieldMeaning(op) : Ir.wordMeaning(op, place - 1));
        int index = isSecond ? instruction.second : instruction.index;
        return switch (meaning) {
            case Ir.MEANING_TYPE -> instruction.index;
            case Ir.MEANING_MEMORY -> state.memory(index);
            case Ir.MEANING_TABLE -> state.table(index);
            default -> instruction.second;
        };
    }

    private void pushResults(int op, Instruction instruction) {
        switch (Ir.result(op)) {
            case Ir.TYPE_IDX -> operands.pushHome(addressType(Ir.wordMeaning(op, 0), instruction), state.offset);
            case Ir.TYPE_V128 -> {
                operands.pushHome(Ir.TYPE_I64, state.offset);
                operands.pushHome(Ir.TYPE_I64, state.offset);
            }
            default -> operands.pushHome(Ir.result(op), state.offset);
        }
    }

    private int addressType(int meaning, Instruction instruction) {
        boolean address64 = meaning == Ir.MEANING_TABLE
                ? state.module.table(instruction.index).address64()
                : state.module.memory(instruction.index).address64();
        return address64 ? Ir.TYPE_I64 : Ir.TYPE_I32;
    }
}

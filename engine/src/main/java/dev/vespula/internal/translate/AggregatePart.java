package dev.vespula.internal.translate;

import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.ValTypes;

/**
 * Structs and arrays. Reading a field or element is an expression that can trap, so it is evaluated before whatever may
 * change it. Making an object is a statement, because evaluating it twice would make two; it changes nothing that another
 * operand could read, so only traps have to come before it, and only if one of its operands can trap as well.
 */
final class AggregatePart {
    private final FunctionState state;
    private final OperandStack operands;
    private final Expressions expressions;

    AggregatePart(FunctionState state) {
        this.state = state;
        this.operands = state.operands;
        this.expressions = state.expressions;
    }

    void struct(Opcode opcode, int typeIndex, int field) {
        TypeDefinition type = state.module.type(typeIndex);
        switch (opcode) {
            case STRUCT_NEW -> make(Ir.STRUCT_NEW, type.fieldCount(), typeIndex, type.fieldCount());
            case STRUCT_NEW_DEFAULT -> make(Ir.STRUCT_NEW_DEFAULT, 0, typeIndex);
            case STRUCT_SET -> change(Ir.STRUCT_SET, state.field(field), 2, typeIndex);
            case STRUCT_GET_S -> read(Ir.STRUCT_GET_S, state.field(field), 1, typeIndex);
            case STRUCT_GET_U -> read(Ir.STRUCT_GET_U, state.field(field), 1, typeIndex);
            default -> read(get(Ir.STRUCT_GET_I32, type.field(field)), state.field(field), 1, typeIndex);
        }
    }

    void array(Opcode opcode, int typeIndex, int argument) {
        switch (opcode) {
            case ARRAY_NEW -> make(Ir.ARRAY_NEW, 2, typeIndex);
            case ARRAY_NEW_DEFAULT -> make(Ir.ARRAY_NEW_DEFAULT, 1, typeIndex);
            case ARRAY_NEW_FIXED -> make(Ir.ARRAY_NEW_FIXED, argument, typeIndex, argument);
            case ARRAY_NEW_DATA -> make(Ir.ARRAY_NEW_DATA, 2, typeIndex, argument);
            case ARRAY_NEW_ELEM -> make(Ir.ARRAY_NEW_ELEM, 2, typeIndex, argument);
            case ARRAY_LEN -> push(Ir.ARRAY_LEN, 0, 1);
            case ARRAY_GET_S -> read(Ir.ARRAY_GET_S, 0, 2, typeIndex);
            case ARRAY_GET_U -> read(Ir.ARRAY_GET_U, 0, 2, typeIndex);
            case ARRAY_GET -> read(get(Ir.ARRAY_GET_I32, state.module.type(typeIndex).field(0)), 0, 2, typeIndex);
            case ARRAY_SET -> change(Ir.ARRAY_SET, 0, 3, typeIndex);
            case ARRAY_FILL -> change(Ir.ARRAY_FILL, 0, 4, typeIndex);
            case ARRAY_COPY -> change(Ir.ARRAY_COPY, 0, 5, typeIndex, argument, 5);
            case ARRAY_INIT_DATA -> change(Ir.ARRAY_INIT_DATA, state.field(argument), 4, typeIndex);
            default -> change(Ir.ARRAY_INIT_ELEM, state.field(argument), 4, typeIndex);
        }
    }

    /** The op among six, one for each type of value in the order of the IR's types, that reads a storage type. */
    private static int get(int first, int storage) {
        return first + IrTypes.of(ValTypes.unpacked(storage)) - Ir.TYPE_I32;
    }

    private void read(int op, int field, int count, int typeIndex) {
        expressions.word(push(op, field, count), typeIndex);
    }

    private int push(int op, int field, int count) {
        operands.limit(count);
        int second = count > 1 ? operands.pop() : -1;
        int first = operands.pop();
        int tree = expressions.tree(Ir.word(op, field), Ir.result(op), Expressions.TRAPS, state.offset, first, second, -1);
        operands.push(tree);
        return tree;
    }

    /** A statement that changes an object. */
    private void change(int op, int field, int count, int... words) {
        int first = operands.height() - count;
        operands.limitTogether(count);
        operands.force(0, first, Expressions.TRAPS);
        write(op, field, first, words);
    }

    /** A statement that makes an object and leaves it at the home of its first operand. */
    private void make(int op, int count, int... words) {
        operands.limitTogether(count);
        int height = operands.height();
        int first = height - count;
        for (int at = first; at < height; at++) {
            if (expressions.has(operands.node(at), Expressions.TRAPS)) {
                operands.force(0, first, Expressions.TRAPS);
                break;
            }
        }
        int slot = operands.home(first);
        operands.freeTempsBelow(first, slot);
        write(op, state.field(slot), first, words);
        operands.pushHome(Ir.TYPE_REF, state.offset);
    }

    /** Writes a statement over the operands from a height on and pops them. */
    private void write(int op, int field, int first, int... words) {
        state.statement(op, field);
        for (int word : words) {
            state.code.word(word);
        }
        for (int at = first; at < operands.height(); at++) {
            expressions.write(operands.node(at), state.code);
        }
        operands.dropTo(first);
    }
}

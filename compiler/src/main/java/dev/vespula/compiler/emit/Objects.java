package dev.vespula.compiler.emit;

import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.runtime.ObjectType;
import dev.vespula.internal.runtime.StructLayout;
import dev.vespula.internal.runtime.StructObject;
import dev.vespula.internal.types.ValTypes;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Structs, arrays, i31 and casts. */
final class Objects {
    private final Body body;
    private final Code code;
    private final int[] words;
    private final Expressions expressions;

    Objects(Body body, Expressions expressions) {
        this.body = body;
        this.code = body.code;
        this.words = body.words;
        this.expressions = expressions;
    }

    private ObjectType type(int at) {
        return body.module.engine.objectType(body.module.typeId(words[at + 1]));
    }

    private int values(int first, int count) {
        int next = first;
        for (int k = 0; k < count; k++) {
            next = expressions.value(next);
        }
        return next;
    }

    // ---- expressions

    /** Pushes the value of an expression. Returns the index behind it. */
    int value(int at) {
        int op = Ir.op(words[at]);
        int operands = IrReader.operands(words, at);
        switch (op) {
            case Ir.ARRAY_LEN -> {
                int next = values(operands, 1);
                body.at(at);
                code.invoke(Engine.ArrayElements.LENGTH);
                return next;
            }
            case Ir.REF_I31 -> {
                int next = values(operands, 1);
                code.invoke(Engine.References.TO_I31);
                return next;
            }
            case Ir.I31_GET_S, Ir.I31_GET_U -> {
                int next = values(operands, 1);
                body.at(at);
                code.invoke(Engine.References.FROM_I31);
                if (op == Ir.I31_GET_U) {
                    code.push(Integer.MAX_VALUE);
                    code.instruction(Opcodes.IAND);
                }
                return next;
            }
            case Ir.REF_EQ -> {
                int next = values(operands, 2);
                code.invoke(Engine.References.ARE_EQUAL);
                return next;
            }
            case Ir.REF_TEST -> {
                int next = values(operands, 1);
                test(words[at + 1]);
                return next;
            }
            case Ir.REF_CAST -> {
                int next = values(operands, 1);
                body.unit.pushTest(code, words[at + 1]);
                body.at(at);
                code.invoke(Engine.References.CAST);
                return next;
            }
            default -> {
                return Ir.fieldMeaning(op) == Ir.MEANING_FIELD ? structGet(at, op) : arrayGet(at, op);
            }
        }
    }

    /** Replaces a reference on the stack by whether it is of a type. */
    void test(int type) {
        body.unit.pushTest(code, type);
        code.invoke(Engine.References.TEST);
    }

    private int structGet(int at, int op) {
        int field = Ir.field(words[at]);
        ObjectType type = type(at);
        StructLayout layout = type.layout;
        int storage = type.field(field);
        int next = expressions.value(IrReader.operands(words, at));
        if (storage >= 0) {
            code.push(layout.reference(field));
            body.at(at);
            code.invoke(Engine.StructFields.REF);
            return next;
        }
        if (storage == ValTypes.V128) {
            code.instruction(Opcodes.DUP);
            int mark = code.mark();
            int struct = code.variable(Kind.REF);
            code.store(Kind.REF, struct);
            word(at, layout.word(field));
            code.load(Kind.REF, struct);
            word(at, layout.word(field) + 1);
            code.release(mark);
            return next;
        }
        word(at, layout.word(field));
        if (layout.shift(field) > 0) {
            code.push(layout.shift(field));
            code.instruction(Opcodes.LUSHR);
        }
        fromBits(storage, op == Ir.STRUCT_GET_U);
        return next;
    }

    private void word(int at, int word) {
        code.push(word);
        body.at(at);
        code.invoke(Engine.StructFields.WORD);
    }

    /** Turns the bits of a field, from the lowest one on, into its value. */
    private void fromBits(int storage, boolean unsigned) {
        switch (storage) {
            case ValTypes.I64 -> {
                // A whole word.
            }
            case ValTypes.F64 -> code.invoke(Jdk.LONG_BITS_TO_DOUBLE);
            case ValTypes.F32 -> {
                code.instruction(Opcodes.L2I);
                code.invoke(Jdk.INT_BITS_TO_FLOAT);
            }
            default -> {
                code.instruction(Opcodes.L2I);
                extend(storage, unsigned);
            }
        }
    }

    private void extend(int storage, boolean unsigned) {
        if (storage == ValTypes.I8 || storage == ValTypes.I16) {
            if (unsigned) {
                code.push(storage == ValTypes.I8 ? 0xFF : 0xFFFF);
                code.instruction(Opcodes.IAND);
            } else {
                code.instruction(storage == ValTypes.I8 ? Opcodes.I2B : Opcodes.I2S);
            }
        }
    }

    private int arrayGet(int at, int op) {
        int storage = type(at).field(0);
        int next = values(IrReader.operands(words, at), 2);
        if (storage == ValTypes.V128) {
            code.instruction(Opcodes.DUP2);
            int mark = code.mark();
            int index = code.variable(Kind.INT);
            int array = code.variable(Kind.REF);
            code.store(Kind.INT, index);
            code.store(Kind.REF, array);
            body.at(at);
            code.invoke(Engine.ArrayElements.LOW_V128);
            code.load(Kind.REF, array);
            code.load(Kind.INT, index);
            code.invoke(Engine.ArrayElements.HIGH_V128);
            code.release(mark);
            return next;
        }
        body.at(at);
        code.invoke(Elements.of(storage).get);
        if (op == Ir.ARRAY_GET_U) {
            extend(storage, true);
        }
        return next;
    }

    // ---- statements

    /** Whether a statement charges fuel. */
    static boolean charges(int op) {
        return switch (op) {
            case Ir.ARRAY_NEW, Ir.ARRAY_NEW_DEFAULT, Ir.ARRAY_NEW_DATA, Ir.ARRAY_NEW_ELEM, Ir.ARRAY_FILL, Ir.ARRAY_COPY,
                    Ir.ARRAY_INIT_DATA, Ir.ARRAY_INIT_ELEM -> true;
            default -> false;
        };
    }

    /** Whether a statement makes an object: it is executed again if the objects must be counted first. */
    static boolean allocates(int op) {
        return switch (op) {
            case Ir.STRUCT_NEW, Ir.STRUCT_NEW_DEFAULT, Ir.ARRAY_NEW, Ir.ARRAY_NEW_DEFAULT, Ir.ARRAY_NEW_FIXED,
                    Ir.ARRAY_NEW_DATA, Ir.ARRAY_NEW_ELEM -> true;
            default -> false;
        };
    }

    /** Writes a statement. What it makes is left on the stack: the statement's field says in which slot it belongs. */
    void statement(int at) {
        int op = Ir.op(words[at]);
        int operands = IrReader.operands(words, at);
        switch (op) {
            case Ir.STRUCT_NEW -> structNew(at, operands);
            case Ir.STRUCT_NEW_DEFAULT -> makeStruct(at);
            case Ir.STRUCT_SET -> structSet(at, operands);
            case Ir.ARRAY_NEW -> {
                int storage = type(at).field(0);
                body.loadStore();
                values(operands, 2);
                body.unit.pushObjectType(code, words[at + 1]);
                body.at(at);
                code.invoke(Elements.of(storage).make);
            }
            case Ir.ARRAY_NEW_DEFAULT -> {
                int mark = code.mark();
                int length = code.variable(Kind.INT);
                expressions.value(operands);
                code.store(Kind.INT, length);
                body.loadStore();
                body.unit.pushObjectType(code, words[at + 1]);
                code.load(Kind.INT, length);
                body.at(at);
                code.invoke(Engine.ArrayOperations.MAKE);
                code.release(mark);
            }
            case Ir.ARRAY_NEW_FIXED -> newFixed(at, operands);
            case Ir.ARRAY_NEW_DATA, Ir.ARRAY_NEW_ELEM -> {
                body.loadInstance();
                body.unit.pushObjectType(code, words[at + 1]);
                code.push(words[at + 2]);
                values(operands, 2);
                body.at(at);
                code.invoke(op == Ir.ARRAY_NEW_DATA ? Engine.ArrayOperations.MAKE_FROM_DATA
                        : Engine.ArrayOperations.MAKE_FROM_ELEMENTS);
            }
            case Ir.ARRAY_SET -> {
                int storage = type(at).field(0);
                values(operands, 3);
                body.at(at);
                code.invoke(Elements.of(storage).set);
            }
            case Ir.ARRAY_FILL -> {
                int storage = type(at).field(0);
                values(operands, 4);
                body.loadStore();
                body.at(at);
                code.invoke(Elements.of(storage).fill);
            }
            case Ir.ARRAY_COPY -> {
                values(operands, 5);
                body.loadStore();
                body.at(at);
                code.invoke(Engine.ArrayOperations.COPY_ARRAY);
            }
            default -> {
                values(operands, 4);
                body.loadInstance();
                code.push(Ir.field(words[at]));
                body.at(at);
                code.invoke(op == Ir.ARRAY_INIT_DATA ? Engine.ArrayOperations.INIT_DATA
                        : Engine.ArrayOperations.INIT_ELEMENTS);
            }
        }
    }

    private void makeStruct(int at) {
        body.loadStore();
        body.unit.pushObjectType(code, words[at + 1]);
        body.at(at);
        code.invoke(Engine.StructObject.MAKE.in(Type.getInternalName(StructObject.maker(type(at)))));
    }

    /** If an operand traps, nobody has seen the object. */
    private void structNew(int at, int operands) {
        int mark = code.mark();
        int struct = code.variable(Kind.REF);
        makeStruct(at);
        code.store(Kind.REF, struct);
        fill(at, operands, struct);
        code.load(Kind.REF, struct);
        code.release(mark);
    }

    /** Sets the fields or elements of a new object to the operands of the statement that makes it. */
    private void fill(int at, int operands, int object) {
        int count = IrReader.operandCount(words, at);
        if (count > WideStatements.MOST_OPERANDS && body.frame.isOpen()) {
            new ObjectPieces(body, at).write(operands, count, object);
        } else {
            setItems(at, operands, 0, count, object);
        }
    }

    /**
     * Sets some fields or elements of a new object.
     *
     * @param at      the statement that makes it
     * @param operand the expression of the first one's value
     * @param object  Java variable of the object
     * @return the index behind the last one's value
     */
    int setItems(int at, int operand, int from, int to, int object) {
        ObjectType type = type(at);
        int next = operand;
        for (int item = from; item < to; item++) {
            code.load(Kind.REF, object);
            if (Ir.op(words[at]) == Ir.STRUCT_NEW) {
                next = setField(type, item, next);
            } else {
                code.push(item);
                next = expressions.value(next);
                int storage = type.field(0);
                code.invoke(Elements.of(storage).set);
            }
        }
        return next;
    }

    private void structSet(int at, int operands) {
        int value = expressions.value(operands);
        setField(type(at), Ir.field(words[at]), value, at);
    }

    private int setField(ObjectType type, int field, int value) {
        return setField(type, field, value, Body.NONE);
    }

    /** Sets a field of the struct on the stack to the value of an expression; with a position if the struct may be null. */
    private int setField(ObjectType type, int field, int value, int at) {
        StructLayout layout = type.layout;
        int storage = type.field(field);
        int next = expressions.value(value);
        if (storage >= 0) {
            code.push(layout.reference(field));
            trapsAt(at);
            code.invoke(Engine.StructFields.SET_REF);
            return next;
        }
        int size = ValTypes.byteSize(storage);
        if (storage == ValTypes.V128) {
            code.push(layout.word(field));
            trapsAt(at);
            code.invoke(Engine.StructFields.SET_VECTOR);
            return next;
        }
        toBits(storage);
        if (size == Long.BYTES) {
            code.push(layout.word(field));
            trapsAt(at);
            code.invoke(Engine.StructFields.SET_WORD);
            return next;
        }
        int shift = layout.shift(field);
        if (shift > 0) {
            code.push(shift);
            code.instruction(Opcodes.LSHL);
        }
        code.push(layout.word(field));
        code.push((1L << size * Byte.SIZE) - 1 << shift);
        trapsAt(at);
        code.invoke(Engine.StructFields.SET_BITS);
        return next;
    }

    private void trapsAt(int at) {
        if (at != Body.NONE) {
            body.at(at);
        }
    }

    private void toBits(int storage) {
        switch (storage) {
            case ValTypes.I64 -> {
                // A whole word.
            }
            case ValTypes.F64 -> code.invoke(Jdk.DOUBLE_TO_LONG_BITS);
            case ValTypes.F32 -> {
                code.invoke(Jdk.FLOAT_TO_INT_BITS);
                code.instruction(Opcodes.I2L);
            }
            default -> code.instruction(Opcodes.I2L);
        }
    }

    private void newFixed(int at, int operands) {
        int mark = code.mark();
        int array = code.variable(Kind.REF);
        body.loadStore();
        body.unit.pushObjectType(code, words[at + 1]);
        code.push(IrReader.operandCount(words, at));
        body.at(at);
        code.invoke(Engine.ArrayOperations.MAKE_FIXED);
        code.store(Kind.REF, array);
        fill(at, operands, array);
        code.load(Kind.REF, array);
        code.release(mark);
    }
}

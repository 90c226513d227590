package dev.vespula.compiler.emit;

import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.runtime.Account;
import dev.vespula.internal.runtime.ArrayElements;
import dev.vespula.internal.runtime.ArrayObject;
import dev.vespula.internal.runtime.ArrayOperations;
import dev.vespula.internal.runtime.ObjectType;
import dev.vespula.internal.runtime.StructFields;
import dev.vespula.internal.runtime.StructLayout;
import dev.vespula.internal.runtime.StructObject;
import dev.vespula.internal.runtime.TypeTest;
import dev.vespula.internal.types.ValTypes;
import org.objectweb.asm.Opcodes;

/** Structs, arrays, i31 and casts. */
final class Objects {
    private static final String OBJECT = Names.type(Names.OBJECT);
    private static final String FIELDS = Names.name(StructFields.class);
    private static final String ELEMENTS = Names.name(ArrayElements.class);
    private static final String ARRAY = Names.name(ArrayObject.class);
    private static final String OPERATIONS = Names.name(ArrayOperations.class);
    private static final String STRUCT = Names.name(StructObject.class);
    private static final String I31 = "dev/vespula/I31";
    private static final String STORE = Names.type(Names.name(Account.class));
    private static final String INSTANCE = Names.type(Names.INSTANCE);
    private static final String TYPE = Names.type(Names.name(ObjectType.class));
    private static final String TEST = Names.type(Names.name(TypeTest.class));

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
                code.invokeStatic(ELEMENTS, "length", "(" + OBJECT + ")I");
                return next;
            }
            case Ir.REF_I31 -> {
                int next = values(operands, 1);
                code.invokeStatic(I31, "of", "(I)" + Names.type(I31));
                return next;
            }
            case Ir.I31_GET_S, Ir.I31_GET_U -> {
                int next = values(operands, 1);
                body.at(at);
                code.invokeStatic(Names.SUPPORT, "i31", "(" + OBJECT + ")I");
                if (op == Ir.I31_GET_U) {
                    code.push(Integer.MAX_VALUE);
                    code.instruction(Opcodes.IAND, -1);
                }
                return next;
            }
            case Ir.REF_EQ -> {
                int next = values(operands, 2);
                code.invokeStatic(Names.SUPPORT, "areEqual", "(" + OBJECT + OBJECT + ")Z");
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
                code.invokeStatic(Names.SUPPORT, "cast", "(" + OBJECT + TEST + ")" + OBJECT);
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
        code.invokeStatic(Names.SUPPORT, "test", "(" + OBJECT + TEST + ")I");
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
            code.invokeStatic(FIELDS, "ref", "(" + OBJECT + "I)" + OBJECT);
            return next;
        }
        if (storage == ValTypes.V128) {
            code.instruction(Opcodes.DUP, 1);
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
            code.instruction(Opcodes.LUSHR, -1);
        }
        fromBits(storage, op == Ir.STRUCT_GET_U);
        return next;
    }

    private void word(int at, int word) {
        code.push(word);
        body.at(at);
        code.invokeStatic(FIELDS, "word", "(" + OBJECT + "I)J");
    }

    /** Turns the bits of a field, from the lowest one on, into its value. */
    private void fromBits(int storage, boolean unsigned) {
        switch (storage) {
            case ValTypes.I64 -> {
                // A whole word.
            }
            case ValTypes.F64 -> code.invokeStatic("java/lang/Double", "longBitsToDouble", "(J)D");
            case ValTypes.F32 -> {
                code.instruction(Opcodes.L2I, -1);
                code.invokeStatic("java/lang/Float", "intBitsToFloat", "(I)F");
            }
            default -> {
                code.instruction(Opcodes.L2I, -1);
                extend(storage, unsigned);
            }
        }
    }

    private void extend(int storage, boolean unsigned) {
        if (storage == ValTypes.I8 || storage == ValTypes.I16) {
            if (unsigned) {
                code.push(storage == ValTypes.I8 ? 0xFF : 0xFFFF);
                code.instruction(Opcodes.IAND, -1);
            } else {
                code.instruction(storage == ValTypes.I8 ? Opcodes.I2B : Opcodes.I2S, 0);
            }
        }
    }

    private int arrayGet(int at, int op) {
        int storage = type(at).field(0);
        int next = values(IrReader.operands(words, at), 2);
        if (storage == ValTypes.V128) {
            code.instruction(Opcodes.DUP2, 2);
            int mark = code.mark();
            int index = code.variable(Kind.INT);
            int array = code.variable(Kind.REF);
            code.store(Kind.INT, index);
            code.store(Kind.REF, array);
            body.at(at);
            code.invokeStatic(ELEMENTS, "lowV128", "(" + OBJECT + "I)J");
            code.load(Kind.REF, array);
            code.load(Kind.INT, index);
            code.invokeStatic(ELEMENTS, "highV128", "(" + OBJECT + "I)J");
            code.release(mark);
            return next;
        }
        body.at(at);
        code.invokeStatic(ELEMENTS, "get" + suffix(storage), "(" + OBJECT + "I)" + item(storage));
        if (op == Ir.ARRAY_GET_U) {
            extend(storage, true);
        }
        return next;
    }

    /** The end of the names of the methods over arrays of a storage type. */
    private static String suffix(int storage) {
        return storage >= 0 ? "Ref" : switch (storage) {
            case ValTypes.I8 -> "I8";
            case ValTypes.I16 -> "I16";
            case ValTypes.I32 -> "I32";
            case ValTypes.I64 -> "I64";
            case ValTypes.F32 -> "F32";
            case ValTypes.F64 -> "F64";
            default -> "V128";
        };
    }

    /** Descriptor of what an array of a storage type holds. */
    private static String item(int storage) {
        return switch (storage) {
            case ValTypes.I8 -> "B";
            case ValTypes.I16 -> "S";
            default -> operand(storage);
        };
    }

    /** Descriptor of a value of a storage type as an operand. */
    private static String operand(int storage) {
        return switch (storage) {
            case ValTypes.I8, ValTypes.I16, ValTypes.I32 -> "I";
            case ValTypes.I64 -> "J";
            case ValTypes.F32 -> "F";
            case ValTypes.F64 -> "D";
            case ValTypes.V128 -> "JJ";
            default -> OBJECT;
        };
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
                code.invokeStatic(ELEMENTS, "make" + suffix(storage),
                        "(" + STORE + operand(storage) + "I" + TYPE + ")" + Names.type(ARRAY));
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
                code.invokeStatic(OPERATIONS, "make", "(" + STORE + TYPE + "I)" + Names.type(ARRAY));
                code.release(mark);
            }
            case Ir.ARRAY_NEW_FIXED -> newFixed(at, operands);
            case Ir.ARRAY_NEW_DATA, Ir.ARRAY_NEW_ELEM -> {
                body.loadInstance();
                body.unit.pushObjectType(code, words[at + 1]);
                code.push(words[at + 2]);
                values(operands, 2);
                body.at(at);
                code.invokeStatic(OPERATIONS, op == Ir.ARRAY_NEW_DATA ? "makeFromData" : "makeFromElements",
                        "(" + INSTANCE + TYPE + "III)" + Names.type(ARRAY));
            }
            case Ir.ARRAY_SET -> {
                int storage = type(at).field(0);
                values(operands, 3);
                body.at(at);
                code.invokeStatic(ELEMENTS, "set" + suffix(storage), "(" + OBJECT + "I" + operand(storage) + ")V");
            }
            case Ir.ARRAY_FILL -> {
                int storage = type(at).field(0);
                values(operands, 4);
                body.loadStore();
                body.at(at);
                code.invokeStatic(ELEMENTS, "fill" + suffix(storage),
                        "(" + OBJECT + "I" + operand(storage) + "I" + STORE + ")V");
            }
            case Ir.ARRAY_COPY -> {
                values(operands, 5);
                body.loadStore();
                body.at(at);
                code.invokeStatic(Names.SUPPORT, "copyArray", "(" + OBJECT + "I" + OBJECT + "II" + STORE + ")V");
            }
            default -> {
                values(operands, 4);
                body.loadInstance();
                code.push(Ir.field(words[at]));
                body.at(at);
                code.invokeStatic(Names.SUPPORT, op == Ir.ARRAY_INIT_DATA ? "initData" : "initElements",
                        "(" + OBJECT + "III" + INSTANCE + "I)V");
            }
        }
    }

    private void makeStruct(int at) {
        body.loadStore();
        body.unit.pushObjectType(code, words[at + 1]);
        body.at(at);
        code.invokeStatic(Names.name(StructObject.maker(type(at))), "make", "(" + STORE + TYPE + ")" + Names.type(STRUCT));
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
                code.invokeStatic(ELEMENTS, "set" + suffix(storage), "(" + OBJECT + "I" + operand(storage) + ")V");
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
            code.invokeStatic(FIELDS, "setRef", "(" + OBJECT + OBJECT + "I)V");
            return next;
        }
        int size = ValTypes.byteSize(storage);
        if (storage == ValTypes.V128) {
            code.push(layout.word(field));
            trapsAt(at);
            code.invokeStatic(FIELDS, "setVector", "(" + OBJECT + "JJI)V");
            return next;
        }
        toBits(storage);
        if (size == Long.BYTES) {
            code.push(layout.word(field));
            trapsAt(at);
            code.invokeStatic(FIELDS, "setWord", "(" + OBJECT + "JI)V");
            return next;
        }
        int shift = layout.shift(field);
        if (shift > 0) {
            code.push(shift);
            code.instruction(Opcodes.LSHL, -1);
        }
        code.push(layout.word(field));
        code.push((1L << size * Byte.SIZE) - 1 << shift);
        trapsAt(at);
        code.invokeStatic(FIELDS, "setBits", "(" + OBJECT + "JIJ)V");
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
            case ValTypes.F64 -> code.invokeStatic("java/lang/Double", "doubleToRawLongBits", "(D)J");
            case ValTypes.F32 -> {
                code.invokeStatic("java/lang/Float", "floatToRawIntBits", "(F)I");
                code.instruction(Opcodes.I2L, 1);
            }
            default -> code.instruction(Opcodes.I2L, 1);
        }
    }

    private void newFixed(int at, int operands) {
        int mark = code.mark();
        int array = code.variable(Kind.REF);
        body.loadStore();
        body.unit.pushObjectType(code, words[at + 1]);
        code.push(IrReader.operandCount(words, at));
        body.at(at);
        code.invokeStatic(OPERATIONS, "makeFixed", "(" + STORE + TYPE + "I)" + Names.type(ARRAY));
        code.store(Kind.REF, array);
        fill(at, operands, array);
        code.load(Kind.REF, array);
        code.release(mark);
    }
}

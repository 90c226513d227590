package dev.vespula.compiler.method;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.compiler.expression.ExpressionCode;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.ir.StorageOps;
import dev.vespula.internal.objects.ObjectType;
import dev.vespula.internal.objects.StructObject;
import java.util.BitSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What makes structs, and what has as many operands as there are fields or elements. If an operand traps, nobody has seen
 * the object.
 */
final class Constructors {
    /** Fields or elements that one method sets where there are too many, with at most some 40 bytes of code for each. */
    private static final int PIECE = 128;
    private static final String PIECE_DESCRIPTOR = "(" + Engine.ModuleInstance.TYPE + "J" + Jdk.OBJECT_TYPE + ")V";
    /** Java variable of the object in such a method. */
    private static final int PIECE_OBJECT = 3;
    private static final int PIECE_PARAMETER_SLOTS = 4;

    private final MethodBody body;
    private final Code code;
    private final int[] words;
    private final ExpressionCode expressions;

    Constructors(MethodBody body, ExpressionCode expressions) {
        this.body = body;
        this.code = body.code;
        this.words = body.words;
        this.expressions = expressions;
    }

    private ObjectType type(int pc) {
        return body.module.engine.objectType(body.module.typeId(words[pc + 1]));
    }

    /** Pushes the object that a statement makes. */
    void make(int pc) {
        int operands = IrReader.operands(words, pc);
        int count = IrReader.operandCount(words, pc);
        body.loadStore();
        body.unit.pushObjectType(code, words[pc + 1]);
        if (Ir.op(words[pc]) != Ir.ARRAY_NEW_FIXED) {
            body.at(pc);
            // Of the class that the type has: the method that finds it is too long for the JIT compiler.
            code.invoke(Engine.StructObject.MAKE.in(Type.getInternalName(StructObject.maker(type(pc)))));
        } else {
            code.push(count);
            body.at(pc);
            code.invoke(Engine.ArrayOperations.MAKE_FIXED);
        }
        int mark = code.mark();
        int object = code.variable(Kind.REF);
        code.store(Kind.REF, object);
        if (count > WideStatements.MOST_OPERANDS && body.frame.isOpen()) {
            setInPieces(pc, operands, count, object);
        } else {
            setItems(pc, operands, 0, count, object);
        }
        code.load(Kind.REF, object);
        code.release(mark);
    }

    /**
     * Sets more fields or elements than fit into one method: several methods set some of them each. The values are constants, or
     * in slots on the value stack.
     */
    private void setInPieces(int pc, int operands, int count, int object) {
        int next = operands;
        for (int from = 0; from < count; from += PIECE) {
            String name = "values" + pc + "$" + from;
            Code code = new Code(body.unit.method(name, PIECE_DESCRIPTOR), PIECE_PARAMETER_SLOTS);
            MethodBody piece = new MethodBody(body.unit, body.ir, body.flow, body.use, body.variables, new BitSet(), null,
                    code);
            piece.keepStore();
            piece.frame.open();
            next = new Constructors(piece, new ExpressionCode(piece)).setItems(pc, next, from, Math.min(count, from + PIECE),
                    PIECE_OBJECT);
            code.instruction(Opcodes.RETURN);
            code.end();
            body.loadInstance();
            body.loadPosition();
            body.code.load(Kind.REF, object);
            body.code.invoke(JavaMethod.ofStatic(body.unit.name, name, PIECE_DESCRIPTOR));
        }
    }

    /**
     * Sets some fields or elements of a new object.
     *
     * @param pc      the statement that makes it
     * @param operand the expression of the first one's value
     * @param object  Java variable of the object
     * @return the index behind the last one's value
     */
    private int setItems(int pc, int operand, int from, int to, int object) {
        ObjectType type = type(pc);
        boolean isStruct = Ir.op(words[pc]) == Ir.STRUCT_NEW;
        int next = operand;
        for (int item = from; item < to; item++) {
            int op = type.isDescriptor(item) ? Ir.STRUCT_SET_REF
                    : isStruct ? StorageOps.ofValue(Ir.STRUCT_SET_I32, type.field(item))
                    : StorageOps.ofStorage(Ir.ARRAY_SET_I8, type.field(0));
            next = expressions.operations().set(op, type, item, object, next);
        }
        return next;
    }
}

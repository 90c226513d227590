package dev.vespula.compiler.method;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.expression.ExpressionCode;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.ir.StorageOps;
import dev.vespula.internal.objects.ObjectType;
import dev.vespula.internal.objects.StructObject;
import org.objectweb.asm.Type;

/**
 * What makes structs, and what has as many operands as there are fields or elements. If an operand traps, nobody has seen
 * the object.
 */
final class Constructors {
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
            new ObjectPieces(body, pc).write(operands, count, object);
        } else {
            setItems(pc, operands, 0, count, object);
        }
        code.load(Kind.REF, object);
        code.release(mark);
    }

    /**
     * Sets some fields or elements of a new object.
     *
     * @param pc      the statement that makes it
     * @param operand the expression of the first one's value
     * @param object  Java variable of the object
     * @return the index behind the last one's value
     */
    int setItems(int pc, int operand, int from, int to, int object) {
        ObjectType type = type(pc);
        boolean isStruct = Ir.op(words[pc]) == Ir.STRUCT_NEW;
        int next = operand;
        for (int item = from; item < to; item++) {
            int op = isStruct ? StorageOps.ofValue(Ir.STRUCT_SET_I32, type.field(item))
                    : StorageOps.ofStorage(Ir.ARRAY_SET_I8, type.field(0));
            next = expressions.operations().set(op, type, item, object, next);
        }
        return next;
    }
}

package dev.vespula.compiler.method;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.compiler.expression.ExpressionCode;
import dev.vespula.compiler.plan.Kind;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Fills a new object that has more fields or elements than fit into one method: several methods set some of them each. The
 * values are constants, or in slots on the value stack.
 */
final class ObjectPieces {
    /** Items that one method sets, with at most some 40 bytes of code for each. */
    private static final int PIECE = 128;
    private static final String DESCRIPTOR =
            "(" + Engine.ModuleInstance.TYPE + "J" + Jdk.OBJECT_TYPE + ")V";
    /** Java variable of the object in such a method. */
    private static final int OBJECT = 3;
    private static final int PARAMETER_SLOTS = 4;

    private final MethodBody body;
    private final int at;

    /** {@code body} is that of the method that makes the object; the statement stands at {@code at}. */
    ObjectPieces(MethodBody body, int pc) {
        this.body = body;
        this.at = pc;
    }

    /**
     * Writes the methods, and the calls of them.
     *
     * @param operands where the values stand in the IR
     * @param count    how many there are
     * @param object   Java variable of the object
     */
    void write(int operands, int count, int object) {
        int next = operands;
        for (int from = 0; from < count; from += PIECE) {
            String name = "values" + at + "$" + from;
            next = method(name, next, from, Math.min(count, from + PIECE));
            body.loadInstance();
            body.loadPosition();
            body.code.load(Kind.REF, object);
            body.code.invoke(JavaMethod.ofStatic(body.unit.name, name, DESCRIPTOR));
        }
    }

    private int method(String name, int operand, int from, int to) {
        MethodVisitor visitor = body.unit.method(name, DESCRIPTOR);
        Code code = new Code(visitor, PARAMETER_SLOTS);
        MethodBody piece = new MethodBody(body.unit, body.ir, body.flow, body.use, body.variables, null, code);
        piece.keepStore();
        piece.frame.open();
        int next = new Constructors(piece, new ExpressionCode(piece)).setItems(at, operand, from, to, OBJECT);
        code.instruction(Opcodes.RETURN);
        code.end();
        return next;
    }
}

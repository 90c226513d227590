package dev.vespula.compiler.entry;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.UnitClass;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.compiled.Position;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Functions that leave tail calls to their caller have two methods: the body, which only code that makes such calls may
 * call, and a wrapper for everybody else, which makes them.
 */
public final class TailCallClasses {
    /** What the name of the body has behind that of the wrapper. */
    public static final String BODY = "$body";

    private TailCallClasses() {}

    /** Room that the frames between the caller and the body take: the wrapper's, and those of making the calls left to it. */
    private static int room(Shape shape) {
        return 4 * Position.JAVA_FRAME + 2 * Long.BYTES * shape.argumentSlots();
    }

    /** Writes the wrapper. */
    public static void wrapper(UnitClass unit, String name, Shape shape) {
        MethodVisitor method = unit.method(name, shape.descriptor);
        Code code = new Code(method, shape.argumentSlots());
        code.load(Kind.LONG, 1);
        code.push(Position.of(-room(shape), 0));
        code.instruction(Opcodes.LADD);
        code.store(Kind.LONG, 1);
        SlotAccess.pushCall(code, 0, shape);
        code.invoke(JavaMethod.ofStatic(unit.name, name + BODY, shape.descriptor));
        ifLeft(method, code, 0, shape, () -> {
            finish(code, 0);
            int stack = SlotAccess.keepStack(code, 0);
            SlotAccess slots = new SlotAccess(code, stack, 0, 1);
            slots.pushResults(shape);
            if (shape.isDirect) {
                slots.forgetAll(shape);
            }
            code.returnAny(shape.returnedKind());
        });
        code.returnAny(shape.returnedKind());
        code.end();
    }

    /**
     * Does something else, at whose end the method returns, if a call has left a tail call. Its first result is on the stack.
     *
     * @param instance the variable of the instance
     */
    static void ifLeft(MethodVisitor method, Code code, int instance, Shape shape, Runnable other) {
        Kind kind = shape.returnedKind();
        Label done = new Label();
        SlotAccess.pushStore(code, instance);
        code.get(Engine.StoreState.TAIL);
        code.jump(Opcodes.IFNULL, done);
        int height = code.height();
        code.drop(kind);
        other.run();
        code.label(done, height);
        if (kind == null) {
            method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        } else {
            method.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {Code.frameType(kind)});
        }
    }

    /** Makes the calls that were left, whose arguments are at the position behind the instance's variable. */
    static void finish(Code code, int instance) {
        code.load(Kind.REF, instance);
        code.load(Kind.LONG, instance + 1);
        code.invoke(Engine.TailCalls.FINISH);
    }
}

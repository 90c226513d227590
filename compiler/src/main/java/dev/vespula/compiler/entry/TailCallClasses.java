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
        Label tail = new Label();
        SlotAccess.pushStore(code, 0);
        code.get(Engine.StoreState.TAIL);
        code.jump(Opcodes.IFNONNULL, tail);
        int height = code.height();
        code.returnAny(shape.returnedKind());
        code.label(tail, height);
        frame(method, shape);
        code.drop(shape.returnedKind());
        code.load(Kind.REF, 0);
        code.load(Kind.LONG, 1);
        code.invoke(Engine.TailCalls.FINISH);
        int stack = code.variable(Kind.REF);
        SlotAccess.pushStore(code, 0);
        code.get(Engine.StoreState.STACK);
        code.store(Kind.REF, stack);
        SlotAccess slots = new SlotAccess(code, stack, 0, 1);
        slots.pushResults(shape);
        if (shape.isDirect) {
            slots.forgetAll(shape);
        }
        code.returnAny(shape.returnedKind());
        code.end();
    }

    /** A place with the first result on the stack. */
    static void frame(MethodVisitor method, Shape shape) {
        if (shape.returnedKind() == null) {
            method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            return;
        }
        Object type = Code.frameType(shape.returnedKind());
        method.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {type});
    }
}

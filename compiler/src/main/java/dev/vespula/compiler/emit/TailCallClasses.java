package dev.vespula.compiler.emit;

import dev.vespula.compiler.plan.Kind;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Functions that leave tail calls to their caller have two methods: the body, which only code that makes such calls may
 * call, and a wrapper for everybody else, which makes them.
 */
final class TailCallClasses {
    /** What the name of the body has behind that of the wrapper. */
    static final String BODY = "$body";

    private TailCallClasses() {
    }

    /** Writes the wrapper. */
    static void wrapper(UnitClass unit, String name, Shape shape) {
        MethodVisitor method = unit.method(name, shape.descriptor);
        int size = 3;
        if (shape.isDirect) {
            for (Shape.Value param : shape.params) {
                size += param.kind().size;
            }
        }
        Code code = new Code(method, size);
        code.load(Kind.REF, 0);
        code.load(Kind.LONG, 1);
        if (shape.isDirect) {
            int local = 3;
            for (Shape.Value param : shape.params) {
                code.load(param.kind(), local);
                local += param.kind().size;
            }
        }
        code.invokeStatic(unit.name, name + BODY, shape.descriptor);
        Label tail = new Label();
        code.load(Kind.REF, 0);
        code.getField(Names.INSTANCE, "store", Names.type(Names.STORE));
        code.getField(Names.STORE, "tail", Names.type(Names.FUNCTION));
        code.jump(Opcodes.IFNONNULL, tail, -1);
        int height = code.height();
        returnFirst(code, shape);
        code.label(tail, height);
        frame(method, shape);
        if (!shape.results.isEmpty()) {
            boolean two = shape.results.get(0).kind().size == 2;
            code.instruction(two ? Opcodes.POP2 : Opcodes.POP, two ? -2 : -1);
        }
        code.load(Kind.REF, 0);
        code.load(Kind.LONG, 1);
        code.invokeStatic(Names.SUPPORT, "finishTailCalls", "(" + Names.type(Names.INSTANCE) + "J)V");
        int stack = code.variable(Kind.REF);
        code.load(Kind.REF, 0);
        code.getField(Names.INSTANCE, "store", Names.type(Names.STORE));
        code.getField(Names.STORE, "stack", Names.type(Names.STACK));
        code.store(Kind.REF, stack);
        new SlotAccess(code, stack, 0, 1).pushResults(shape);
        returnFirst(code, shape);
        code.end();
    }

    /** A place with the first result on the stack. */
    static void frame(MethodVisitor method, Shape shape) {
        if (shape.results.isEmpty()) {
            method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            return;
        }
        Object type = switch (shape.results.get(0).kind()) {
            case INT -> Opcodes.INTEGER;
            case LONG -> Opcodes.LONG;
            case FLOAT -> Opcodes.FLOAT;
            case DOUBLE -> Opcodes.DOUBLE;
            case REF -> Names.OBJECT;
        };
        method.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {type});
    }

    private static void returnFirst(Code code, Shape shape) {
        if (shape.results.isEmpty()) {
            code.instruction(Opcodes.RETURN, 0);
        } else {
            code.returnValue(shape.results.get(0).kind());
        }
    }
}

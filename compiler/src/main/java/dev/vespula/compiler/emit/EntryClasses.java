package dev.vespula.compiler.emit;

import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.plan.Kind;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes the classes of the entries of compiled functions and loops: one for each, so that the JIT compiler sees through. */
public final class EntryClasses {
    private EntryClasses() {
    }

    /**
     * The entry of a function.
     *
     * @param name    the class
     * @param owner   the class with the code
     * @param method  the method with the code
     * @param isLeaver whether the function leaves tail calls to its caller
     */
    public static byte[] function(String name, String owner, String method, Shape shape, boolean isLeaver) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, name, null,
                ShapeClasses.name(shape), null);
        ShapeClasses.constructor(writer, ShapeClasses.name(shape));
        MethodVisitor call = writer.visitMethod(Opcodes.ACC_PUBLIC, ShapeClasses.CALL, shape.descriptor, null, null);
        call.visitCode();
        Code code = new Code(call, 1 + shape.argumentSlots());
        code.load(Kind.REF, 1);
        code.load(Kind.LONG, 2);
        int local = 4;
        for (Shape.Value argument : shape.arguments()) {
            code.load(argument.kind(), local);
            local += argument.kind().size;
        }
        code.invoke(JavaMethod.ofStatic(owner, method, shape.descriptor));
        code.returnAny(shape.returnedKind());
        code.end();
        if (isLeaver) {
            enterTail(writer, owner, method + TailCallClasses.BODY, shape);
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Makes the calls that a function has left, and returns, if it has left any. */
    private static void finishTailCalls(MethodVisitor visitor, Code code, Shape shape) {
        Label done = new Label();
        loadTail(code);
        code.jump(Opcodes.IFNULL, done);
        int height = code.height();
        code.drop(shape.returnedKind());
        code.load(Kind.REF, 2);
        code.load(Kind.LONG, 3);
        code.invoke(Engine.TailCalls.FINISH);
        code.instruction(Opcodes.RETURN);
        code.label(done, height);
        TailCallClasses.frame(visitor, shape);
    }

    private static void loadTail(Code code) {
        code.load(Kind.REF, 2);
        code.get(Engine.ModuleInstance.STORE);
        code.get(Engine.StoreState.TAIL);
    }

    private static void enterTail(ClassWriter writer, String owner, String method, Shape shape) {
        MethodVisitor visitor = ShapeClasses.override(writer, Engine.CallEntry.ENTER_TAIL);
        visitor.visitCode();
        Code code = new Code(visitor, 5);
        SlotAccess slots = new SlotAccess(code, 1, 2, 3);
        slots.pushFrame(shape);
        code.invoke(JavaMethod.ofStatic(owner, method, shape.descriptor));
        Label done = new Label();
        loadTail(code);
        code.jump(Opcodes.IFNULL, done);
        int height = code.height();
        code.drop(shape.returnedKind());
        code.instruction(Opcodes.RETURN);
        code.label(done, height);
        TailCallClasses.frame(visitor, shape);
        slots.storeResults(shape);
        slots.forgetArguments(shape);
        code.instruction(Opcodes.RETURN);
        code.end();
    }

    /** The entry of a loop of a function, with parameters as for {@link #function}. */
    public static byte[] loop(String name, String owner, String method, Shape shape, boolean isLeaver) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, name, null,
                Engine.CallEntry.NAME, null);
        ShapeClasses.constructor(writer, Engine.CallEntry.NAME);
        MethodVisitor visitor = ShapeClasses.override(writer, Engine.CallEntry.ENTER);
        visitor.visitCode();
        Code code = new Code(visitor, 5);
        code.load(Kind.REF, 2);
        code.load(Kind.LONG, 3);
        code.invoke(JavaMethod.ofStatic(owner, method, "(" + Engine.ModuleInstance.TYPE + "J)" + shape.returned()));
        if (isLeaver) {
            finishTailCalls(visitor, code, shape);
        }
        new SlotAccess(code, 1, 2, 3).storeResults(shape);
        code.instruction(Opcodes.RETURN);
        code.end();
        writer.visitEnd();
        return writer.toByteArray();
    }
}

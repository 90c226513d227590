package dev.vespula.compiler.entry;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.plan.Kind;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes the classes of the entries of compiled functions and loops: one for each, so that the JIT compiler sees through. */
public final class EntryClasses {
    private EntryClasses() {}

    /**
     * The entry of a function.
     *
     * @param name    the class
     * @param owner   the class with the code
     * @param method  the method with the code
     * @param isLeaver whether the function leaves tail calls to its caller
     */
    public static byte[] function(String name, String owner, String method, Shape shape, boolean isLeaver) {
        ClassWriter writer = ShapeClasses.begin(name, shape.entryName());
        ShapeClasses.constructor(writer, shape.entryName());
        Code code = new Code(ShapeClasses.override(writer, shape.call()), 1 + shape.argumentSlots());
        SlotAccess.pushCall(code, 1, shape);
        code.invoke(JavaMethod.ofStatic(owner, method, shape.descriptor));
        code.returnAny(shape.returnedKind());
        code.end();
        if (isLeaver) {
            enterTail(writer, owner, method + TailCallClasses.BODY, shape);
        }
        return ShapeClasses.end(writer);
    }

    private static void enterTail(ClassWriter writer, String owner, String method, Shape shape) {
        MethodVisitor visitor = ShapeClasses.override(writer, Engine.CallEntry.ENTER_TAIL);
        Code code = new Code(visitor, 5);
        SlotAccess slots = new SlotAccess(code, 1, 2, 3);
        slots.pushFrame(shape);
        code.invoke(JavaMethod.ofStatic(owner, method, shape.descriptor));
        TailCallClasses.ifLeft(visitor, code, 2, shape, () -> code.instruction(Opcodes.RETURN));
        slots.storeResults(shape);
        slots.forgetArguments(shape);
        code.instruction(Opcodes.RETURN);
        code.end();
    }

    /** The entry of a loop of a function, with parameters as for {@link #function}. */
    public static byte[] loop(String name, String owner, String method, Shape shape, boolean isLeaver) {
        ClassWriter writer = ShapeClasses.begin(name, Engine.CallEntry.NAME);
        ShapeClasses.constructor(writer, Engine.CallEntry.NAME);
        MethodVisitor visitor = ShapeClasses.override(writer, Engine.CallEntry.ENTER);
        Code code = new Code(visitor, 5);
        code.load(Kind.REF, 2);
        code.load(Kind.LONG, 3);
        code.invoke(JavaMethod.ofStatic(owner, method, "(" + Engine.ModuleInstance.TYPE + "J)" + shape.returned()));
        if (isLeaver) {
            TailCallClasses.ifLeft(visitor, code, 2, shape, () -> {
                TailCallClasses.finish(code, 2);
                code.instruction(Opcodes.RETURN);
            });
        }
        new SlotAccess(code, 1, 2, 3).storeResults(shape);
        code.instruction(Opcodes.RETURN);
        code.end();
        return ShapeClasses.end(writer);
    }
}

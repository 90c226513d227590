package dev.vespula.compiler.entry;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaField;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.compiler.plan.Kind;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the classes of a shape: an abstract entry with a method {@code call}, and one that interprets. They hold nothing of
 * a module, so all modules of an engine share them.
 */
public final class ShapeClasses {
    /** Name of the method. */
    public static final String CALL = "call";
    /** A class beside the others with a method that gives its lookup. */
    public static final String NEIGHBOUR = Shape.PACKAGE + "Neighbour";
    /** Name of that method. */
    public static final String LOOKUP = "lookup";

    private ShapeClasses() {}

    /** The class of a shape that has a name. */
    public static byte[] write(String name, Shape shape) {
        return name.equals(shape.entryName()) ? entry(shape)
                : name.equals(shape.hostedName()) ? HostClasses.windowedEntry(shape)
                : interpretedEntry(shape);
    }

    // ---- the abstract class

    /** The abstract class. */
    private static byte[] entry(Shape shape) {
        ClassWriter writer = begin(Opcodes.ACC_ABSTRACT, shape.entryName(), Engine.CallEntry.NAME);
        constructor(writer, Engine.CallEntry.NAME);
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, CALL, shape.descriptor, null, null).visitEnd();
        Code code = new Code(override(writer, Engine.CallEntry.ENTER), 5);
        code.load(Kind.REF, 0);
        SlotAccess slots = new SlotAccess(code, 1, 2, 3);
        slots.pushFrame(shape);
        code.invoke(shape.call());
        slots.storeResults(shape);
        slots.forgetArguments(shape);
        code.instruction(Opcodes.RETURN);
        return end(writer, code);
    }

    /** Begins a method in place of one of the superclass. */
    static MethodVisitor override(ClassWriter writer, JavaMethod method) {
        return begin(writer, Opcodes.ACC_PUBLIC, method.name(), method.descriptor());
    }

    private static MethodVisitor begin(ClassWriter writer, int access, String name, String descriptor) {
        MethodVisitor method = writer.visitMethod(access, name, descriptor, null, null);
        method.visitCode();
        return method;
    }

    static void constructor(ClassWriter writer, String superName) {
        Code code = beginConstructor(writer, superName, "");
        code.instruction(Opcodes.RETURN);
        code.end();
    }

    /** Begins a constructor, up to where that of the superclass has been called. */
    static Code beginConstructor(ClassWriter writer, String superName, String parameter) {
        Code code = new Code(begin(writer, Opcodes.ACC_PUBLIC, JavaMethod.CONSTRUCTOR, "(" + parameter + ")V"),
                parameter.isEmpty() ? 1 : 2);
        code.load(Kind.REF, 0);
        code.invoke(JavaMethod.constructor(superName, "()V"));
        return code;
    }

    /** The class {@link #NEIGHBOUR}. */
    public static byte[] neighbour() {
        ClassWriter writer = begin(NEIGHBOUR, Jdk.OBJECT);
        Code code = new Code(begin(writer, Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, LOOKUP, Jdk.LOOKUP.descriptor()), 0);
        code.invoke(Jdk.LOOKUP);
        code.instruction(Opcodes.ARETURN);
        return end(writer, code);
    }

    // ---- the interpreter

    /** The class that interprets a function, or passes the call on once it is compiled. */
    private static byte[] interpretedEntry(Shape shape) {
        ShapeMethod method = new ShapeMethod(shape,
                JavaField.ofObject(shape.interpretedName(), "code", Engine.FunctionCode.TYPE));
        Code code = method.code;
        Label same = new Label();
        method.pushHeld();
        code.load(Kind.REF, 0);
        code.load(Kind.REF, 1);
        code.invoke(Engine.Entries.CURRENT);
        code.load(Kind.REF, 0);
        code.jump(Opcodes.IF_ACMPEQ, same);
        method.pushHeld();
        code.get(Engine.FunctionCode.ENTRY);
        code.cast(shape.entryName());
        method.pushPlace();
        method.pushArguments();
        code.invoke(shape.call());
        method.returnFirst();
        method.frame(same, List.of());
        method.throughSlots(Engine.MachineStack.INTERPRET);
        return method.end();
    }

    /** Begins a class. */
    static ClassWriter begin(String name, String superName) {
        return begin(Opcodes.ACC_FINAL, name, superName);
    }

    private static ClassWriter begin(int access, String name, String superName) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER | access, name, null, superName, null);
        return writer;
    }

    /** Ends the last method of a class, and it. */
    static byte[] end(ClassWriter writer, Code code) {
        code.end();
        return end(writer);
    }

    static byte[] end(ClassWriter writer) {
        writer.visitEnd();
        return writer.toByteArray();
    }
}

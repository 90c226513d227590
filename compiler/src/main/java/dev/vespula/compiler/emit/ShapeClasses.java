package dev.vespula.compiler.emit;

import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaField;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.compiler.plan.Kind;
import java.util.List;
import java.util.function.Consumer;
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

    private static final String CONSTRUCTOR = JavaMethod.CONSTRUCTOR;

    private ShapeClasses() {
    }

    /** Name of the abstract class. */
    public static String name(Shape shape) {
        return shape.entryName();
    }

    /** The class of a shape that has a name. */
    public static byte[] write(String name, Shape shape) {
        return name.equals(shape.entryName()) ? entry(shape)
                : name.equals(shape.hostedName()) ? HostClasses.windowedEntry(shape)
                : interpretedEntry(shape);
    }

    // ---- the abstract class

    /** The abstract class. */
    private static byte[] entry(Shape shape) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SUPER, name(shape), null,
                Engine.CallEntry.NAME, null);
        constructor(writer, Engine.CallEntry.NAME);
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, CALL, shape.descriptor, null, null).visitEnd();
        MethodVisitor method = override(writer, Engine.CallEntry.ENTER);
        method.visitCode();
        Code code = new Code(method, 5);
        code.load(Kind.REF, 0);
        SlotAccess slots = new SlotAccess(code, 1, 2, 3);
        slots.pushFrame(shape);
        code.invoke(shape.call());
        slots.storeResults(shape);
        slots.forgetArguments(shape);
        code.instruction(Opcodes.RETURN);
        code.end();
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Begins a method in place of one of the superclass. */
    static MethodVisitor override(ClassWriter writer, JavaMethod method) {
        return writer.visitMethod(Opcodes.ACC_PUBLIC, method.name(), method.descriptor(), null, null);
    }

    static void constructor(ClassWriter writer, String superName) {
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, CONSTRUCTOR, "()V", null, null);
        method.visitCode();
        Code code = new Code(method, 1);
        code.load(Kind.REF, 0);
        code.invoke(JavaMethod.constructor(superName, "()V"));
        code.instruction(Opcodes.RETURN);
        code.end();
    }

    /** Writes a constructor that sets the one field. */
    static void constructor(ClassWriter writer, String name, Shape shape, String field, String type) {
        constructor(writer, name, shape, field, type, code -> {
        });
    }

    /** As above; {@code more} sets what else there is. */
    static void constructor(ClassWriter writer, String name, Shape shape, String field, String type, Consumer<Code> more) {
        writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, field, type, null, null).visitEnd();
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, CONSTRUCTOR, "(" + type + ")V", null, null);
        method.visitCode();
        Code code = new Code(method, 2);
        code.load(Kind.REF, 0);
        code.invoke(JavaMethod.constructor(name(shape), "()V"));
        code.load(Kind.REF, 0);
        code.load(Kind.REF, 1);
        code.put(JavaField.ofObject(name, field, type));
        more.accept(code);
        code.instruction(Opcodes.RETURN);
        code.end();
    }

    /** The class {@link #NEIGHBOUR}. */
    public static byte[] neighbour() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, NEIGHBOUR, null, Jdk.OBJECT,
                null);
        String type = "()Ljava/lang/invoke/MethodHandles$Lookup;";
        MethodVisitor method =
                writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, LOOKUP, type, null, null);
        method.visitCode();
        Code code = new Code(method, 0);
        code.invoke(Jdk.LOOKUP);
        code.instruction(Opcodes.ARETURN);
        return end(writer, code);
    }

    // ---- the interpreter

    /** The class that interprets a function, or passes the call on once it is compiled. */
    private static byte[] interpretedEntry(Shape shape) {
        String name = shape.interpretedName();
        ClassWriter writer = begin(name, shape);
        constructor(writer, name, shape, "code", Engine.FunctionCode.TYPE);
        ShapeMethod method = new ShapeMethod(writer, name, shape);
        Code code = method.code;
        Label same = new Label();
        code.load(Kind.REF, 0);
        code.get(JavaField.ofObject(name, "code", Engine.FunctionCode.TYPE));
        code.load(Kind.REF, 0);
        code.load(Kind.REF, 1);
        code.invoke(Engine.Entries.CURRENT);
        code.load(Kind.REF, 0);
        code.jump(Opcodes.IF_ACMPEQ, same);
        code.load(Kind.REF, 0);
        code.get(JavaField.ofObject(name, "code", Engine.FunctionCode.TYPE));
        code.get(Engine.FunctionCode.ENTRY);
        code.cast(name(shape));
        method.pushPlace();
        method.pushArguments();
        code.invoke(shape.call());
        method.returnFirst();
        method.frame(same, List.of());
        method.fetchStack();
        method.toSlots();
        code.load(Kind.REF, method.stack);
        code.load(Kind.REF, 0);
        code.get(JavaField.ofObject(name, "code", Engine.FunctionCode.TYPE));
        method.pushPlace();
        code.invoke(Engine.MachineStack.INTERPRET);
        method.returnFromSlots();
        return end(writer, code);
    }

    static ClassWriter begin(String name, Shape shape) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, name, null, name(shape), null);
        return writer;
    }

    static byte[] end(ClassWriter writer, Code code) {
        code.end();
        writer.visitEnd();
        return writer.toByteArray();
    }
}

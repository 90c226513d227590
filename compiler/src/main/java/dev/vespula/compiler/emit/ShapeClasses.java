package dev.vespula.compiler.emit;

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

    private static final String ENTER = "(" + Names.type(Names.STACK) + Names.type(Names.INSTANCE) + "J)V";
    private static final String CONSTRUCTOR = "<init>";

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
                Names.ENTRY, null);
        constructor(writer, Names.ENTRY);
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, CALL, shape.descriptor, null, null).visitEnd();
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, "enter", ENTER, null, null);
        method.visitCode();
        Code code = new Code(method, 5);
        code.load(Kind.REF, 0);
        SlotAccess slots = new SlotAccess(code, 1, 2, 3);
        slots.pushFrame(shape);
        code.invokeVirtual(name(shape), CALL, shape.descriptor);
        slots.storeResults(shape);
        slots.forgetArguments(shape);
        code.instruction(Opcodes.RETURN, 0);
        code.end();
        writer.visitEnd();
        return writer.toByteArray();
    }

    static void constructor(ClassWriter writer, String superName) {
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, CONSTRUCTOR, "()V", null, null);
        method.visitCode();
        Code code = new Code(method, 1);
        code.load(Kind.REF, 0);
        code.invokeSpecial(superName, CONSTRUCTOR, "()V");
        code.instruction(Opcodes.RETURN, 0);
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
        code.invokeSpecial(name(shape), CONSTRUCTOR, "()V");
        code.load(Kind.REF, 0);
        code.load(Kind.REF, 1);
        code.putField(name, field, type);
        more.accept(code);
        code.instruction(Opcodes.RETURN, 0);
        code.end();
    }

    /** The class {@link #NEIGHBOUR}. */
    public static byte[] neighbour() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, NEIGHBOUR, null, Names.OBJECT,
                null);
        String type = "()Ljava/lang/invoke/MethodHandles$Lookup;";
        MethodVisitor method =
                writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, LOOKUP, type, null, null);
        method.visitCode();
        Code code = new Code(method, 0);
        code.invokeStatic("java/lang/invoke/MethodHandles", LOOKUP, type);
        code.instruction(Opcodes.ARETURN, -1);
        return end(writer, code);
    }

    // ---- the interpreter

    /** The class that interprets a function, or passes the call on once it is compiled. */
    private static byte[] interpretedEntry(Shape shape) {
        String name = shape.interpretedName();
        ClassWriter writer = begin(name, shape);
        constructor(writer, name, shape, "code", Names.type(Names.CODE));
        ShapeMethod method = new ShapeMethod(writer, name, shape);
        Code code = method.code;
        Label same = new Label();
        code.load(Kind.REF, 0);
        code.getField(name, "code", Names.type(Names.CODE));
        code.load(Kind.REF, 0);
        code.load(Kind.REF, 1);
        code.invokeStatic(Names.SUPPORT, "current", "(" + Names.type(Names.CODE) + Names.type(Names.ENTRY)
                + Names.type(Names.INSTANCE) + ")" + Names.type(Names.ENTRY));
        code.load(Kind.REF, 0);
        code.jump(Opcodes.IF_ACMPEQ, same, -2);
        code.load(Kind.REF, 0);
        code.getField(name, "code", Names.type(Names.CODE));
        code.getField(Names.CODE, "entry", Names.type(Names.ENTRY));
        code.cast(name(shape));
        method.pushPlace();
        method.pushArguments();
        code.invokeVirtual(name(shape), CALL, shape.descriptor);
        method.returnFirst();
        method.frame(same, List.of());
        method.fetchStack();
        method.toSlots();
        code.load(Kind.REF, method.stack);
        code.load(Kind.REF, 0);
        code.getField(name, "code", Names.type(Names.CODE));
        method.pushPlace();
        code.invokeVirtual(Names.STACK, "interpret",
                "(" + Names.type(Names.CODE) + Names.type(Names.INSTANCE) + "J)V");
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

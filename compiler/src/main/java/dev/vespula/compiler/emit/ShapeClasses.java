package dev.vespula.compiler.emit;

import dev.vespula.compiler.plan.Kind;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the classes of a shape: an abstract entry with a method {@code call}, one that interprets, and one that calls the
 * host. They hold nothing of a module, so all modules of an engine share them.
 */
public final class ShapeClasses {
    /** Name of the method. */
    public static final String CALL = "call";
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
                : name.equals(shape.hostedName()) ? hostedEntry(shape)
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
    private static void constructor(ClassWriter writer, String name, Shape shape, String field, String type) {
        writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, field, type, null, null).visitEnd();
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, CONSTRUCTOR, "(" + type + ")V", null, null);
        method.visitCode();
        Code code = new Code(method, 2);
        code.load(Kind.REF, 0);
        code.invokeSpecial(name(shape), CONSTRUCTOR, "()V");
        code.load(Kind.REF, 0);
        code.load(Kind.REF, 1);
        code.putField(name, field, type);
        code.instruction(Opcodes.RETURN, 0);
        code.end();
    }

    // ---- the interpreter and the host

    /** The class that interprets a function, or passes the call on once it is compiled. */
    private static byte[] interpretedEntry(Shape shape) {
        String name = shape.interpretedName();
        ClassWriter writer = begin(name, shape);
        constructor(writer, name, shape, "code", Names.type(Names.CODE));
        Method method = new Method(writer, shape);
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
        method.pushAll();
        code.invokeVirtual(name(shape), CALL, shape.descriptor);
        method.returnFirst();
        code.label(same, 0);
        method.visitor.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        method.toSlots();
        code.load(Kind.REF, method.stack);
        code.load(Kind.REF, 0);
        code.getField(name, "code", Names.type(Names.CODE));
        code.load(Kind.REF, 1);
        code.load(Kind.LONG, 2);
        code.invokeVirtual(Names.STACK, "interpret",
                "(" + Names.type(Names.CODE) + Names.type(Names.INSTANCE) + "J)V");
        method.returnFromSlots();
        return end(writer, code);
    }

    /** The class that calls a function of the host. */
    private static byte[] hostedEntry(Shape shape) {
        String name = shape.hostedName();
        ClassWriter writer = begin(name, shape);
        constructor(writer, name, shape, "host", Names.type(Names.HOST_FUNCTION));
        Method method = new Method(writer, shape);
        Code code = method.code;
        method.toSlots();
        code.load(Kind.REF, method.stack);
        code.load(Kind.REF, 0);
        code.getField(name, "host", Names.type(Names.HOST_FUNCTION));
        code.load(Kind.REF, 1);
        code.load(Kind.LONG, 2);
        code.invokeVirtual(Names.STACK, "callHost",
                "(" + Names.type(Names.HOST_FUNCTION) + Names.type(Names.INSTANCE) + "J)V");
        method.returnFromSlots();
        return end(writer, code);
    }

    private static ClassWriter begin(String name, Shape shape) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, name, null, name(shape), null);
        return writer;
    }

    private static byte[] end(ClassWriter writer, Code code) {
        code.end();
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** A method {@code call}: the receiver, the instance, the position and the arguments are its first variables. */
    private static final class Method {
        final MethodVisitor visitor;
        final Code code;
        final int stack;
        private final Shape shape;
        private final int firstArgument = 4;
        private final SlotAccess slots;

        Method(ClassWriter writer, Shape shape) {
            this.shape = shape;
            visitor = writer.visitMethod(Opcodes.ACC_PUBLIC, CALL, shape.descriptor, null, null);
            visitor.visitCode();
            code = new Code(visitor, 1 + shape.argumentSlots());
            stack = code.variable(Kind.REF);
            slots = new SlotAccess(code, stack, 1, 2);
        }

        /** Pushes everything but the receiver. */
        void pushAll() {
            code.load(Kind.REF, 1);
            code.load(Kind.LONG, 2);
            int local = firstArgument;
            for (Shape.Value argument : shape.arguments()) {
                code.load(argument.kind(), local);
                local += argument.kind().size;
            }
        }

        /** Returns what is on the stack. */
        void returnFirst() {
            code.returnAny(shape.returnedKind());
        }

        /** Gets the stack and writes the arguments to the slots of the callee's frame. */
        void toSlots() {
            code.load(Kind.REF, 1);
            code.getField(Names.INSTANCE, "store", Names.type(Names.STORE));
            code.getField(Names.STORE, "stack", Names.type(Names.STACK));
            code.store(Kind.REF, stack);
            slots.reserve(shape);
            slots.storeArguments(shape, firstArgument);
        }

        /** Returns what stands in the slots of the callee's frame. */
        void returnFromSlots() {
            slots.pushResults(shape);
            if (shape.isDirect) {
                slots.forgetAll(shape);
            } else {
                slots.forgetArguments(shape);
            }
            returnFirst();
        }
    }
}

package dev.vespula.compiler.entry;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.plan.Kind;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A method {@code call} of an entry: the receiver, the instance, the position and the arguments are its first variables. */
final class ShapeMethod {
    private static final int FIRST_ARGUMENT = 4;

    final Code code;
    /** The variable of the stack. */
    final int stack;
    private final MethodVisitor visitor;
    private final String owner;
    private final Shape shape;
    private final SlotAccess slots;

    /** Begins the method in a class of that name. */
    ShapeMethod(ClassWriter writer, String owner, Shape shape) {
        this.owner = owner;
        this.shape = shape;
        visitor = writer.visitMethod(Opcodes.ACC_PUBLIC, ShapeClasses.CALL, shape.descriptor, null, null);
        visitor.visitCode();
        code = new Code(visitor, 1 + shape.argumentSlots());
        stack = code.variable(Kind.REF);
        slots = new SlotAccess(code, stack, 1, 2);
    }

    /** Pushes the instance and the position. */
    void pushPlace() {
        code.load(Kind.REF, 1);
        code.load(Kind.LONG, 2);
    }

    /** Pushes the arguments. */
    void pushArguments() {
        SlotAccess.pushArguments(code, FIRST_ARGUMENT, shape);
    }

    /** Returns what is on the stack. */
    void returnFirst() {
        code.returnAny(shape.returnedKind());
    }

    /** Pushes the store. */
    void pushStore() {
        SlotAccess.pushStore(code, 1);
    }

    /** Sets the variable of the stack. */
    void fetchStack() {
        pushStore();
        code.get(Engine.StoreState.STACK);
        code.store(Kind.REF, stack);
    }

    /** Writes the arguments to the slots of the callee's frame. */
    void toSlots() {
        slots.reserve(shape);
        slots.storeArguments(shape, FIRST_ARGUMENT);
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

    /** A place where these of the method's own variables are set besides its parameters. */
    void frame(Label place, List<Object> variables) {
        code.label(place, 0);
        frame(variables, 0, null);
    }

    /** The handler of an exception, which is on its stack. */
    void handler(Label from, Label to, List<Object> variables) {
        Label handler = new Label();
        visitor.visitTryCatchBlock(from, to, handler, "java/lang/Throwable");
        code.label(handler, 1);
        frame(variables, 1, new Object[] {"java/lang/Throwable"});
    }

    private void frame(List<Object> variables, int height, Object[] types) {
        List<Object> all = new ArrayList<>(List.of(owner, Engine.ModuleInstance.NAME, Opcodes.LONG));
        for (Shape.Value argument : shape.arguments()) {
            all.add(Code.frameType(argument.kind()));
        }
        all.addAll(variables);
        visitor.visitFrame(Opcodes.F_FULL, all.size(), all.toArray(), height, types);
    }
}

package dev.vespula.compiler.entry;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaField;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.compiler.plan.Kind;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A class with an entry, which holds what it calls, and its method {@code call}: the receiver, the instance, the position and
 * the arguments are the method's first variables.
 */
final class ShapeMethod {
    private static final int FIRST_ARGUMENT = 4;

    final Code code;
    /** The variable of the stack. */
    final int stack;
    private final ClassWriter writer;
    private final MethodVisitor visitor;
    private final Shape shape;
    private final JavaField held;
    private final SlotAccess slots;

    /** Begins a class, whose constructor takes what the field holds, and the method. */
    ShapeMethod(Shape shape, JavaField held) {
        this(shape, held, null, null);
    }

    /** As above; a second field holds what a method of the first one's content gives. */
    ShapeMethod(Shape shape, JavaField held, JavaField derived, JavaMethod derivation) {
        this.shape = shape;
        this.held = held;
        writer = ShapeClasses.begin(held.owner(), shape.entryName());
        Code constructor = ShapeClasses.beginConstructor(writer, shape.entryName(), held.type());
        set(constructor, held, null);
        if (derived != null) {
            set(constructor, derived, derivation);
        }
        constructor.instruction(Opcodes.RETURN);
        constructor.end();
        visitor = ShapeClasses.override(writer, shape.call());
        code = new Code(visitor, 1 + shape.argumentSlots());
        stack = code.variable(Kind.REF);
        slots = new SlotAccess(code, stack, 1, 2);
    }

    /** Adds a field, which the constructor sets to its argument or to what a method of that gives. */
    private void set(Code constructor, JavaField field, JavaMethod derivation) {
        writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, field.name(), field.type(), null, null).visitEnd();
        constructor.load(Kind.REF, 0);
        constructor.load(Kind.REF, 1);
        if (derivation != null) {
            constructor.invoke(derivation);
        }
        constructor.put(field);
    }

    /** Ends the method and the class. */
    byte[] end() {
        return ShapeClasses.end(writer, code);
    }

    /** Pushes what the entry holds. */
    void pushHeld() {
        code.load(Kind.REF, 0);
        code.get(held);
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

    /** Calls what the entry holds by a method of the stack, with arguments and results in slots. */
    void throughSlots(JavaMethod called) {
        fetchStack();
        toSlots();
        code.load(Kind.REF, stack);
        pushHeld();
        pushPlace();
        code.invoke(called);
        slots.pushResults(shape);
        if (shape.isDirect) {
            slots.forgetAll(shape);
        } else {
            slots.forgetArguments(shape);
        }
        returnFirst();
    }

    /** Writes the arguments to the slots of the callee's frame. */
    void toSlots() {
        slots.reserve(shape);
        slots.storeArguments(shape, FIRST_ARGUMENT);
    }

    /** A place where these of the method's own variables are set besides its parameters. */
    void frame(Label place, List<Object> variables) {
        code.label(place, 0);
        frame(variables, 0, null);
    }

    /** The handler of an exception, which is on its stack. */
    void handler(Label from, Label to, List<Object> variables) {
        Label handler = new Label();
        visitor.visitTryCatchBlock(from, to, handler, Jdk.THROWABLE);
        code.label(handler, 1);
        frame(variables, 1, new Object[] {Jdk.THROWABLE});
    }

    private void frame(List<Object> variables, int height, Object[] types) {
        List<Object> all = new ArrayList<>(List.of(held.owner(), Engine.ModuleInstance.NAME, Opcodes.LONG));
        for (Shape.Value argument : shape.arguments()) {
            all.add(Code.frameType(argument.kind()));
        }
        all.addAll(variables);
        visitor.visitFrame(Opcodes.F_FULL, all.size(), all.toArray(), height, types);
    }
}

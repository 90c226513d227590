package dev.vespula.compiler.emit;

import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.runtime.Position;
import java.util.List;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;

/**
 * Calls: of code that is known directly, of everything else through an entry. Arguments are in the variables of the slots
 * where the callee's frame begins, and so are the results afterwards.
 */
final class Calls {
    private static final String FUNCTION = Names.type(Names.FUNCTION);
    private static final String ENTRY = Names.type(Names.ENTRY);
    private static final String INSTANCE = Names.type(Names.INSTANCE);

    private final Body body;
    private final Code code;
    private final int[] words;
    private final Expressions expressions;
    private final Targets targets;
    private final int function;
    private final Shape own;

    /** {@code function} is the index of the function that calls, {@code own} its shape. */
    Calls(Body body, Expressions expressions, Targets targets, int function, Shape own) {
        this.body = body;
        this.code = body.code;
        this.words = body.words;
        this.expressions = expressions;
        this.targets = targets;
        this.function = function;
        this.own = own;
    }

    /**
     * Writes a call with everything but its results, of which the first is left on the stack.
     *
     * @param site writes what it is given as a site
     */
    void call(int at, Consumer<Runnable> site) {
        int op = Ir.op(words[at]);
        Shape shape = Shape.of(body.use.called(at));
        int frame = body.use.frame(at);
        body.at(at);
        int mark = code.mark();
        if (op == Ir.CALL && !isImport(Ir.field(words[at]))) {
            site.accept(() -> local(Ir.field(words[at]), shape, frame));
        } else {
            int callee = code.variable(Kind.REF);
            function(at, op);
            code.store(Kind.REF, callee);
            site.accept(() -> other(callee, shape, frame));
        }
        code.release(mark);
    }

    private void other(int callee, Shape shape, int frame) {
        code.load(Kind.REF, callee);
        code.invokeStatic(Names.SUPPORT, "entry", "(" + FUNCTION + ")" + ENTRY);
        code.cast(ShapeClasses.name(shape));
        code.load(Kind.REF, callee);
        body.loadInstance();
        code.invokeStatic(Names.SUPPORT, "instance", "(" + FUNCTION + INSTANCE + ")" + INSTANCE);
        arguments(shape, frame, entryRoom(shape));
        code.invokeVirtual(ShapeClasses.name(shape), ShapeClasses.CALL, shape.descriptor);
    }

    private boolean isImport(int function) {
        return function < body.module.importedFunctionCount();
    }

    private void local(int function, Shape shape, int frame) {
        String owner = targets.owner(function);
        if (owner != null) {
            body.loadInstance();
            arguments(shape, frame, 0);
            code.invokeStatic(owner, targets.method(function), shape.descriptor);
            return;
        }
        body.unit.pushEntries(code);
        code.push(function);
        code.instruction(Opcodes.AALOAD, -1);
        code.cast(ShapeClasses.name(shape));
        body.loadInstance();
        arguments(shape, frame, entryRoom(shape));
        code.invokeVirtual(ShapeClasses.name(shape), ShapeClasses.CALL, shape.descriptor);
    }

    /** Pushes the function that a call leads to, unless it is known. */
    private void function(int at, int op) {
        switch (op) {
            case Ir.CALL, Ir.RETURN_CALL -> {
                if (isImport(Ir.field(words[at]))) {
                    body.loadImport(Ir.field(words[at]));
                } else {
                    body.loadInstance();
                    code.push(Ir.field(words[at]));
                    code.invokeVirtual(Names.INSTANCE, "function", "(I)" + FUNCTION);
                }
            }
            case Ir.CALL_REF, Ir.RETURN_CALL_REF -> {
                body.loadInstance();
                expressions.value(IrReader.operands(words, at));
                body.at(at);
                code.invokeStatic(Names.SUPPORT, "callee", "(" + INSTANCE + Names.type(Names.OBJECT) + ")" + FUNCTION);
            }
            default -> {
                body.loadInstance();
                code.push(Ir.field(words[at]) & IrReader.INDEX);
                expressions.value(IrReader.operands(words, at));
                body.unit.pushTypeId(code, words[at + 1]);
                body.at(at);
                String index = IrReader.operandType(words, at, 0) == Ir.TYPE_I64 ? "J" : "I";
                code.invokeStatic(Names.SUPPORT, "element", "(" + INSTANCE + "I" + index + "I)" + FUNCTION);
            }
        }
    }

    /** Room that an entry between caller and callee takes. */
    private static int entryRoom(Shape shape) {
        return Position.JAVA_FRAME + Long.BYTES * shape.argumentSlots();
    }

    /**
     * Pushes the callee's position and the arguments, or leaves them in the slots of the callee's frame.
     *
     * @param between room that what is between caller and callee takes
     */
    private void arguments(Shape shape, int frame, int between) {
        position(frame, between);
        if (shape.isDirect) {
            for (Shape.Value param : shape.params) {
                body.load(frame + param.slot(), param.kind());
            }
        } else {
            toSlots(shape, frame, frame);
        }
    }

    private void position(int frame, int between) {
        body.loadPosition();
        long change = Position.of(-between, frame);
        if (change != 0) {
            code.push(change);
            code.instruction(Opcodes.LADD, -2);
        }
    }

    /**
     * Writes arguments to the slots of a callee's frame.
     *
     * @param from  where the arguments are
     * @param frame where the callee's frame begins
     */
    private void toSlots(Shape shape, int from, int frame) {
        int cells = code.variable(Kind.REF);
        int refs = code.variable(Kind.REF);
        int first = code.variable(Kind.INT);
        arrays(shape, frame, cells, refs, first);
        for (Shape.Value param : shape.params) {
            if (from == frame && body.isResident(from + param.slot(), param.kind())) {
                continue;
            }
            boolean isRef = param.kind() == Kind.REF;
            code.load(Kind.REF, isRef ? refs : cells);
            code.load(Kind.INT, first);
            code.push(param.slot());
            code.instruction(Opcodes.IADD, -1);
            body.load(from + param.slot(), param.kind());
            Slots.toCell(code, param.kind());
            code.instruction(isRef ? Opcodes.AASTORE : Opcodes.LASTORE, isRef ? -3 : -4);
        }
    }

    /** Puts the arrays of slots with room for arguments and results, and the index of the first slot, into variables. */
    private void arrays(Shape shape, int frame, int cells, int refs, int first) {
        body.loadStack();
        position(frame, 0);
        code.push(shape.frameSlots());
        code.invokeVirtual(Names.STACK, "cells", "(JI)[J");
        code.store(Kind.REF, cells);
        if (shape.hasRefs()) {
            // Also if there are only results: the callee leaves them in the slots and relies on the array.
            body.loadStack();
            position(frame, 0);
            code.push(shape.frameSlots());
            code.invokeVirtual(Names.STACK, "refs", "(JI)[Ljava/lang/Object;");
            code.store(Kind.REF, refs);
        }
        position(frame, 0);
        code.instruction(Opcodes.L2I, -1);
        code.store(Kind.INT, first);
    }

    /** Pops the first result of a call into its slot and fetches the others. */
    void results(int at) {
        Shape shape = Shape.of(body.use.called(at));
        int frame = body.use.frame(at);
        if (body.frame.isOpen()) {
            int mark = code.mark();
            int first = shape.returnedKind() == null ? Body.NONE : code.variable(shape.returnedKind());
            if (first != Body.NONE) {
                code.store(shape.returnedKind(), first);
            }
            body.frame.reload();
            if (first != Body.NONE) {
                code.load(shape.returnedKind(), first);
            }
            code.release(mark);
        }
        if (!shape.isDirect) {
            fromSlots(shape, frame);
            return;
        }
        if (shape.returnedKind() != null) {
            body.store(frame, shape.returnedKind());
        }
        for (Shape.Value result : shape.leftResults()) {
            left(result);
            if (result.kind() == Kind.REF) {
                code.invokeStatic(Names.SUPPORT, "take", "([Ljava/lang/Object;I)Ljava/lang/Object;");
            } else {
                code.instruction(Opcodes.LALOAD, 0);
                Slots.fromCell(code, result.kind());
            }
            body.store(frame + result.slot(), result.kind());
        }
    }

    private void fromSlots(Shape shape, int frame) {
        int mark = code.mark();
        FrameSlots slots = body.frame.isOpen() ? body.frame : new FrameSlots(body);
        if (slots != body.frame) {
            slots.open();
        }
        for (Shape.Value result : shape.results) {
            slots.load(body.variables.of(frame + result.slot(), result.kind()));
        }
        if (slots != body.frame && shape.hasRefs()) {
            clearRefs(frame, frame + shape.frameSlots());
        }
        code.release(mark);
    }

    /** Pushes where a result is left in the store. */
    private void left(Shape.Value result) {
        boolean isRef = result.kind() == Kind.REF;
        body.loadStore();
        code.getField(Names.STORE, isRef ? "resultRefs" : "results", isRef ? "[Ljava/lang/Object;" : "[J");
        code.push(result.slot());
    }

    /** Leaves results of the function, which are its first slots, where its caller expects them; pushes the first. */
    void returnResults(Shape shape) {
        if (!shape.isDirect) {
            int mark = code.mark();
            FrameSlots slots = body.frame.isOpen() ? body.frame : new FrameSlots(body);
            if (slots != body.frame) {
                slots.open();
            }
            for (Shape.Value result : shape.results) {
                slots.store(body.variables.of(result.slot(), result.kind()));
            }
            code.release(mark);
            return;
        }
        for (Shape.Value result : shape.leftResults()) {
            boolean isRef = result.kind() == Kind.REF;
            left(result);
            body.load(result.slot(), result.kind());
            Slots.toCell(code, result.kind());
            code.instruction(isRef ? Opcodes.AASTORE : Opcodes.LASTORE, isRef ? -3 : -4);
        }
        if (shape.returnedKind() != null) {
            body.load(0, shape.returnedKind());
        }
    }

    /**
     * Leaves a tail call to the caller of the method: its arguments are written to the slots of this frame, and the store is
     * told what to call, and where {@code function} does so.
     */
    void leaveTailCall(int at, int function) {
        Shape shape = Shape.of(body.use.called(at));
        int mark = code.mark();
        int callee = code.variable(Kind.REF);
        body.at(at);
        function(at, Ir.op(words[at]));
        body.loadInstance();
        body.loadPosition();
        code.invokeStatic(Names.SUPPORT, "replaceable", "(" + FUNCTION + INSTANCE + "J)" + FUNCTION);
        code.store(Kind.REF, callee);
        if (body.frame.isOpen()) {
            reserve(shape);
            if (shape.isDirect) {
                toSlots(shape, body.use.frame(at), 0);
            } else {
                moveDown(body.use.frame(at), shape.params.size());
            }
            clearRefs(shape.params.size(), body.ir.endRefSlot());
        } else {
            if (shape.hasRefs() || own.hasRefs()) {
                // What was passed to this frame in slots.
                clearRefs(0, own.frameSlots());
            }
            toSlots(shape, body.use.frame(at), 0);
        }
        body.loadInstance();
        code.load(Kind.REF, callee);
        code.push(function);
        code.push(at);
        code.invokeStatic(Names.SUPPORT, "leave", "(" + INSTANCE + FUNCTION + "II)V");
        code.release(mark);
    }

    /** Makes room for a frame in place of this one. */
    private void reserve(Shape shape) {
        for (String array : shape.hasRefs() ? List.of("cells", "refs") : List.of("cells")) {
            body.loadStack();
            body.loadPosition();
            code.push(shape.frameSlots());
            code.invokeVirtual(Names.STACK, array, "(JI)" + (array.equals("cells") ? "[J" : "[" + Names.type(Names.OBJECT)));
            code.instruction(Opcodes.POP, -1);
        }
    }

    /** Clears references on the value stack from a slot of the frame up to another one. */
    private void clearRefs(int from, int to) {
        if (from < to) {
            body.loadStack();
            body.loadPosition();
            code.push(from);
            code.push(to);
            code.invokeStatic(Names.SUPPORT, "clearRefs", "(" + Names.type(Names.STACK) + "JII)V");
        }
    }

    /** Moves slots on the value stack to the beginning of the frame. */
    void moveDown(int from, int count) {
        body.loadStack();
        body.loadPosition();
        code.push(from);
        code.push(count);
        code.invokeStatic(Names.SUPPORT, "moveDown", "(" + Names.type(Names.STACK) + "JII)V");
    }

    /** Whether a statement calls the function itself in place of its frame. */
    static boolean isSelfTailCall(int[] words, int at, int function) {
        return Ir.op(words[at]) == Ir.RETURN_CALL && Ir.field(words[at]) == function;
    }

    /** Whether a function leaves tail calls to its caller. */
    static boolean leavesTailCalls(int[] words, int function) {
        for (int at = 0; at < words.length; at = IrReader.next(words, at)) {
            int op = Ir.op(words[at]);
            if ((op == Ir.RETURN_CALL || op == Ir.RETURN_CALL_INDIRECT || op == Ir.RETURN_CALL_REF)
                    && !isSelfTailCall(words, at, function)) {
                return true;
            }
        }
        return false;
    }
}

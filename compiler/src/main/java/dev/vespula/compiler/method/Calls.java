package dev.vespula.compiler.method;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.FrameSlots;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.code.Slots;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.entry.Shape;
import dev.vespula.compiler.expression.ExpressionCode;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.compiled.Position;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;

/**
 * Calls: of code that is known directly, of everything else through an entry. Arguments are in the variables of the slots
 * where the callee's frame begins, and so are the results afterwards.
 */
public final class Calls {
    private final MethodBody body;
    private final Code code;
    private final int[] words;
    private final ExpressionCode expressions;
    private final Targets targets;
    private final Shape own;

    /** {@code own} is the shape of the function that calls. */
    Calls(MethodBody body, ExpressionCode expressions, Targets targets, Shape own) {
        this.body = body;
        this.code = body.code;
        this.words = body.words;
        this.expressions = expressions;
        this.targets = targets;
        this.own = own;
    }

    /**
     * Writes a call with everything but its results, of which the first is left on the stack.
     *
     * @param site writes what it is given as a site
     */
    void call(int pc, Consumer<Runnable> site) {
        int op = Ir.op(words[pc]);
        Shape shape = Shape.of(body.use.called(pc));
        int frame = IrReader.frame(words, pc);
        body.at(pc);
        int mark = code.mark();
        if (op == Ir.CALL && !isImport(Ir.field(words[pc]))) {
            site.accept(() -> local(Ir.field(words[pc]), shape, frame));
        } else {
            int callee = code.variable(Kind.REF);
            function(pc, op);
            code.store(Kind.REF, callee);
            site.accept(() -> other(callee, shape, frame));
        }
        code.release(mark);
    }

    private void other(int callee, Shape shape, int frame) {
        code.load(Kind.REF, callee);
        code.invoke(Engine.Entries.OF);
        code.cast(shape.entryName());
        code.load(Kind.REF, callee);
        body.loadInstance();
        code.invoke(Engine.Callees.INSTANCE);
        arguments(shape, frame, entryRoom(shape));
        code.invoke(shape.call());
    }

    private boolean isImport(int function) {
        return function < body.module.importedFunctionCount();
    }

    private void local(int function, Shape shape, int frame) {
        String owner = targets.owner(function);
        if (owner != null) {
            body.loadInstance();
            arguments(shape, frame, 0);
            code.invoke(JavaMethod.ofStatic(owner, targets.method(function), shape.descriptor));
            return;
        }
        body.unit.pushEntries(code);
        code.push(function);
        code.instruction(Opcodes.AALOAD);
        code.cast(shape.entryName());
        body.loadInstance();
        arguments(shape, frame, entryRoom(shape));
        code.invoke(shape.call());
    }

    /** Pushes the function that a call leads to, unless it is known. */
    private void function(int pc, int op) {
        switch (Ir.fieldMeaning(op)) {
            case Ir.MEANING_FUNC -> {
                if (isImport(Ir.field(words[pc]))) {
                    body.loadImport(Ir.field(words[pc]));
                } else {
                    body.loadInstance();
                    code.push(Ir.field(words[pc]));
                    code.invoke(Engine.ModuleInstance.FUNCTION);
                }
            }
            case Ir.MEANING_NONE -> {
                body.loadInstance();
                expressions.value(IrReader.operands(words, pc));
                body.at(pc);
                code.invoke(Engine.Callees.OF_REFERENCE);
            }
            default -> {
                body.loadInstance();
                code.push(Ir.field(words[pc]) & IrReader.INDEX);
                expressions.value(IrReader.operands(words, pc));
                body.unit.pushTypeId(code, words[pc + 1]);
                body.at(pc);
                code.invoke(IrReader.operandType(words, pc, 0) == Ir.TYPE_I64 ? Engine.Callees.ELEMENT64
                        : Engine.Callees.ELEMENT32);
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
            code.instruction(Opcodes.LADD);
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
            code.load(Kind.REF, param.kind() == Kind.REF ? refs : cells);
            code.load(Kind.INT, first);
            code.push(param.slot());
            code.instruction(Opcodes.IADD);
            body.load(from + param.slot(), param.kind());
            Slots.write(code, param.kind());
        }
    }

    /** Puts the arrays of slots with room for arguments and results, and the index of the first slot, into variables. */
    private void arrays(Shape shape, int frame, int cells, int refs, int first) {
        body.loadStack();
        position(frame, 0);
        code.push(shape.frameSlots());
        code.invoke(Engine.MachineStack.CELLS);
        code.store(Kind.REF, cells);
        if (shape.hasRefs()) {
            // Also if there are only results: the callee leaves them in the slots and relies on the array.
            body.loadStack();
            position(frame, 0);
            code.push(shape.frameSlots());
            code.invoke(Engine.MachineStack.REFS);
            code.store(Kind.REF, refs);
        }
        position(frame, 0);
        code.instruction(Opcodes.L2I);
        code.store(Kind.INT, first);
    }

    /** Pops the first result of a call into its slot and fetches the others. */
    void results(int pc) {
        Shape shape = Shape.of(body.use.called(pc));
        int frame = IrReader.frame(words, pc);
        if (body.frame.isOpen()) {
            int mark = code.mark();
            int first = shape.returnedKind() == null ? MethodBody.NONE : code.variable(shape.returnedKind());
            if (first != MethodBody.NONE) {
                code.store(shape.returnedKind(), first);
            }
            body.frame.reload();
            if (first != MethodBody.NONE) {
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
                code.invoke(Engine.StackSlots.TAKE);
            } else {
                Slots.read(code, result.kind());
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
        body.loadStore();
        code.get(Slots.results(result.kind()));
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
            left(result);
            body.load(result.slot(), result.kind());
            Slots.write(code, result.kind());
        }
        if (shape.returnedKind() != null) {
            body.load(0, shape.returnedKind());
        }
    }

    /**
     * Leaves a tail call to the caller of the method: its arguments are written to the slots of this frame, and the store is
     * told what to call, and where {@code function} does so.
     */
    void leaveTailCall(int pc, int function) {
        Shape shape = Shape.of(body.use.called(pc));
        int mark = code.mark();
        int callee = code.variable(Kind.REF);
        body.at(pc);
        function(pc, Ir.op(words[pc]));
        body.loadInstance();
        body.loadPosition();
        code.invoke(Engine.TailCalls.REPLACEABLE);
        code.store(Kind.REF, callee);
        if (body.frame.isOpen()) {
            reserve(shape);
            if (shape.isDirect) {
                toSlots(shape, IrReader.frame(words, pc), 0);
            } else {
                moveDown(IrReader.frame(words, pc), shape.params.size());
            }
            clearRefs(shape.params.size(), body.ir.endRefSlot());
        } else {
            if (shape.hasRefs() || own.hasRefs()) {
                // What was passed to this frame in slots.
                clearRefs(0, own.frameSlots());
            }
            toSlots(shape, IrReader.frame(words, pc), 0);
        }
        body.loadInstance();
        code.load(Kind.REF, callee);
        code.push(function);
        code.push(pc);
        code.invoke(Engine.TailCalls.LEAVE);
        code.release(mark);
    }

    /** Makes room for a frame in place of this one. */
    private void reserve(Shape shape) {
        reserve(Engine.MachineStack.CELLS, shape);
        if (shape.hasRefs()) {
            reserve(Engine.MachineStack.REFS, shape);
        }
    }

    private void reserve(JavaMethod array, Shape shape) {
        body.loadStack();
        body.loadPosition();
        code.push(shape.frameSlots());
        code.invoke(array);
        code.instruction(Opcodes.POP);
    }

    /** Clears references on the value stack from a slot of the frame up to another one. */
    private void clearRefs(int from, int to) {
        if (from < to) {
            body.loadStack();
            body.loadPosition();
            code.push(from);
            code.push(to);
            code.invoke(Engine.StackSlots.CLEAR_REFS);
        }
    }

    /** Moves slots on the value stack to the beginning of the frame. */
    void moveDown(int from, int count) {
        body.loadStack();
        body.loadPosition();
        code.push(from);
        code.push(count);
        code.invoke(Engine.StackSlots.MOVE_DOWN);
    }

    /** Whether a statement calls the function itself in place of its frame. */
    public static boolean isSelfTailCall(int[] words, int pc, int function) {
        int op = Ir.op(words[pc]);
        return Ir.isTailCall(op) && Ir.fieldMeaning(op) == Ir.MEANING_FUNC && Ir.field(words[pc]) == function;
    }

    /** Whether a function leaves tail calls to its caller. */
    public static boolean leavesTailCalls(int[] words, int function) {
        for (int pc = 0; pc < words.length; pc = IrReader.next(words, pc)) {
            if (Ir.isTailCall(Ir.op(words[pc])) && !isSelfTailCall(words, pc, function)) {
                return true;
            }
        }
        return false;
    }
}

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
public final class CallCode {
    private final FunctionPlan plan;
    private final MethodBody body;
    private final Code code;
    private final int[] words;
    private final ExpressionCode expressions;

    CallCode(FunctionPlan plan, MethodBody body, ExpressionCode expressions) {
        this.plan = plan;
        this.body = body;
        this.code = body.code;
        this.words = body.words;
        this.expressions = expressions;
    }

    /**
     * Writes a call with everything but its results, of which the first is left on the stack.
     *
     * @param site writes what it is given as a site
     */
    void call(int pc, Consumer<Runnable> site) {
        int op = Ir.op(words[pc]);
        Shape shape = Shape.of(body.use.called(pc));
        int calleeSlot = IrReader.frame(words, pc);
        body.at(pc);
        int mark = code.mark();
        if (op == Ir.CALL && isLocal(Ir.field(words[pc]))) {
            site.accept(() -> local(Ir.field(words[pc]), shape, calleeSlot));
        } else {
            int callee = code.variable(Kind.REF);
            function(pc, op);
            code.store(Kind.REF, callee);
            site.accept(() -> other(callee, shape, calleeSlot));
        }
        code.release(mark);
    }

    private void other(int callee, Shape shape, int calleeSlot) {
        code.load(Kind.REF, callee);
        code.invoke(Engine.Entries.OF);
        code.cast(shape.entryName());
        code.load(Kind.REF, callee);
        body.loadInstance();
        code.invoke(Engine.Callees.INSTANCE);
        arguments(shape, calleeSlot, entryRoom(shape));
        code.invoke(shape.call());
    }

    /** Whether it is known how a function is called, without looking at its object. */
    private boolean isLocal(int function) {
        return !isImport(function) && (plan.targets.owner(function) != null || body.unit.hasEntries());
    }

    private boolean isImport(int function) {
        return function < body.module.importedFunctionCount();
    }

    private void local(int function, Shape shape, int calleeSlot) {
        String owner = plan.targets.owner(function);
        if (owner != null) {
            body.loadInstance();
            arguments(shape, calleeSlot, 0);
            code.invoke(JavaMethod.ofStatic(owner, plan.targets.method(function), shape.descriptor));
            return;
        }
        body.unit.pushEntries(code);
        code.push(function);
        code.instruction(Opcodes.AALOAD);
        code.cast(shape.entryName());
        body.loadInstance();
        arguments(shape, calleeSlot, entryRoom(shape));
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
    private void arguments(Shape shape, int calleeSlot, int between) {
        position(calleeSlot, between);
        if (shape.isDirect) {
            for (Shape.Value param : shape.params) {
                body.load(calleeSlot + param.slot(), param.kind());
            }
        } else {
            toSlots(shape, calleeSlot, calleeSlot);
        }
    }

    private void position(int calleeSlot, int between) {
        body.loadPosition();
        long change = Position.of(-between, calleeSlot);
        if (change != 0) {
            code.push(change);
            code.instruction(Opcodes.LADD);
        }
    }

    /**
     * Writes arguments to the slots of a callee's frame.
     *
     * @param from       slot of this frame where the arguments are
     * @param calleeSlot slot of this frame where the callee's begins
     */
    private void toSlots(Shape shape, int from, int calleeSlot) {
        int cells = code.variable(Kind.REF);
        int refs = code.variable(Kind.REF);
        int first = code.variable(Kind.INT);
        arrays(shape, calleeSlot, cells, refs, first);
        for (Shape.Value param : shape.params) {
            if (from == calleeSlot && body.isResident(from + param.slot(), param.kind())) {
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
    private void arrays(Shape shape, int calleeSlot, int cells, int refs, int first) {
        array(Engine.MachineStack.CELLS, shape, calleeSlot);
        code.store(Kind.REF, cells);
        if (shape.hasRefs()) {
            // Also if there are only results: the callee leaves them in the slots and relies on the array.
            array(Engine.MachineStack.REFS, shape, calleeSlot);
            code.store(Kind.REF, refs);
        }
        position(calleeSlot, 0);
        code.instruction(Opcodes.L2I);
        code.store(Kind.INT, first);
    }

    /** Pushes an array of slots, with room for arguments and results of a frame that begins at a slot. */
    private void array(JavaMethod array, Shape shape, int calleeSlot) {
        body.loadStack();
        position(calleeSlot, 0);
        code.push(shape.frameSlots());
        code.invoke(array);
    }

    /** Pops the first result of a call into its slot and fetches the others. */
    void results(int pc) {
        Shape shape = Shape.of(body.use.called(pc));
        int calleeSlot = IrReader.frame(words, pc);
        if (body.frame.isOpen() && shape.returnedKind() != null) {
            int mark = code.mark();
            int first = code.variable(shape.returnedKind());
            code.store(shape.returnedKind(), first);
            body.frame.reload();
            code.load(shape.returnedKind(), first);
            code.release(mark);
        } else if (body.frame.isOpen()) {
            body.frame.reload();
        }
        if (!shape.isDirect) {
            withSlots(slots -> {
                for (Shape.Value result : shape.results) {
                    slots.load(body.variables.of(calleeSlot + result.slot(), result.kind()));
                }
                if (slots != body.frame && shape.hasRefs()) {
                    clearRefs(calleeSlot, calleeSlot + shape.frameSlots());
                }
            });
            return;
        }
        if (shape.returnedKind() != null) {
            body.store(calleeSlot, shape.returnedKind());
        }
        for (Shape.Value result : shape.leftResults()) {
            left(result);
            if (result.kind() == Kind.REF) {
                code.invoke(Engine.StackSlots.TAKE);
            } else {
                Slots.read(code, result.kind());
            }
            body.store(calleeSlot + result.slot(), result.kind());
        }
    }

    /** Does something with the slots of the frame, in a method that keeps no Java variables for them with some meanwhile. */
    void withSlots(Consumer<FrameSlots> action) {
        if (body.frame.isOpen()) {
            action.accept(body.frame);
            return;
        }
        int mark = code.mark();
        FrameSlots slots = new FrameSlots(body);
        slots.open();
        action.accept(slots);
        code.release(mark);
    }

    /** Pushes where a result is left in the store. */
    private void left(Shape.Value result) {
        body.loadStore();
        code.get(Slots.results(result.kind()));
        code.push(result.slot());
    }

    /** Returns the results of the function, which are its first slots. */
    void returnResults() {
        Shape shape = plan.shape;
        if (!shape.isDirect) {
            withSlots(slots -> shape.results.forEach(result -> slots.store(body.variables.get(plan.number(result)))));
        }
        for (Shape.Value result : shape.leftResults()) {
            left(result);
            body.load(result.slot(), result.kind());
            Slots.write(code, result.kind());
        }
        if (shape.returnedKind() != null) {
            body.load(0, shape.returnedKind());
        }
        code.returnAny(shape.returnedKind());
    }

    /**
     * Leaves a tail call to the caller of the method: its arguments are written to the slots of this frame, and the store is
     * told what to call, and where the function does so.
     */
    void leaveTailCall(int pc) {
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
            array(Engine.MachineStack.CELLS, shape, 0);
            code.instruction(Opcodes.POP);
            if (shape.hasRefs()) {
                array(Engine.MachineStack.REFS, shape, 0);
                code.instruction(Opcodes.POP);
            }
            if (shape.isDirect) {
                toSlots(shape, IrReader.frame(words, pc), 0);
            } else {
                moveDown(IrReader.frame(words, pc), shape.params.size());
            }
            clearRefs(shape.params.size(), body.ir.endRefSlot());
        } else {
            if (shape.hasRefs() || plan.shape.hasRefs()) {
                // What was passed to this frame in slots.
                clearRefs(0, plan.shape.frameSlots());
            }
            toSlots(shape, IrReader.frame(words, pc), 0);
        }
        body.loadInstance();
        code.load(Kind.REF, callee);
        code.push(plan.function.index);
        code.push(pc);
        code.invoke(Engine.TailCalls.LEAVE);
        code.release(mark);
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
}

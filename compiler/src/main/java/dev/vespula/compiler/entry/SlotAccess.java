package dev.vespula.compiler.entry;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.Slots;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.IrFunction;
import org.objectweb.asm.Opcodes;

/** Moves arguments and results between Java values and the slots of a frame at a position. */
public final class SlotAccess {
    private final Code code;
    private final int stack;
    private final int instance;
    private final int position;

    /** Java variables of the stack, the instance and the position. */
    public SlotAccess(Code code, int stack, int instance, int position) {
        this.code = code;
        this.stack = stack;
        this.instance = instance;
        this.position = position;
    }

    /** Pushes the store of the instance in a variable. */
    public static void pushStore(Code code, int instance) {
        code.load(Kind.REF, instance);
        code.get(Engine.ModuleInstance.STORE);
    }

    /** Puts the stack into a new variable. */
    static int keepStack(Code code, int instance) {
        pushStore(code, instance);
        code.get(Engine.StoreState.STACK);
        return code.keep(Kind.REF);
    }

    /** Pushes arguments in consecutive variables. */
    public static void pushArguments(Code code, int first, Shape shape) {
        int local = first;
        for (Shape.Value argument : shape.arguments()) {
            code.load(argument.kind(), local);
            local += argument.kind().size;
        }
    }

    /** Pushes instance, position and arguments in consecutive variables. */
    public static void pushCall(Code code, int first, Shape shape) {
        code.load(Kind.REF, first);
        code.load(Kind.LONG, first + 1);
        pushArguments(code, first + 3, shape);
    }

    /** Makes room for a frame with parameters and results. */
    public void reserve(Shape shape) {
        reserve(Engine.MachineStack.CELLS, shape.frameSlots());
        if (shape.hasRefs()) {
            reserve(Engine.MachineStack.REFS, shape.frameSlots());
        }
    }

    /** Makes room for the whole frame of a function. */
    public void reserve(IrFunction ir) {
        reserve(Engine.MachineStack.CELLS, ir.frameSlots());
        if (ir.usesRefs()) {
            reserve(Engine.MachineStack.REFS, ir.frameSlots());
        }
    }

    private void reserve(JavaMethod method, int slots) {
        code.load(Kind.REF, stack);
        code.load(Kind.LONG, position);
        code.push(slots);
        code.invoke(method);
        code.instruction(Opcodes.POP);
    }

    /** Pushes the array of a slot and the slot's index. */
    private void element(Shape.Value value) {
        code.load(Kind.REF, stack);
        code.get(Slots.array(value.kind()));
        code.load(Kind.LONG, position);
        code.instruction(Opcodes.L2I);
        if (value.slot() > 0) {
            code.push(value.slot());
            code.instruction(Opcodes.IADD);
        }
    }

    private void load(Shape.Value value) {
        element(value);
        Slots.read(code, value.kind());
    }

    /** Pushes instance, position and arguments. */
    public void pushFrame(Shape shape) {
        code.load(Kind.REF, instance);
        code.load(Kind.LONG, position);
        shape.arguments().forEach(this::load);
    }

    /** Writes arguments in consecutive variables to the slots. */
    public void storeArguments(Shape shape, int firstArgument) {
        int local = firstArgument;
        for (Shape.Value param : shape.arguments()) {
            element(param);
            code.load(param.kind(), local);
            Slots.write(code, param.kind());
            local += param.kind().size;
        }
    }

    /** Pops the first result, takes the others from the store, and writes all to the slots. */
    public void storeResults(Shape shape) {
        int mark = code.mark();
        Kind kind = shape.returnedKind();
        if (kind != null) {
            int first = code.keep(kind);
            element(shape.results.get(0));
            code.load(kind, first);
            Slots.write(code, kind);
        }
        for (Shape.Value result : shape.leftResults()) {
            element(result);
            left(result);
            Slots.storeElement(code, result.kind());
        }
        code.release(mark);
    }

    private void leftArray(Shape.Value result) {
        pushStore(code, instance);
        code.get(Slots.results(result.kind()));
        code.push(result.slot());
    }

    /** Pushes the slot's content of a result that was left in the store. */
    private void left(Shape.Value result) {
        leftArray(result);
        if (result.kind() == Kind.REF) {
            code.invoke(Engine.StackSlots.TAKE);
        } else {
            code.instruction(Opcodes.LALOAD);
        }
    }

    /** Clears the references among the arguments, whose call is over, but for slots with references that are results. */
    public void forgetArguments(Shape shape) {
        int end = 0;
        for (Shape.Value param : shape.params) {
            end = param.kind() == Kind.REF ? param.slot() + 1 : end;
        }
        int results = shape.results.size();
        if (shape.results.stream().noneMatch(result -> result.kind() == Kind.REF)) {
            clear(0, end);
            return;
        }
        for (int slot = 0; slot < Math.min(results, end) && shape.isDirect; slot++) {
            if (shape.results.get(slot).kind() != Kind.REF) {
                clear(slot, slot + 1);
            }
        }
        clear(results, end);
    }

    /** Clears all references among arguments and results, once the results were taken. */
    public void forgetAll(Shape shape) {
        if (shape.hasRefs()) {
            clear(0, shape.frameSlots());
        }
    }

    private void clear(int from, int to) {
        if (from < to) {
            code.load(Kind.REF, stack);
            code.load(Kind.LONG, position);
            code.push(from);
            code.push(to);
            code.invoke(Engine.StackSlots.CLEAR_REFS);
        }
    }

    /** Takes results from the slots: leaves all but the first in the store and pushes that. */
    public void pushResults(Shape shape) {
        for (Shape.Value result : shape.leftResults()) {
            leftArray(result);
            element(result);
            Slots.loadElement(code, result.kind());
            Slots.storeElement(code, result.kind());
        }
        if (shape.returnedKind() != null) {
            load(shape.results.get(0));
        }
    }
}

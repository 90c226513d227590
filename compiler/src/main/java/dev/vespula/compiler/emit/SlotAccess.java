package dev.vespula.compiler.emit;

import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.IrFunction;
import org.objectweb.asm.Opcodes;

/** Moves arguments and results between Java values and the slots of a frame at a position. */
final class SlotAccess {
    private static final String CELLS = "[J";
    private static final String REFS = "[Ljava/lang/Object;";

    private final Code code;
    private final int stack;
    private final int instance;
    private final int position;

    /** Java variables of the stack, the instance and the position. */
    SlotAccess(Code code, int stack, int instance, int position) {
        this.code = code;
        this.stack = stack;
        this.instance = instance;
        this.position = position;
    }

    /** Makes room for a frame with parameters and results. */
    void reserve(Shape shape) {
        reserve("cells", CELLS, shape.frameSlots());
        if (shape.hasRefs()) {
            reserve("refs", REFS, shape.frameSlots());
        }
    }

    /** Makes room for the whole frame of a function. */
    void reserve(IrFunction ir) {
        reserve("cells", CELLS, ir.frameSlots());
        if (ir.usesRefs()) {
            reserve("refs", REFS, ir.frameSlots());
        }
    }

    private void reserve(String method, String type, int slots) {
        code.load(Kind.REF, stack);
        code.load(Kind.LONG, position);
        code.push(slots);
        code.invokeVirtual(Names.STACK, method, "(JI)" + type);
        code.instruction(Opcodes.POP, -1);
    }

    /** Pushes the array of a slot and the slot's index. */
    private void element(Shape.Value value) {
        code.load(Kind.REF, stack);
        boolean isRef = value.kind() == Kind.REF;
        code.getField(Names.STACK, isRef ? "refs" : "cells", isRef ? REFS : CELLS);
        code.load(Kind.LONG, position);
        code.instruction(Opcodes.L2I, -1);
        if (value.slot() > 0) {
            code.push(value.slot());
            code.instruction(Opcodes.IADD, -1);
        }
    }

    private void load(Shape.Value value) {
        element(value);
        code.instruction(value.kind() == Kind.REF ? Opcodes.AALOAD : Opcodes.LALOAD, value.kind() == Kind.REF ? -1 : 0);
        Slots.fromCell(code, value.kind());
    }

    private void storeArray(Kind kind) {
        code.instruction(kind == Kind.REF ? Opcodes.AASTORE : Opcodes.LASTORE, kind == Kind.REF ? -3 : -4);
    }

    /** Pushes instance, position and arguments. */
    void pushFrame(Shape shape) {
        code.load(Kind.REF, instance);
        code.load(Kind.LONG, position);
        shape.arguments().forEach(this::load);
    }

    /** Writes arguments in consecutive variables to the slots. */
    void storeArguments(Shape shape, int firstArgument) {
        int local = firstArgument;
        for (Shape.Value param : shape.arguments()) {
            element(param);
            code.load(param.kind(), local);
            Slots.toCell(code, param.kind());
            storeArray(param.kind());
            local += param.kind().size;
        }
    }

    /** Pops the first result, takes the others from the store, and writes all to the slots. */
    void storeResults(Shape shape) {
        int mark = code.mark();
        Kind kind = shape.returnedKind();
        if (kind != null) {
            int first = code.variable(kind);
            code.store(kind, first);
            element(shape.results.get(0));
            code.load(kind, first);
            Slots.toCell(code, kind);
            storeArray(kind);
        }
        for (Shape.Value result : shape.leftResults()) {
            element(result);
            left(result);
            storeArray(result.kind());
        }
        code.release(mark);
    }

    private void leftArray(Shape.Value result) {
        code.load(Kind.REF, instance);
        code.getField(Names.INSTANCE, "store", Names.type(Names.STORE));
        boolean isRef = result.kind() == Kind.REF;
        code.getField(Names.STORE, isRef ? "resultRefs" : "results", isRef ? REFS : CELLS);
        code.push(result.slot());
    }

    /** Pushes the slot's content of a result that was left in the store. */
    private void left(Shape.Value result) {
        leftArray(result);
        if (result.kind() == Kind.REF) {
            code.invokeStatic(Names.SUPPORT, "take", "(" + REFS + "I)Ljava/lang/Object;");
        } else {
            code.instruction(Opcodes.LALOAD, 0);
        }
    }

    /** Clears the references among the arguments, whose call is over, but for slots with references that are results. */
    void forgetArguments(Shape shape) {
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
    void forgetAll(Shape shape) {
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
            code.invokeStatic(Names.SUPPORT, "clearRefs", "(" + Names.type(Names.STACK) + "JII)V");
        }
    }

    /** Takes results from the slots: leaves all but the first in the store and pushes that. */
    void pushResults(Shape shape) {
        for (Shape.Value result : shape.leftResults()) {
            leftArray(result);
            element(result);
            boolean isRef = result.kind() == Kind.REF;
            code.instruction(isRef ? Opcodes.AALOAD : Opcodes.LALOAD, isRef ? -1 : 0);
            storeArray(result.kind());
        }
        if (shape.returnedKind() != null) {
            load(shape.results.get(0));
        }
    }
}

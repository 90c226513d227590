package dev.vespula.compiler.emit;

import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.ModuleCode;

/** Writes a class with the code of some functions of a module. Used by one thread. */
public final class UnitCompiler {
    /** HotSpot never compiles a method of more than 8,000 bytes. */
    static final int MOST_BYTES = Integer.getInteger("most", 7_900);
    /** Words of IR up to which a function is certainly small enough for one method. */
    private static final int SMALL_WORDS = 400;

    private final UnitClass unit;
    private final Targets targets;

    /**
     * A class without functions.
     *
     * @param name   its name in class files
     * @param source what stack traces give as the source file
     */
    public UnitCompiler(ModuleCode module, String name, String source, MemoryForm memory, Targets targets) {
        this.unit = new UnitClass(module, name, source, memory);
        this.targets = targets;
    }

    /** Adds a function. */
    public void add(FunctionCode function, IrFunction ir) {
        FunctionPlan plan = new FunctionPlan(unit, targets, function, ir);
        String name = targets.method(function.index);
        if (isLeaver(function, ir)) {
            TailCallClasses.wrapper(unit, name, plan.shape);
            name += TailCallClasses.BODY;
        }
        int[] sizes = sizes(plan);
        if (sizes != null) {
            SplitFunction.write(plan, sizes, name, -1);
        } else {
            requireSmall(new CallMethod(plan, name).write());
        }
    }

    private static int[] sizes(FunctionPlan plan) {
        return plan.words.length <= Math.min(SMALL_WORDS, MOST_BYTES / 10) ? null : Measure.sizes(plan, MOST_BYTES);
    }

    private static void requireSmall(int bytes) {
        if (bytes > MOST_BYTES) {
            throw new IllegalStateException("a method of " + bytes + " bytes");
        }
    }

    /** Adds a method that goes on at a loop of a function. */
    public void addLoop(FunctionCode function, IrFunction ir, int position, String name) {
        FunctionPlan plan = new FunctionPlan(unit, targets, function, ir);
        int[] sizes = sizes(plan);
        if (sizes != null) {
            SplitFunction.write(plan, sizes, name, position);
        } else {
            requireSmall(new LoopMethod(plan, name, position).write());
        }
    }

    /** Whether a function leaves tail calls to its caller. */
    public static boolean isLeaver(FunctionCode function, IrFunction ir) {
        return Calls.leavesTailCalls(ir.code(), function.index);
    }

    /** The class. */
    public byte[] toBytes() {
        return unit.toBytes();
    }
}

package dev.vespula.compiler.emit;

import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.ModuleCode;

/** Writes a class with the code of some functions of a module. Used by one thread. */
public final class UnitCompiler {
    private final UnitClass unit;
    private final Targets targets;

    /**
     * A class without functions.
     *
     * @param name   its name in class files
     * @param source what stack traces give as the source file
     */
    public UnitCompiler(ModuleCode module, String name, String source, Targets targets) {
        this.unit = new UnitClass(module, name, source);
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
        new CallMethod(plan, name).write();
    }

    /** Adds a method that goes on at a loop of a function. */
    public void addLoop(FunctionCode function, IrFunction ir, int position, String name) {
        new LoopMethod(new FunctionPlan(unit, targets, function, ir), name, position).write();
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

package dev.vespula.compiler.unit;

import dev.vespula.compiler.code.CodeForm;
import dev.vespula.compiler.code.UnitClass;
import dev.vespula.compiler.entry.TailCallClasses;
import dev.vespula.compiler.image.ClassFile;
import dev.vespula.compiler.method.FunctionPlan;
import dev.vespula.compiler.method.MethodSizes;
import dev.vespula.compiler.method.Targets;
import dev.vespula.compiler.method.WholeMethod;
import dev.vespula.compiler.plan.Effort;
import dev.vespula.compiler.plan.SizeEstimate;
import dev.vespula.compiler.split.SplitFunction;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.ModuleCode;
import java.util.ArrayList;
import java.util.List;

/** Writes a class with the code of some functions of a module. Used by one thread. */
public final class UnitCompiler {
    /** Bytes to enter a loop, and to load a slot there. */
    private static final int LOOP_BYTES = 60;
    private static final int VALUE_BYTES = 20;

    private final UnitClass unit;
    private final Targets targets;
    private final MethodSizes methods;
    private final List<UnitClass> classes = new ArrayList<>();

    /**
     * A class without functions.
     *
     * @param name   its name in class files
     * @param source what stack traces give as the source file
     */
    public UnitCompiler(ModuleCode module, String name, String source, CodeForm form, Targets targets) {
        this.unit = new UnitClass(module, name, source, form);
        this.targets = targets;
        this.methods = MethodSizes.of(module);
        classes.add(unit);
    }

    /**
     * Adds a function.
     *
     * @throws Effort.Exceeded if that takes too much work; what was written until now is then of no use
     */
    public void add(FunctionCode function, IrFunction ir, Effort effort) {
        FunctionPlan plan = plan(function, ir, FunctionPlan.CALLED, effort);
        String name = targets.method(function.index);
        if (FunctionPlan.leavesTailCalls(function, ir)) {
            TailCallClasses.wrapper(unit, name, plan.shape);
            name += TailCallClasses.BODY;
        }
        write(plan, name, methods.whole());
    }

    /**
     * Adds a method that goes on at a loop of a function.
     *
     * @throws Effort.Exceeded if that takes too much work; what was written until now is then of no use
     */
    public void addLoop(FunctionCode function, IrFunction ir, int position, String name, Effort effort) {
        FunctionPlan plan = plan(function, ir, position, effort);
        write(plan, name, methods.whole() - LOOP_BYTES - VALUE_BYTES * plan.liveness.at(position).cardinality());
    }

    private FunctionPlan plan(FunctionCode function, IrFunction ir, int loop, Effort effort) {
        effort.begin(ir.code().length);
        return new FunctionPlan(function, ir, loop, targets, effort);
    }

    /** Writes a function, in several methods if it is larger than {@code most} as one. */
    private void write(FunctionPlan plan, String name, int most) {
        boolean isSmall = SizeEstimate.bytes(plan.ir, plan.use, plan.shape.frameSlots()) <= Math.min(methods.small(), most);
        int[] sizes = isSmall ? null : Measure.sizes(plan, unit, most);
        if (sizes != null) {
            classes.addAll(new SplitFunction(plan, unit, sizes, name).write());
            return;
        }
        int bytes = new WholeMethod(plan, unit, name).write();
        if (bytes > methods.most()) {
            throw new IllegalStateException("a method of " + bytes + " bytes");
        }
    }

    /** The classes: the one with the functions, and those with the parts of functions that were split. */
    public List<ClassFile> toClasses() {
        return classes.stream().map(one -> new ClassFile(one.name, one.toBytes())).toList();
    }
}

package dev.vespula.compiler.method;

import dev.vespula.compiler.code.Lines;
import dev.vespula.compiler.code.UnitClass;
import dev.vespula.compiler.entry.Shape;
import dev.vespula.compiler.plan.Effort;
import dev.vespula.compiler.plan.Flow;
import dev.vespula.compiler.plan.Liveness;
import dev.vespula.compiler.plan.SlotUse;
import dev.vespula.compiler.plan.Variables;
import dev.vespula.internal.compiled.Position;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.runtime.FunctionCode;

/** A function that is to be written: what was found out about it, for all of its methods. */
public final class FunctionPlan {
    public final UnitClass unit;
    public final Targets targets;
    public final FunctionCode function;
    public final IrFunction ir;
    public final int[] words;
    public final Flow flow;
    public final SlotUse use;
    public final Variables variables;
    public final Liveness liveness;
    public final Shape shape;
    public final Lines lines;
    public final WideStatements wide;
    public final Effort effort;

    public FunctionPlan(UnitClass unit, Targets targets, FunctionCode function, IrFunction ir, Effort effort) {
        this(unit, targets, function, ir, new Flow(ir, effort), effort);
    }

    public FunctionPlan(UnitClass unit, Targets targets, FunctionCode function, IrFunction ir, Flow flow, Effort effort) {
        this.effort = effort;
        this.unit = unit;
        this.targets = targets;
        this.function = function;
        this.ir = ir;
        this.words = ir.code();
        this.flow = flow;
        this.use = new SlotUse(function, ir, effort);
        this.shape = Shape.of(function.signature);
        this.lines = Lines.of(unit.module, ir);
        this.variables = new Variables();
        for (Shape.Value param : shape.params) {
            variables.of(param.slot(), param.kind());
        }
        this.liveness = new Liveness(flow, use, variables, effort);
        this.wide = new WideStatements(this);
    }

    private FunctionPlan(FunctionPlan same, UnitClass unit) {
        this.effort = same.effort;
        this.unit = unit;
        this.targets = same.targets;
        this.function = same.function;
        this.ir = same.ir;
        this.words = same.words;
        this.flow = same.flow;
        this.use = same.use;
        this.shape = same.shape;
        this.variables = same.variables;
        this.liveness = same.liveness;
        this.lines = same.lines;
        this.wide = same.wide;
    }

    /** Slots of its frame as the limits count them. */
    public int frameSlots() {
        return Math.max(ir.frameSlots(), function.signature.windowSlots);
    }

    /** The room that a call takes whose Java frame has so many slots of variables and operands. */
    public int room(int javaSlots) {
        return Position.JAVA_FRAME + Long.BYTES * Math.max(javaSlots, frameSlots());
    }

    /** The same function, with its code in another class. */
    public FunctionPlan in(UnitClass other) {
        return new FunctionPlan(this, other);
    }
}

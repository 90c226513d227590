package dev.vespula.compiler.emit;

import dev.vespula.compiler.plan.Flow;
import dev.vespula.compiler.plan.Liveness;
import dev.vespula.compiler.plan.SlotUse;
import dev.vespula.compiler.plan.Variables;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.runtime.FunctionCode;

/** A function that is to be written: what was found out about it, for all of its methods. */
final class FunctionPlan {
    final UnitClass unit;
    final Targets targets;
    final FunctionCode function;
    final IrFunction ir;
    final int[] words;
    final Flow flow;
    final SlotUse use;
    final Variables variables = new Variables();
    final Liveness liveness;
    final Shape shape;
    final Lines lines;

    FunctionPlan(UnitClass unit, Targets targets, FunctionCode function, IrFunction ir) {
        this(unit, targets, function, ir, new Flow(ir));
    }

    FunctionPlan(UnitClass unit, Targets targets, FunctionCode function, IrFunction ir, Flow flow) {
        this.unit = unit;
        this.targets = targets;
        this.function = function;
        this.ir = ir;
        this.words = ir.code();
        this.flow = flow;
        this.use = new SlotUse(function, ir);
        this.shape = new Shape(function.signature);
        this.lines = Lines.of(unit.module, ir);
        for (Shape.Value param : shape.params) {
            variables.of(param.slot(), param.kind());
        }
        this.liveness = new Liveness(flow, use, variables);
    }
}

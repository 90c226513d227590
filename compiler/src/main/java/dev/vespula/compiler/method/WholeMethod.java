package dev.vespula.compiler.method;

import dev.vespula.compiler.code.UnitClass;
import dev.vespula.compiler.entry.Shape;
import dev.vespula.compiler.plan.Kind;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;

/**
 * The method of a whole function: it is called with the arguments, or goes on at a loop in a frame that was interpreted until
 * now, and returns the results.
 */
public class WholeMethod extends MethodEmitter {
    private final int loop;

    public WholeMethod(FunctionPlan plan, UnitClass unit, String name) {
        this(plan, unit, name, plan.loop, plan.flow.allBlocks(), List.of(plan.start()));
    }

    /** {@code loop}: as in {@link FunctionPlan}, but a function that is entered at a loop is measured as one that is called. */
    protected WholeMethod(FunctionPlan plan, UnitClass unit, String name, int loop, BitSet blocks, List<Integer> entries) {
        super(plan, unit, name, loop == FunctionPlan.CALLED ? plan.shape.arguments() : List.of(), plan.shape.returned(), blocks,
                entries);
        this.loop = loop;
    }

    @Override
    public void enter() {
        if (loop != FunctionPlan.CALLED) {
            calls.withSlots(slots -> slots.load(plan.liveness.at(loop), used));
            refund(loop);
            code.jump(Opcodes.GOTO, label(loop));
        } else if (!plan.shape.isDirect) {
            calls.withSlots(slots -> {
                for (Shape.Value param : plan.shape.params) {
                    if (used.get(plan.number(param))) {
                        slots.load(plan.variables.get(plan.number(param)));
                    }
                }
            });
        }
    }

    @Override
    public void exit(int position) {
        throw new IllegalStateException("a whole function has no outside");
    }

    @Override
    public void returnResults() {
        calls.returnResults();
    }

    @Override
    public void returnValue(Kind kind) {
        if (plan.shape.isDirect) {
            code.returnValue(kind);
            return;
        }
        int mark = code.mark();
        int value = code.variable(kind);
        code.store(kind, value);
        calls.withSlots(slots -> slots.store(0, kind, value));
        code.release(mark);
        code.returnAny(null);
    }

    @Override
    public void returnTailCall() {
        Kind kind = plan.shape.returnedKind();
        if (kind != null) {
            code.pushZero(kind);
        }
        code.returnAny(kind);
    }

    @Override
    public void restart() {
        code.jump(Opcodes.GOTO, label(0));
    }

    @Override
    public boolean isPart() {
        return false;
    }

    @Override
    public boolean keeps(int variable) {
        return true;
    }

    @Override
    public void branchByTable(int pc) {
        throw new IllegalStateException("only in parts of functions");
    }

    @Override
    public void catchByTable(List<Integer> clauses, int caught) {
        throw new IllegalStateException("only in parts of functions");
    }
}

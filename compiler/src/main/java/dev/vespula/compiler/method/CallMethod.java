package dev.vespula.compiler.method;

import dev.vespula.compiler.code.FrameSlots;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.entry.Shape;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.compiler.plan.Variables;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;

/** The method of a whole function: it is called with the arguments and returns the results. */
public class CallMethod extends MethodEmitter {
    public CallMethod(FunctionPlan plan, String name) {
        super(plan, name, plan.shape.descriptor, plan.shape.argumentSlots(), plan.flow.allBlocks());
    }

    public CallMethod(FunctionPlan plan, String name, String descriptor, int parameterSlots, BitSet blocks) {
        super(plan, name, descriptor, parameterSlots, blocks);
    }

    public CallMethod(FunctionPlan plan, String name, String descriptor) {
        super(plan, name, descriptor, 3, plan.flow.allBlocks());
    }

    @Override
    public List<Integer> entries() {
        return List.of(0);
    }

    @Override
    public List<Kind> parameters() {
        List<Kind> kinds = new ArrayList<>();
        plan.shape.arguments().forEach(argument -> kinds.add(argument.kind()));
        return kinds;
    }

    @Override
    public int parameter(Variables.Variable variable) {
        int local = 3;
        for (Shape.Value param : plan.shape.arguments()) {
            if (param.slot() == variable.slot() && param.kind() == variable.kind()) {
                return local;
            }
            local += param.kind().size;
        }
        return MethodBody.NONE;
    }

    @Override
    public void enter() {
        if (!plan.shape.isDirect) {
            int mark = code.mark();
            FrameSlots slots = new FrameSlots(body);
            slots.open();
            for (Shape.Value param : plan.shape.params) {
                Variables.Variable variable = plan.variables.of(param.slot(), param.kind());
                if (used.get(variable.number())) {
                    slots.load(variable);
                }
            }
            code.release(mark);
        }
    }

    @Override
    public void exit(int position) {
        throw new IllegalStateException("a whole function has no outside");
    }

    @Override
    public void returnResults() {
        calls.returnResults(plan.shape);
        code.returnAny(plan.shape.returnedKind());
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
        FrameSlots slots = new FrameSlots(body);
        slots.open();
        slots.store(0, kind, value);
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
    public boolean capturesAll() {
        return true;
    }

    @Override
    public boolean usesFrame() {
        return false;
    }

    @Override
    public boolean isRoomTaken() {
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

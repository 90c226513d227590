package dev.vespula.compiler.emit;

import dev.vespula.compiler.plan.Kind;
import dev.vespula.compiler.plan.Variables;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;

/** The method of a whole function: it is called with the arguments and returns the results. */
class CallMethod extends MethodEmitter {
    CallMethod(FunctionPlan plan, String name) {
        super(plan, name, plan.shape.descriptor, plan.shape.argumentSlots(), plan.flow.allBlocks());
    }

    CallMethod(FunctionPlan plan, String name, String descriptor, int parameterSlots, BitSet blocks) {
        super(plan, name, descriptor, parameterSlots, blocks);
    }

    CallMethod(FunctionPlan plan, String name, String descriptor) {
        super(plan, name, descriptor, 3, plan.flow.allBlocks());
    }

    @Override
    List<Integer> entries() {
        return List.of(0);
    }

    @Override
    List<Kind> parameters() {
        List<Kind> kinds = new ArrayList<>();
        plan.shape.arguments().forEach(argument -> kinds.add(argument.kind()));
        return kinds;
    }

    @Override
    int parameter(Variables.Variable variable) {
        int local = 3;
        for (Shape.Value param : plan.shape.arguments()) {
            if (param.slot() == variable.slot() && param.kind() == variable.kind()) {
                return local;
            }
            local += param.kind().size;
        }
        return Body.NONE;
    }

    @Override
    void enter() {
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
    void exit(int position) {
        throw new IllegalStateException("a whole function has no outside");
    }

    @Override
    void returnResults() {
        calls.returnResults(plan.shape);
        code.returnAny(plan.shape.returnedKind());
    }

    @Override
    void returnValue(Kind kind) {
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
    void returnTailCall() {
        Kind kind = plan.shape.returnedKind();
        if (kind != null) {
            code.pushZero(kind);
        }
        code.returnAny(kind);
    }

    @Override
    void restart() {
        code.jump(Opcodes.GOTO, label(0));
    }

    @Override
    boolean capturesAll() {
        return true;
    }

    @Override
    boolean usesFrame() {
        return false;
    }

    @Override
    boolean isRoomTaken() {
        return false;
    }

    @Override
    boolean keeps(int variable) {
        return true;
    }

    @Override
    void branchByTable(int at) {
        throw new IllegalStateException("only in parts of functions");
    }

    @Override
    void catchByTable(List<Integer> clauses, int caught) {
        throw new IllegalStateException("only in parts of functions");
    }
}

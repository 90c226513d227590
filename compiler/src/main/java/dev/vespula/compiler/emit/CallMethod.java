package dev.vespula.compiler.emit;

import dev.vespula.compiler.plan.Kind;
import dev.vespula.compiler.plan.Variables;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;

/** The method of a whole function: it is called with the arguments and returns the results. */
class CallMethod extends MethodEmitter {
    CallMethod(FunctionPlan plan, String name) {
        super(plan, name, plan.shape.descriptor, parameterSlots(plan.shape), 0, plan.flow.blockCount());
    }

    CallMethod(FunctionPlan plan, String name, String descriptor) {
        super(plan, name, descriptor, 3, 0, plan.flow.blockCount());
    }

    private static int parameterSlots(Shape shape) {
        int slots = 3;
        if (shape.isDirect) {
            for (Shape.Value param : shape.params) {
                slots += param.kind().size;
            }
        }
        return slots;
    }

    @Override
    List<Integer> entries() {
        return List.of(0);
    }

    @Override
    List<Kind> parameters() {
        List<Kind> kinds = new ArrayList<>();
        if (plan.shape.isDirect) {
            plan.shape.params.forEach(param -> kinds.add(param.kind()));
        }
        return kinds;
    }

    @Override
    int parameter(Variables.Variable variable) {
        if (!plan.shape.isDirect) {
            return Body.NONE;
        }
        int local = 3;
        for (Shape.Value param : plan.shape.params) {
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
            FrameSlots slots = new FrameSlots(body);
            slots.open();
            for (Shape.Value param : plan.shape.params) {
                Variables.Variable variable = plan.variables.of(param.slot(), param.kind());
                if (used.get(variable.number())) {
                    slots.load(variable);
                }
            }
            slots.close();
        }
    }

    @Override
    void exit(int position) {
        throw new IllegalStateException("a whole function has no outside");
    }

    @Override
    void returnResults() {
        calls.returnResults(plan.shape);
        returnFirst();
    }

    @Override
    void returnValue(Kind kind) {
        code.returnValue(kind);
    }

    @Override
    void returnTailCall() {
        if (!plan.shape.results.isEmpty()) {
            code.pushZero(plan.shape.results.get(0).kind());
        }
        returnFirst();
    }

    private void returnFirst() {
        if (plan.shape.results.isEmpty()) {
            code.instruction(Opcodes.RETURN, 0);
        } else {
            code.returnValue(plan.shape.results.get(0).kind());
        }
    }

    @Override
    void restart() {
        code.jump(Opcodes.GOTO, label(0), 0);
    }

    @Override
    boolean capturesAll() {
        return true;
    }

    @Override
    boolean isRoomTaken() {
        return false;
    }
}

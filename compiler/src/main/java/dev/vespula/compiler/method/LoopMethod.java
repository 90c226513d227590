package dev.vespula.compiler.method;

import dev.vespula.compiler.code.FrameSlots;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.compiler.plan.Variables;
import java.util.List;
import org.objectweb.asm.Opcodes;

/** The method of a whole function that goes on at a loop, in a frame that was interpreted until now. */
public final class LoopMethod extends CallMethod {
    private final int position;

    public LoopMethod(FunctionPlan plan, String name, int position) {
        super(plan, name, descriptor(plan));
        this.position = position;
    }

    public static String descriptor(FunctionPlan plan) {
        return "(" + Engine.ModuleInstance.TYPE + "J)" + plan.shape.returned();
    }

    @Override
    public List<Integer> entries() {
        return List.of(position);
    }

    @Override
    public List<Kind> parameters() {
        return List.of();
    }

    @Override
    public int parameter(Variables.Variable variable) {
        return MethodBody.NONE;
    }

    @Override
    public void enter() {
        int mark = code.mark();
        FrameSlots slots = new FrameSlots(body);
        slots.open();
        slots.load(plan.liveness.at(flow.blockAt(position)), used);
        code.release(mark);
        refund(position);
        code.jump(Opcodes.GOTO, label(position));
    }
}

package dev.vespula.compiler.split;

import dev.vespula.compiler.code.FrameSlots;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.entry.SlotAccess;
import dev.vespula.compiler.method.CallMethod;
import dev.vespula.compiler.method.FunctionPlan;
import dev.vespula.compiler.method.LoopMethod;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.compiler.plan.Variables;
import dev.vespula.internal.ir.Ir;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * The main part of a split function: as the method of a whole function, but when it goes to another part, it writes what is
 * live to the slots, lets the other parts run until one of them comes back here or the function has returned, and takes
 * what is live then out of the slots again. As long as it does not, nothing tells it from a function that was not split.
 */
final class MainMethod extends CallMethod {
    private static final String REST = "(" + Engine.ModuleInstance.TYPE + "JI)I";

    private final SplitPlan split;
    private final SplitPlan.Part part;
    private final String rest;
    private final int loop;
    private final int restSlots;
    private final Set<Integer> exits = new TreeSet<>();
    private final Label away = new Label();
    private final FrameSlots slots;
    private int place = MethodBody.NONE;
    private int stack = MethodBody.NONE;

    /**
     * The main part.
     *
     * @param plan      that of the split, with the class for this part
     * @param rest      name of the method that runs other parts
     * @param loop      position of the loop where the function is entered by interpreted frames, or -1 if it is called
     * @param restSlots Java slots that other parts take, at most
     */
    MainMethod(FunctionPlan plan, SplitPlan split, String name, String rest, int loop, int restSlots) {
        super(plan, name, loop < 0 ? plan.shape.descriptor : LoopMethod.descriptor(plan),
                loop < 0 ? plan.shape.argumentSlots() : 3, split.parts().get(0).blocks());
        this.split = split;
        this.part = split.parts().get(0);
        this.rest = rest;
        this.loop = loop;
        this.restSlots = restSlots;
        this.slots = new FrameSlots(body);
    }

    private int start() {
        return Math.max(loop, 0);
    }

    @Override
    public List<Integer> entries() {
        return part.entries();
    }

    @Override
    public List<Kind> parameters() {
        return loop < 0 ? super.parameters() : List.of();
    }

    @Override
    public int parameter(Variables.Variable variable) {
        return loop < 0 ? super.parameter(variable) : MethodBody.NONE;
    }

    /** All that is live where control goes away or comes back needs a variable: the slots have it only in between. */
    @Override
    public void moreVariables() {
        for (int position : outside()) {
            used.or(plan.liveness.at(flow.blockAt(position)));
        }
        for (int position : part.entries()) {
            used.or(plan.liveness.at(flow.blockAt(position)));
        }
        if (loop < 0) {
            plan.shape.arguments().forEach(
                    argument -> used.set(plan.variables.of(argument.slot(), argument.kind()).number()));
        }
    }

    @Override
    public void variables(BiConsumer<Integer, Object> visitor) {
        place = code.variable(Kind.INT);
        code.push(0);
        code.store(Kind.INT, place);
        visitor.accept(place, Opcodes.INTEGER);
        stack = code.variable(Kind.REF);
        code.pushZero(Kind.REF);
        code.store(Kind.REF, stack);
        visitor.accept(stack, Engine.MachineStack.NAME);
        slots.declare();
        slots.variables(visitor);
    }

    @Override
    public int extraSlots() {
        return restSlots;
    }

    @Override
    public void enter() {
        if (loop < 0) {
            super.enter();
        } else {
            slots.set();
            slots.load(plan.liveness.at(flow.blockAt(loop)), used);
            refund(loop);
        }
        code.jump(Opcodes.GOTO, label(start()));
    }

    // ---- to other parts and back

    /**
     * Whether a variable can be written whether it is live or not, because its slot has one kind only: those of locals, unless
     * results of another kind stand there at the end. Slots of temporaries may have several kinds.
     */
    private boolean isLocal(int number) {
        return plan.variables.get(number).slot() < plan.ir.localSlots() && plan.variables.isAlone(number);
    }

    /** Variables of locals that are live at any of some positions. */
    private BitSet locals(Set<Integer> positions) {
        BitSet locals = new BitSet();
        for (int position : positions) {
            locals.or(plan.liveness.at(flow.blockAt(position)));
        }
        for (int number = locals.nextSetBit(0); number >= 0; number = locals.nextSetBit(number + 1)) {
            if (!isLocal(number)) {
                locals.clear(number);
            }
        }
        return locals;
    }

    /** The other variables that are live at a position. */
    private BitSet temporaries(int position) {
        BitSet live = plan.liveness.at(flow.blockAt(position));
        for (int number = live.nextSetBit(0); number >= 0; number = live.nextSetBit(number + 1)) {
            if (isLocal(number)) {
                live.clear(number);
            }
        }
        return live;
    }

    @Override
    public void exit(int position) {
        exits.add(position);
        BitSet temporaries = temporaries(position);
        if (!temporaries.isEmpty()) {
            reserve();
            slots.set();
            slots.store(temporaries, used);
        }
        code.push(split.place(position));
        code.store(Kind.INT, place);
        code.jump(Opcodes.GOTO, away);
    }

    /** Makes room for the frame on the value stack. */
    private void reserve() {
        body.loadStack();
        code.store(Kind.REF, stack);
        new SlotAccess(code, stack, MethodBody.INSTANCE, MethodBody.POSITION).reserve(plan.ir);
    }

    @Override
    public void branchByTable(int pc) {
        int mark = code.mark();
        int index = code.variable(Kind.INT);
        code.store(Kind.INT, index);
        int[] table = new int[Ir.field(words[pc])];
        BitSet temporaries = new BitSet();
        for (int k = 0; k < table.length; k++) {
            int target = words[pc + 1 + k];
            table[k] = split.place(target);
            exits.add(target);
            temporaries.or(temporaries(target));
        }
        reserve();
        slots.set();
        slots.store(temporaries, used);
        plan.unit.pushTable(code, table);
        code.load(Kind.INT, index);
        code.invoke(Engine.BranchTables.TARGET);
        code.store(Kind.INT, place);
        code.jump(Opcodes.GOTO, away);
        code.release(mark);
    }

    @Override
    public void epilogue() {
        if (exits.isEmpty()) {
            return;
        }
        target(away);
        body.flushFuel();
        reserve();
        slots.set();
        slots.store(locals(exits), used);
        Label back = new Label();
        code.load(Kind.INT, place);
        code.push(1 << SplitPlan.PLACE_BITS);
        code.jump(Opcodes.IF_ICMPLT, back);
        body.loadInstance();
        body.loadPosition();
        code.load(Kind.INT, place);
        code.invoke(JavaMethod.ofStatic(plan.unit.name, rest, REST));
        code.store(Kind.INT, place);
        body.reloadFuel();
        Label returned = new Label();
        code.load(Kind.INT, place);
        code.jump(Opcodes.IFLT, returned);
        target(back);
        comeBack();
        target(returned);
        body.loadStack();
        code.store(Kind.REF, stack);
        SplitFunction.returnFromSlots(code, this::target, plan, stack);
    }

    private void comeBack() {
        Map<Integer, Label> stubs = new TreeMap<>();
        Set<Integer> positions = new TreeSet<>(part.entries());
        slots.set();
        slots.load(locals(positions), used);
        if (body.linear != MethodBody.NONE) {
            body.reloadMemory();
            checkMemory(() -> askForMemory(part.entries(), () -> code.load(Kind.INT, place)));
        }
        Label[] targets = new Label[part.entries().size()];
        for (int k = 0; k < targets.length; k++) {
            targets[k] = new Label();
            stubs.put(part.entries().get(k), targets[k]);
        }
        code.load(Kind.INT, place);
        code.tableSwitch(0, targets[0], targets);
        for (Map.Entry<Integer, Label> stub : stubs.entrySet()) {
            target(stub.getValue());
            slots.load(temporaries(stub.getKey()), used);
            code.jump(Opcodes.GOTO, label(stub.getKey()));
        }
    }
}

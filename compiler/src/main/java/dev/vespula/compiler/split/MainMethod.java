package dev.vespula.compiler.split;

import dev.vespula.compiler.code.FrameSlots;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.code.UnitClass;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.entry.SlotAccess;
import dev.vespula.compiler.method.FunctionPlan;
import dev.vespula.compiler.method.WholeMethod;
import dev.vespula.compiler.plan.Kind;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * The main part of a split function: as the method of a whole function, but when it goes to another part, it writes what is
 * live to the slots, lets the other parts run until one of them comes back here or the function has returned, and takes
 * what is live then out of the slots again. As long as it does not, nothing tells it from a function that was not split.
 */
final class MainMethod extends WholeMethod {
    private final SplitPlan split;
    private final SplitPlan.Part part;
    private final String rest;
    private final int restSlots;
    private final Set<Integer> exits = new TreeSet<>();
    private final Label away = new Label();
    private final FrameSlots slots;
    /**
     * Variables that can be written whether they are live or not, because their slots have one kind only: those of locals, unless
     * results of another kind stand there at the end. Slots of temporaries may have several kinds.
     */
    private final BitSet locals = new BitSet();
    private int place = MethodBody.NONE;
    private int stack = MethodBody.NONE;

    /**
     * The main part.
     *
     * @param unit      the class for it
     * @param rest      name of the method that runs other parts
     * @param restSlots Java slots that other parts take, at most
     */
    MainMethod(SplitPlan split, UnitClass unit, String name, String rest, int restSlots) {
        super(split.plan, unit, name, split.plan.loop, split.main().blocks(), split.main().entries());
        this.split = split;
        this.part = split.main();
        this.rest = rest;
        this.restSlots = restSlots;
        this.slots = new FrameSlots(body);
        for (int number = 0; number < plan.variables.count(); number++) {
            locals.set(number,
                    plan.variables.get(number).slot() < plan.ir.localSlots() && plan.variables.isAlone(number));
        }
    }

    /** All that is live where control goes away or comes back needs a variable: the slots have it only in between. */
    @Override
    public void moreVariables() {
        used.or(plan.liveness.atAny(outside()));
        used.or(plan.liveness.atAny(part.entries()));
        if (plan.loop == FunctionPlan.CALLED) {
            plan.shape.arguments().forEach(argument -> used.set(plan.number(argument)));
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
        if (plan.loop == FunctionPlan.CALLED) {
            super.enter();
        } else {
            slots.set();
            slots.load(plan.liveness.at(plan.loop), used);
            refund(plan.loop);
        }
        code.jump(Opcodes.GOTO, label(plan.start()));
    }

    // ---- to other parts and back

    /** Variables of locals that are live at any of some positions. */
    private BitSet locals(Collection<Integer> positions) {
        BitSet live = plan.liveness.atAny(positions);
        live.and(locals);
        return live;
    }

    /** The other variables that are live there. */
    private BitSet temporaries(Collection<Integer> positions) {
        BitSet live = plan.liveness.atAny(positions);
        live.andNot(locals);
        return live;
    }

    @Override
    public void exit(int position) {
        exits.add(position);
        BitSet temporaries = temporaries(List.of(position));
        if (!temporaries.isEmpty()) {
            write(temporaries);
        }
        code.push(split.place(position));
        code.store(Kind.INT, place);
        code.jump(Opcodes.GOTO, away);
    }

    /** Writes variables to the slots, once there is room for the frame on the value stack. */
    private void write(BitSet variables) {
        setStack();
        new SlotAccess(code, stack, MethodBody.INSTANCE, MethodBody.POSITION).reserve(plan.ir);
        slots.set();
        slots.store(variables, used);
    }

    private void setStack() {
        body.loadStack();
        code.store(Kind.REF, stack);
    }

    @Override
    public void branchByTable(int pc) {
        int mark = code.mark();
        int index = code.variable(Kind.INT);
        code.store(Kind.INT, index);
        List<Integer> targets = split.targets(pc);
        exits.addAll(targets);
        write(temporaries(targets));
        body.unit.pushTable(code, split.places(pc));
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
        write(locals(exits));
        Label back = new Label();
        code.load(Kind.INT, place);
        code.push(1 << SplitPlan.PLACE_BITS);
        code.jump(Opcodes.IF_ICMPLT, back);
        body.loadInstance();
        body.loadPosition();
        code.load(Kind.INT, place);
        code.invoke(JavaMethod.ofStatic(body.unit.name, rest, SplitPlan.PART));
        code.store(Kind.INT, place);
        body.reloadFuel();
        Label returned = new Label();
        code.load(Kind.INT, place);
        code.jump(Opcodes.IFLT, returned);
        target(back);
        comeBack();
        target(returned);
        setStack();
        SplitFunction.returnFromSlots(code, this::target, plan, stack);
    }

    private void comeBack() {
        slots.set();
        slots.load(locals(part.entries()), used);
        if (body.linear != MethodBody.NONE) {
            body.reloadMemory();
            checkMemory(() -> askForMemory(part.entries(), () -> code.load(Kind.INT, place)));
        }
        Label[] stubs = SplitPlan.labels(part.entries().size());
        code.load(Kind.INT, place);
        code.tableSwitch(0, stubs[0], stubs);
        part.enter(this, stubs, position -> slots.load(temporaries(List.of(position)), used));
    }
}

package dev.vespula.compiler.split;

import dev.vespula.compiler.code.UnitClass;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.entry.Shape;
import dev.vespula.compiler.method.MethodEmitter;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.compiled.Exceptions;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * A part of a function. Between parts the slots are on the value stack. A part loads those that it uses often, at the
 * place where it is entered, and writes back what it changed when it goes to another part; it returns the number of the
 * place there. What it would load and write back at more places than it is used at stays on the value stack.
 */
final class PartMethod extends MethodEmitter {
    /** Java variable with the place where the part is entered. */
    private static final int PLACE = 3;
    /** Uses that count as many when they are in a loop of the part. */
    private static final int LOOP_WEIGHT = 8;
    /** Uses that pay for loading a slot at the beginning and writing it back at the end. */
    private static final int WORTHWHILE = 3;
    private static final int BITS_PER_UNIT = 8;

    private final SplitPlan split;
    private final SplitPlan.Part part;
    private BitSet kept;

    PartMethod(SplitPlan split, UnitClass unit, SplitPlan.Part part, String name) {
        super(split.plan, unit, name, List.of(NO_SLOT), Kind.INT.descriptor(), part.blocks(), part.entries());
        this.split = split;
        this.part = part;
    }

    @Override
    public boolean keeps(int variable) {
        if (kept == null) {
            kept = split.keeping == SplitPlan.Keeping.NOTHING ? new BitSet() : choose();
        }
        return kept.get(variable);
    }

    private BitSet choose() {
        int[] uses = new int[plan.variables.count()];
        BitSet looping = split.loops.inLoopsOf(reachable());
        flow.statements(reachable(), pc -> {
            int weight = looping.get(flow.blockAt(pc)) ? LOOP_WEIGHT : 1;
            plan.use.reads(pc, number -> uses[number] += weight);
            plan.use.writes(pc, number -> uses[number] += weight);
        });
        int[] transfers = transfers();
        BitSet chosen = new BitSet();
        for (int number = 0; number < uses.length; number++) {
            chosen.set(number, uses[number] >= Math.max(WORTHWHILE, transfers[number])
                    && (plan.liveness.isExact() || plan.variables.isAlone(number)));
        }
        flow.statements(reachable(), pc -> plan.wide.residents(pc, chosen::clear));
        return chosen;
    }

    /** At how many places each variable is live where control comes or goes. */
    private int[] transfers() {
        int[] transfers = new int[plan.variables.count()];
        if (plan.liveness.isExact()) {
            Stream.concat(part.entries().stream(), outside().stream()).map(plan.liveness::at).forEach(live -> {
                plan.effort.spend(live.size() / BITS_PER_UNIT);
                live.stream().forEach(number -> transfers[number]++);
            });
        }
        return transfers;
    }

    @Override
    public void enter() {
        Label[] stubs = SplitPlan.labels(part.entries().size());
        if (stubs.length == 1) {
            code.jump(Opcodes.GOTO, stubs[0]);
        } else {
            pushPlace();
            code.tableSwitch(0, stubs[0], stubs);
        }
        part.enter(this, stubs, position -> body.frame.load(plan.liveness.at(position), used));
    }

    private void pushPlace() {
        code.load(Kind.INT, PLACE);
        code.push((1 << SplitPlan.PLACE_BITS) - 1);
        code.instruction(Opcodes.IAND);
    }

    /** What ran since the last part may have let memory 0 grow: code that does not use it does not look at it. */
    @Override
    public void askForMemory() {
        askForMemory(part.entries(), this::pushPlace);
    }

    @Override
    public void exit(int position) {
        body.flushFuel();
        body.frame.store(plan.liveness.at(position), written);
        code.push(split.place(position));
        code.returnValue(Kind.INT);
    }

    @Override
    public void branchByTable(int pc) {
        int mark = code.mark();
        int index = code.variable(Kind.INT);
        code.store(Kind.INT, index);
        body.flushFuel();
        body.frame.store(plan.liveness.atAny(split.targets(pc)), written);
        body.unit.pushTable(code, split.places(pc));
        code.load(Kind.INT, index);
        code.invoke(Engine.BranchTables.TARGET);
        code.returnValue(Kind.INT);
        code.release(mark);
    }

    @Override
    public void catchByTable(List<Integer> clauses, int caught) {
        int mark = code.mark();
        int place = code.variable(Kind.INT);
        int[] table = new int[clauses.size() * Exceptions.CLAUSE_WORDS];
        BitSet live = new BitSet();
        int next = 0;
        for (int clause : clauses) {
            int target = flow.handlers().target(clause);
            table[next++] = flow.handlers().tag(clause);
            table[next++] = flow.handlers().values(clause);
            table[next++] = flow.handlers().reference(clause);
            table[next++] = split.place(target);
            table[next++] = target;
            live.or(plan.liveness.atHandler(clause));
        }
        body.frame.reload();
        body.frame.store(live, written);
        code.load(Kind.REF, caught);
        body.loadInstance();
        body.loadPosition();
        code.push(plan.function.index);
        body.unit.pushTable(code, table);
        code.invoke(Engine.Exceptions.HANDLER);
        code.instruction(Opcodes.DUP);
        code.store(Kind.INT, place);
        Label none = new Label();
        code.jump(Opcodes.IFLT, none);
        code.load(Kind.INT, place);
        code.returnValue(Kind.INT);
        target(none);
        code.release(mark);
    }

    @Override
    public void returnResults() {
        for (Shape.Value result : plan.shape.results) {
            body.frame.store(plan.variables.get(plan.number(result)));
        }
        returned();
    }

    @Override
    public void returnValue(Kind kind) {
        int mark = code.mark();
        int value = code.variable(kind);
        code.store(kind, value);
        body.frame.store(0, kind, value);
        code.release(mark);
        returned();
    }

    @Override
    public void returnTailCall() {
        returned();
    }

    private void returned() {
        code.push(SplitPlan.RETURNED);
        code.returnValue(Kind.INT);
    }

    @Override
    public void restart() {
        for (Shape.Value param : plan.shape.params) {
            body.frame.store(plan.variables.get(plan.number(param)));
        }
        body.loadStack();
        body.loadPosition();
        code.push(plan.ir.paramSlots());
        code.push(plan.ir.localSlots());
        code.invoke(Engine.StackSlots.CLEAR);
        code.push(split.place(0));
        code.returnValue(Kind.INT);
    }

    @Override
    public boolean isPart() {
        return true;
    }
}

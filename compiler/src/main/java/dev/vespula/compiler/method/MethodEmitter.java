package dev.vespula.compiler.method;

import dev.vespula.compiler.code.Body;
import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.LiveUnion;
import dev.vespula.compiler.code.RoomCheck;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaField;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.compiler.entry.Shape;
import dev.vespula.compiler.expression.Expressions;
import dev.vespula.compiler.plan.Flow;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.compiler.plan.Variables;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.ir.MemoryLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes a method with the code of a function, or of a part of it.
 *
 * <p>Each slot is a Java variable, or several if it holds values of several kinds; nothing is on the JVM's operand stack
 * between statements. So the JVM can enter any loop of a running method (it refuses to replace a frame whose operand stack
 * is not empty), and a captured frame finds everything in variables.
 */
public abstract class MethodEmitter {
    /** Java slots of what a frame has pushed, besides the arguments of a call, which are the callee's variables. */
    private static final int PUSHED_SLOTS = 24;
    /** Branch tables with more targets are no instructions: those take four bytes for each. */
    public static final int MOST_TARGETS = 400;
    private static final JavaMethod POLL = Jdk.invokeExact("(" + Engine.Signals.TYPE + ")V");

    public final FunctionPlan plan;
    public final int[] words;
    public final Flow flow;
    public final Code code;
    public final Body body;
    public final Expressions expressions;
    public final Calls calls;
    /** Variables that the method uses. */
    public final BitSet used = new BitSet();
    /** Variables that the method changes. */
    public final BitSet written = new BitSet();

    private final MethodVisitor visitor;
    private final Statements statements;
    private final Captures captures;
    private final BitSet blocks;
    private final BitSet reachable = new BitSet();
    private final Map<Integer, Label> labels = new HashMap<>();
    private final Map<Integer, Label> exits = new TreeMap<>();
    /** By the position of the branch back in a {@link MemoryLoop}: where it goes. */
    private final Map<Integer, Label> branchesBack = new HashMap<>();
    /** Where the method is left behind a call when memory 0 is no longer one array. */
    private final List<Leave> leaves = new ArrayList<>();
    private BitSet saved;
    /** By the position of a handler: where to leave the method when memory 0 is no longer one array there. */
    private final Map<Integer, Label> leavesAtHandlers = new TreeMap<>();
    /** Live before statements of the present block, by their number in it; computed when needed. */
    private Map<Integer, BitSet> live;
    private int block;

    /** Leaves the method; {@code live}: what is live where it comes from. */
    private record Leave(Label label, LiveUnion live) {}

    /**
     * A method.
     *
     * @param parameterSlots Java slots of its parameters
     * @param blocks         the blocks it may have
     */
    public MethodEmitter(FunctionPlan plan, String name, String descriptor, int parameterSlots, BitSet blocks) {
        this.plan = plan;
        this.words = plan.words;
        this.flow = plan.flow;
        this.blocks = blocks;
        visitor = plan.unit.method(name, descriptor);
        code = new Code(visitor, parameterSlots, plan.effort);
        if (plan.lines != null) {
            plan.lines.reset();
        }
        body = new Body(plan.unit, plan.ir, flow, plan.use, plan.variables, plan.lines, code);
        captures = new Captures(body, plan.function.index, plan.wide, this);
        expressions = new Expressions(body);
        statements = new Statements(body, expressions);
        calls = new Calls(body, expressions, plan.targets, plan.shape);
    }

    // ---- what the kinds of methods differ in

    /** Positions where the method begins to execute statements. */
    public abstract List<Integer> entries();

    /** Types of the parameters behind instance and position, for the first frame. */
    public abstract List<Kind> parameters();

    /** Whether a parameter is the variable. */
    public abstract int parameter(Variables.Variable variable);

    /** Goes to the entry, with the values of the variables that are live there. */
    public abstract void enter();

    /** Goes on outside of the method at a position; only in parts of functions. */
    public abstract void exit(int position);

    /** Returns from the function; the results are in the variables of its first slots. */
    public abstract void returnResults();

    /** Returns from the function with the result on the stack. */
    public abstract void returnValue(Kind kind);

    /** Returns after a tail call was left to the caller. */
    public abstract void returnTailCall();

    /** Goes back to the beginning of the function, whose parameters have been set. */
    public abstract void restart();

    /** Whether each variable must be written when a frame is captured; otherwise only those that were changed. */
    public abstract boolean capturesAll();

    /** Whether the method uses slots on the value stack all along. */
    public abstract boolean usesFrame();

    /** More Java variables of the method, with their types, set to something. */
    public void variables(BiConsumer<Integer, Object> visitor) {
        // Most methods have no others.
    }

    /** Code behind all that is protected by handlers. */
    public void epilogue() {
        // Most methods have none.
    }

    /** Whether a variable gets a Java variable; others are always on the value stack. */
    public abstract boolean keeps(int variable);

    /** Branches by a table that is too large for an instruction; the index is on the stack. */
    public abstract void branchByTable(int pc);

    /** Goes to the clause that catches the exception in {@code caught}, if there is one; by a table. */
    public abstract void catchByTable(List<Integer> clauses, int caught);

    /** Java slots that the method takes for others. */
    public int extraSlots() {
        return 0;
    }

    /** Whether the method's room was taken by its caller. */
    public abstract boolean isRoomTaken();

    /** Whether the handlers are wanted, given the size of everything else. */
    public boolean wantsHandlers(int size) {
        return true;
    }

    /** Told of the clauses of each site. */
    public void siteHas(List<Integer> clauses) {
        // Only of interest where a split is planned.
    }

    /** Told of the size of each statement. */
    public void measured(int statement, int bytes) {
        // Only of interest where a split is planned.
    }

    // ---- the method

    /** Writes the method; returns its size in bytes. */
    public final int write() {
        findReachable();
        findVariables();
        prologue();
        Label first = new Label();
        code.label(first);
        enter();
        writeBlocks();
        if (wantsHandlers(code.size())) {
            leaveStubs();
            Label last = new Label();
            code.label(last);
            captures.write(visitor, first, last, saved());
            for (Map.Entry<Integer, Label> exit : exits.entrySet()) {
                target(exit.getValue());
                exit(exit.getKey());
            }
            epilogue();
        }
        code.end();
        return code.size();
    }

    /** Where the method is left because memory 0 is no longer one array: by frames that go on as the interpreter's. */
    private void leaveStubs() {
        for (Leave leave : leaves) {
            target(leave.label);
            captures.site(leave.live.live(), List.of(), () -> throwUnwind(Engine.Unwind.AFTER));
        }
        for (Map.Entry<Integer, Label> stub : leavesAtHandlers.entrySet()) {
            target(stub.getValue());
            body.at(stub.getKey());
            captures.site(plan.liveness.at(flow.blockAt(stub.getKey())), List.of(),
                    () -> throwUnwind(Engine.Unwind.INSTANCE));
        }
    }

    /** Goes on at a handler of Wasm's, whose values are where it expects them. */
    public final void goToHandler(int position) {
        if (body.linear != Body.NONE) {
            body.reloadMemory();
            body.branchIfUnfit(leavesAtHandlers.get(position));
        }
        goTo(position);
    }

    /** Variables that a captured frame must write where they are live. */
    private BitSet saved() {
        if (saved == null) {
            saved = findSaved();
        }
        return saved;
    }

    private BitSet findSaved() {
        BitSet found = (BitSet) (capturesAll() ? used : written).clone();
        for (int number = found.nextSetBit(0); number >= 0; number = found.nextSetBit(number + 1)) {
            if (!keeps(number)) {
                found.clear(number);
            }
        }
        return found;
    }

    /** Positions outside of the method where it goes on. */
    public final Set<Integer> outside() {
        Set<Integer> positions = new TreeSet<>();
        for (int from = reachable.nextSetBit(0); from >= 0; from = reachable.nextSetBit(from + 1)) {
            flow.successors(from, positions::add);
            if (Flow.mayThrow(Ir.op(words[flow.last(from)]))) {
                flow.clauses(flow.last(from), clause -> positions.add(flow.handlers().target(clause)));
            }
            if (Calls.isSelfTailCall(words, flow.last(from), plan.function.index)) {
                positions.add(0);
            }
        }
        positions.removeIf(this::contains);
        return positions;
    }

    /** The blocks that the method has. */
    public final BitSet reachable() {
        return reachable;
    }

    private boolean contains(int position) {
        return blocks.get(flow.blockAt(position));
    }

    private void findReachable() {
        ArrayDeque<Integer> work = new ArrayDeque<>();
        for (int entry : entries()) {
            reach(entry, work);
        }
        while (!work.isEmpty()) {
            int from = work.pop();
            flow.successors(from, to -> reach(to, work));
            if (Flow.mayThrow(Ir.op(words[flow.last(from)]))) {
                flow.clauses(flow.last(from), clause -> reach(flow.handlers().target(clause), work));
            }
            if (Calls.isSelfTailCall(words, flow.last(from), plan.function.index)) {
                reach(0, work);
            }
        }
    }

    private void reach(int position, ArrayDeque<Integer> work) {
        if (contains(position)) {
            int reached = flow.blockAt(position);
            if (!reachable.get(reached)) {
                reachable.set(reached);
                work.push(reached);
            }
        }
    }

    private void findVariables() {
        for (int k = reachable.nextSetBit(0); k >= 0; k = reachable.nextSetBit(k + 1)) {
            for (int statement = flow.firstStatement(k); statement < flow.firstStatement(k + 1); statement++) {
                int pc = flow.position(statement);
                plan.use.reads(pc, (slot, kind) -> used.set(plan.variables.of(slot, kind).number()));
                plan.use.writes(pc, (slot, kind) -> written.set(plan.variables.of(slot, kind).number()));
                if (Flow.mayThrow(Ir.op(words[pc]))) {
                    flow.clauses(pc, clause -> plan.use.filled(clause,
                            (slot, kind) -> written.set(plan.variables.of(slot, kind).number())));
                }
                if (Calls.isSelfTailCall(words, pc, plan.function.index)) {
                    plan.shape.params.forEach(
                            param -> written.set(plan.variables.of(param.slot(), param.kind()).number()));
                }
            }
        }
        used.or(written);
        moreVariables();
    }

    /** Adds variables that the method has besides those of its statements. */
    public void moreVariables() {
        // Most methods have none.
    }

    // ---- the beginning

    private void prologue() {
        Map<Integer, Object> frame = new TreeMap<>();
        frame.put(Body.INSTANCE, Engine.ModuleInstance.NAME);
        frame.put(Body.POSITION, Opcodes.LONG);
        int parameter = 3;
        for (Kind kind : parameters()) {
            frame.put(parameter, Code.frameType(kind));
            parameter += kind.size;
        }
        frame.put(body.pc, Opcodes.INTEGER);
        frame.put(body.store, Engine.StoreState.NAME);
        body.keepStore();
        for (int number = used.nextSetBit(0); number >= 0; number = used.nextSetBit(number + 1)) {
            Variables.Variable variable = plan.variables.get(number);
            if (!keeps(number)) {
                continue;
            }
            int local = parameter(variable);
            if (local == Body.NONE) {
                local = code.variable(variable.kind());
                code.pushZero(variable.kind());
                code.store(variable.kind(), local);
                frame.put(local, Code.frameType(variable.kind()));
            }
            body.assign(variable, local);
        }
        if (usesFrame()) {
            body.frame.open();
            body.frame.variables(frame::put);
        }
        body.keep(reachable);
        body.keptGlobals().forEach(local -> frame.put(local, Engine.GlobalCell.NAME));
        if (body.metered) {
            body.fuel = code.variable(Kind.LONG);
            body.reloadFuel();
            frame.put(body.fuel, Opcodes.LONG);
        }
        code.push(0);
        code.store(Kind.INT, body.pc);
        captures.variables((local, type) -> {
            code.pushZero(Kind.REF);
            code.store(Kind.REF, local);
            frame.put(local, type);
        });
        variables(frame::put);
        if (body.general != Body.NONE) {
            frame.put(body.general, Engine.LinearMemory.NAME);
        }
        if (body.linear != Body.NONE) {
            frame.put(body.linear, Engine.LinearMemory.NAME);
            frame.put(body.bytes, "[B");
            if (!body.exact) {
                frame.put(body.limit, Opcodes.INTEGER);
            }
            body.reloadMemory();
        }
        check(frame);
    }

    /** Goes on only if there is room for the frame, and if memory 0 is one array. */
    private void check(Map<Integer, Object> frame) {
        Label enough = new Label();
        if (!isRoomTaken()) {
            RoomCheck.write(code, body::loadStore, plan.room(code.locals() + PUSHED_SLOTS + extraSlots()), plan.frameSlots(),
                    enough);
        }
        code.label(enough, 0);
        Object[] types = frame.values().toArray();
        visitor.visitFrame(Opcodes.F_FULL, types.length, types, 0, null);
        if (body.linear != Body.NONE) {
            checkMemory(this::askForMemory);
        }
    }

    /** Asks for memory 0 as the code needs it, if it is not that. */
    public final void checkMemory(Runnable ask) {
        Label unfit = new Label();
        Label fit = new Label();
        body.branchIfUnfit(unfit);
        code.jump(Opcodes.GOTO, fit);
        target(unfit);
        ask.run();
        body.reloadMemory();
        target(fit);
    }

    /** Asks for memory 0 before anything is done: if it cannot be had, the call is interpreted. */
    public void askForMemory() {
        body.loadInstance();
        code.invoke(plan.unit.memoryCheck());
    }

    /**
     * Asks for memory 0 where the frame is entered again with all slots on the value stack: if it cannot be had, the interpreter
     * goes on there.
     *
     * @param entries   positions where it can be entered
     * @param pushPlace pushes which of them it is
     */
    public final void askForMemory(List<Integer> entries, Runnable pushPlace) {
        body.loadInstance();
        body.loadPosition();
        code.push(plan.function.index);
        plan.unit.pushTable(code, entries.stream().mapToInt(Integer::intValue).toArray());
        pushPlace.run();
        code.invoke(plan.unit.isExact() ? Engine.MemoryChecks.RESUME_EXACT : Engine.MemoryChecks.RESUME_FLAT);
    }

    public final void throwUnwind(JavaField which) {
        code.get(which);
        code.instruction(Opcodes.ATHROW);
    }

    // ---- labels

    /** A place that branches go to. */
    public final void target(Label label) {
        code.label(label, 0);
        visitor.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    }

    /** The label of a position, inside or outside. */
    public final Label label(int position) {
        return contains(position) ? labels.computeIfAbsent(position, key -> new Label())
                : exits.computeIfAbsent(position, key -> new Label());
    }

    private void goTo(int position) {
        code.jump(Opcodes.GOTO, label(position));
    }

    // ---- statements

    private void writeBlocks() {
        int previous = -1;
        for (block = reachable.nextSetBit(0); block >= 0; block = reachable.nextSetBit(block + 1)) {
            int start = flow.start(block);
            if (previous >= 0 && previous + 1 != block) {
                goOnAfter(previous);
            }
            target(label(start));
            live = null;
            for (int k = flow.firstStatement(block); k < flow.firstStatement(block + 1); k++) {
                int size = code.size();
                line(flow.position(k));
                statement(k, flow.position(k));
                measured(k, code.size() - size);
            }
            previous = block;
        }
        goOnAfter(previous);
    }

    /** Goes on behind a block whose successor is not written next. */
    private void goOnAfter(int previous) {
        int op = Ir.op(words[flow.last(previous)]);
        if (Ir.kind(op) != Ir.KIND_TERM || Flow.falls(op)) {
            goTo(flow.end(previous));
        }
    }

    private void line(int position) {
        if (plan.lines != null) {
            plan.lines.write(code, position);
        }
    }

    /** What is live before a statement of the present block. */
    private BitSet liveBefore(int statement) {
        if (live == null) {
            int first = flow.firstStatement(block);
            live = plan.liveness.within(block, k -> asksForLive(first + k));
        }
        return live.get(statement - flow.firstStatement(block));
    }

    /** Whether it will be asked what is live before a statement of the present block. */
    private boolean asksForLive(int statement) {
        int op = Ir.op(words[flow.position(statement)]);
        if (Ir.kind(op) == Ir.KIND_TERM || op == Ir.LOOP || Ir.has(op, Ir.FLAG_CHARGES | Ir.FLAG_ALLOCATES)) {
            return true;
        }
        return statement > flow.firstStatement(block) && Ir.has(Ir.op(words[flow.position(statement - 1)]), Ir.FLAG_GROWS);
    }

    /** What is live behind a statement. */
    private BitSet liveAfter(int statement) {
        return statement + 1 < flow.firstStatement(block + 1) ? liveBefore(statement + 1) : plan.liveness.at(block + 1);
    }

    private void site(int statement, Runnable instructions) {
        List<Integer> clauses = plan.wide.clauses(flow.position(statement));
        if (!clauses.isEmpty()) {
            siteHas(clauses);
            if (body.linear != Body.NONE && !WideStatements.isByTable(clauses)) {
                clauses.forEach(clause -> leavesAtHandlers.computeIfAbsent(flow.handlers().target(clause), key -> new Label()));
            }
        }
        captures.site(liveBefore(statement), clauses, instructions);
    }

    private void statement(int statement, int pc) {
        int op = Ir.op(words[pc]);
        if (Ir.kind(op) == Ir.KIND_TERM) {
            terminator(statement, pc, op);
        } else if (op == Ir.LOOP) {
            memoryLoop(pc);
            poll(pc);
        } else if (op == Ir.CHARGE) {
            charge(statement, pc);
        } else if (Ir.has(op, Ir.FLAG_CHARGES | Ir.FLAG_ALLOCATES)) {
            boolean pays = body.metered && Ir.has(op, Ir.FLAG_CHARGES);
            body.flushFuel();
            if (pays || Ir.has(op, Ir.FLAG_ALLOCATES)) {
                site(statement, () -> statements.statement(pc));
            } else {
                statements.statement(pc);
            }
            if (pays) {
                body.reloadFuel();
            }
            if (Ir.has(op, Ir.FLAG_GROWS)) {
                reloadMemory(statement);
            }
        } else {
            statements.statement(pc);
        }
    }

    /** Reads where memory 0 is after it may have grown; leaves the method if it is no longer one array. */
    private void reloadMemory(int statement) {
        if (body.linear != Body.NONE) {
            body.reloadMemory();
            body.branchIfUnfit(leaveWith(liveAfter(statement)));
        }
    }

    /** Where to leave the method with these variables: all places whose slots agree share the code. */
    private Label leaveWith(BitSet live) {
        BitSet left = (BitSet) live.clone();
        left.and(saved());
        LiveUnion here = new LiveUnion(plan.variables, left, live);
        for (Leave leave : leaves) {
            if (leave.live.admits(here)) {
                leave.live.add(here);
                return leave.label;
            }
        }
        Leave leave = new Leave(new Label(), here);
        leaves.add(leave);
        return leave.label;
    }

    /** If a loop begins of which much can be done at once: does that until there is no more, whenever the loop is entered. */
    private void memoryLoop(int pc) {
        int end = reachable.nextClearBit(block);
        for (MemoryLoop loop : body.linear == Body.NONE ? List.<MemoryLoop>of() : MemoryLoop.at(words, pc)) {
            if (flow.blockAt(loop.back()) < end) {
                Label next = new Label();
                new MemoryLoopCode(body, loop).write(next);
                poll(pc);
                goTo(pc);
                target(next);
                branchesBack.put(loop.back(), next);
            }
        }
    }

    /** Looks whether the execution was asked to stop. */
    private void poll(int pc) {
        body.at(pc);
        plan.unit.pushPoll(code);
        body.loadStore();
        code.invoke(POLL);
    }

    /** Gives back what an interpreted frame has paid for a loop that the method enters: it pays once more. */
    public final void refund(int loop) {
        int charge = IrReader.next(words, loop);
        if (body.metered && Ir.op(words[charge]) == Ir.CHARGE) {
            code.load(Kind.LONG, body.fuel);
            code.push(IrReader.word64(words, charge + 1));
            code.instruction(Opcodes.LADD);
            code.store(Kind.LONG, body.fuel);
        }
    }

    private void charge(int statement, int pc) {
        long amount = IrReader.word64(words, pc + 1);
        boolean atLoop = statement > flow.firstStatement(block) && Ir.op(words[flow.position(statement - 1)]) == Ir.LOOP;
        int again = atLoop ? statement - 1 : statement;
        boolean atEntry = flow.position(statement) == 0;
        Label unpaid = new Label();
        Label paid = new Label();
        if (atEntry) {
            body.loadUnpaid(plan.function.index);
            code.jump(Opcodes.IFNE, unpaid);
        }
        code.load(Kind.LONG, body.fuel);
        code.push(amount);
        code.instruction(Opcodes.LSUB);
        code.instruction(Opcodes.DUP2);
        code.store(Kind.LONG, body.fuel);
        code.push(0L);
        code.instruction(Opcodes.LCMP);
        code.jump(Opcodes.IFGE, paid);
        code.load(Kind.LONG, body.fuel);
        code.push(amount);
        code.instruction(Opcodes.LADD);
        code.store(Kind.LONG, body.fuel);
        if (atEntry) {
            target(unpaid);
        }
        body.at(flow.position(again));
        site(again, () -> {
            body.loadInstance();
            code.load(Kind.LONG, body.fuel);
            code.push(amount);
            if (atEntry) {
                code.push(plan.function.index);
            }
            code.invoke(atEntry ? Engine.FuelCharges.BEGIN : Engine.FuelCharges.CHARGE);
        });
        code.store(Kind.LONG, body.fuel);
        target(paid);
    }

    // ---- terminators

    private void terminator(int statement, int pc, int op) {
        switch (op) {
            case Ir.BR -> code.jump(Opcodes.GOTO, targetOf(pc));
            case Ir.BR_IF, Ir.BR_UNLESS -> branchIf(pc, op == Ir.BR_IF);
            case Ir.BR_TABLE -> branchTable(pc);
            case Ir.RETURN -> {
                body.flushFuel();
                returnResults();
            }
            case Ir.RETURN_I32, Ir.RETURN_I64, Ir.RETURN_F32, Ir.RETURN_F64 -> {
                expressions.value(pc + 1);
                body.flushFuel();
                returnValue(Kind.ofIr(Ir.operand(op, 0)));
            }
            case Ir.UNREACHABLE -> {
                body.at(pc);
                code.invoke(Engine.Traps.UNREACHABLE);
                code.instruction(Opcodes.ATHROW);
            }
            case Ir.THROW, Ir.THROW_REF -> {
                body.at(pc);
                body.flushFuel();
                site(statement, () -> new Throwing(body, expressions, plan.wide).write(pc));
            }
            default -> {
                if (Ir.isTailCall(op)) {
                    tailCall(statement, pc);
                } else {
                    call(statement, pc);
                }
            }
        }
    }

    /**
     * A conditional branch. The JVM looks for a safepoint at a branch backwards, and what is on the operand stack there must
     * be computed for it: of a comparison by way of {@code lcmp} the three-way result, which nobody else needs. So such a
     * branch goes around an unconditional one.
     */
    private void branchIf(int pc, boolean expected) {
        int target = words[pc + 1];
        if (target > pc || !expressions.comparesThreeWay(pc + 2)) {
            expressions.branch(pc + 2, expected, targetOf(pc));
            return;
        }
        Label around = new Label();
        expressions.branch(pc + 2, !expected, around);
        code.jump(Opcodes.GOTO, targetOf(pc));
        target(around);
    }

    private Label targetOf(int branch) {
        Label back = branchesBack.get(branch);
        return back != null ? back : label(words[branch + 1]);
    }

    private void branchTable(int pc) {
        int count = Ir.field(words[pc]);
        expressions.value(IrReader.operands(words, pc));
        if (count > MOST_TARGETS) {
            branchByTable(pc);
            return;
        }
        if (count == 1) {
            code.instruction(Opcodes.POP);
            goTo(words[pc + 1]);
            return;
        }
        Label[] targets = new Label[count - 1];
        for (int k = 0; k < targets.length; k++) {
            targets[k] = label(words[pc + 1 + k]);
        }
        code.tableSwitch(0, label(words[pc + count]), targets);
    }

    private void call(int statement, int pc) {
        body.flushFuel();
        calls.call(pc, instructions -> site(statement, instructions));
        calls.results(pc);
        body.reloadFuel();
        reloadMemory(statement);
    }

    private void tailCall(int statement, int pc) {
        body.flushFuel();
        if (!Calls.isSelfTailCall(words, pc, plan.function.index)) {
            site(statement, () -> calls.leaveTailCall(pc, plan.function.index));
            returnTailCall();
            return;
        }
        poll(pc);
        if (body.frame.isOpen() && plan.wide.isWide(pc)) {
            calls.moveDown(IrReader.frame(words, pc), plan.ir.paramSlots());
        } else {
            moveArguments(IrReader.frame(words, pc));
        }
        for (int number = used.nextSetBit(0); number >= 0; number = used.nextSetBit(number + 1)) {
            Variables.Variable variable = plan.variables.get(number);
            if (variable.slot() >= plan.ir.paramSlots() && variable.slot() < plan.ir.localSlots() && keeps(number)) {
                code.pushZero(variable.kind());
                code.store(variable.kind(), body.local(number));
            }
        }
        restart();
    }

    private void moveArguments(int frame) {
        for (Shape.Value param : plan.shape.params) {
            body.load(frame + param.slot(), param.kind());
            body.store(param.slot(), param.kind());
        }
    }
}

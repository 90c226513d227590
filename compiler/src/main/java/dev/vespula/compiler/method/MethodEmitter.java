package dev.vespula.compiler.method;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.code.RoomCheck;
import dev.vespula.compiler.code.UnitClass;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.compiler.entry.Shape;
import dev.vespula.compiler.expression.ExpressionCode;
import dev.vespula.compiler.plan.Flow;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.compiler.plan.Variables;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.ir.MemoryLoop;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    /** Java variable of the first parameter behind instance and position. */
    private static final int FIRST_PARAMETER = 3;
    /** An int that is passed besides the values of slots. */
    public static final Shape.Value NO_SLOT = new Shape.Value(-1, Kind.INT);
    private static final JavaMethod POLL = Jdk.invokeExact("(" + Engine.Signals.TYPE + ")V");

    public final FunctionPlan plan;
    public final int[] words;
    public final Flow flow;
    public final Code code;
    public final MethodBody body;
    public final ExpressionCode expressions;
    public final CallCode calls;
    /** Variables that the method uses. */
    public final BitSet used = new BitSet();
    /** Variables that the method changes. */
    public final BitSet written = new BitSet();

    final MethodVisitor visitor;
    private final List<Shape.Value> parameters;
    private final Statements statements;
    private final Captures captures;
    private final Leaves leaves;
    private final MethodBlocks blocks;
    private final Map<Integer, Label> labels = new HashMap<>();
    private final Map<Integer, Label> exits = new TreeMap<>();
    /** By the position of the branch back in a {@link MemoryLoop}: where it goes. */
    private final Map<Integer, Label> branchesBack = new HashMap<>();
    /** Variables that a captured frame must write where they are live. */
    private final BitSet saved = new BitSet();
    /** Live before statements of the present block, by their number; computed when needed. */
    private Map<Integer, BitSet> live;
    private int block;

    /**
     * A method.
     *
     * @param unit       the class for it
     * @param parameters what it takes behind instance and position
     * @param result     descriptor of what it returns
     * @param allowed    the blocks that it may have
     * @param entries    positions where it begins to execute statements
     */
    protected MethodEmitter(FunctionPlan plan, UnitClass unit, String name, List<Shape.Value> parameters, String result,
            BitSet allowed, List<Integer> entries) {
        this.plan = plan;
        this.words = plan.words;
        this.flow = plan.flow;
        this.parameters = parameters;
        int parameterSlots = FIRST_PARAMETER;
        StringBuilder descriptor = new StringBuilder("(" + Engine.ModuleInstance.TYPE + "J");
        for (Shape.Value parameter : parameters) {
            descriptor.append(parameter.kind().descriptor());
            parameterSlots += parameter.kind().size;
        }
        visitor = unit.method(name, descriptor.append(')').append(result).toString());
        code = new Code(visitor, parameterSlots, plan.effort);
        if (plan.lines != null) {
            plan.lines.reset();
        }
        body = new MethodBody(unit, plan.ir, flow, plan.use, plan.variables, plan.hot(), plan.lines, code);
        blocks = new MethodBlocks(plan, allowed, entries);
        captures = new Captures(this);
        leaves = new Leaves(this, captures);
        expressions = new ExpressionCode(body);
        statements = new Statements(body, expressions, plan.wide);
        calls = new CallCode(plan, body, expressions);
    }

    // ---- what the kinds of methods differ in

    /**
     * Whether the method is one of those that a driver runs: the slots are on the value stack all along, and the driver's caller
     * has taken the room for it. Otherwise the slots are written only where a frame is captured, but then all.
     */
    public abstract boolean isPart();

    /** Goes to where the method is entered, with the values of the variables that are live there. */
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

    /** Whether a variable gets a Java variable; others are always on the value stack. */
    public abstract boolean keeps(int variable);

    /** Branches by a table that is too large for an instruction; the index is on the stack. */
    public abstract void branchByTable(int pc);

    /** Goes to the clause that catches the exception in {@code caught}, if there is one; by a table. */
    public abstract void catchByTable(List<Integer> clauses, int caught);

    /** Adds variables to {@link #used} that the method has besides those of its statements. */
    public void moreVariables() {
        // Most methods have none.
    }

    /** More Java variables of the method, with their types, set to something. */
    public void variables(BiConsumer<Integer, Object> visitor) {
        // Most methods have no others.
    }

    /** Code behind all that is protected by handlers. */
    public void epilogue() {
        // Most methods have none.
    }

    /** Java slots that the method takes for others. */
    public int extraSlots() {
        return 0;
    }

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
        findVariables();
        prologue();
        Label first = new Label();
        code.label(first);
        enter();
        writeBlocks();
        if (wantsHandlers(code.size())) {
            leaves.write();
            Label last = new Label();
            code.label(last);
            captures.write(first, last);
            exits.forEach((position, label) -> {
                target(label);
                exit(position);
            });
            epilogue();
        }
        code.end();
        return code.size();
    }

    /** Goes on at a handler of Wasm's, whose values are where it expects them. */
    final void goToHandler(int position) {
        if (body.linear != MethodBody.NONE) {
            leaves.reloadMemoryAt(position);
        }
        goTo(position);
    }

    /** Positions outside of the method where it goes on. */
    public final Set<Integer> outside() {
        return blocks.outside();
    }

    /** The blocks that the method has. */
    public final BitSet reachable() {
        return blocks.reachable;
    }

    /** Of some variables those that a captured frame must write: the others are in its slots already. */
    final BitSet saved(BitSet variables) {
        BitSet some = (BitSet) variables.clone();
        some.and(saved);
        return some;
    }

    private void findVariables() {
        flow.statements(blocks.reachable, pc -> {
            plan.use.reads(pc, used::set);
            plan.use.writes(pc, written::set);
            flow.clauses(pc, clause -> plan.use.filled(clause, written::set));
            if (plan.isSelfTailCall(pc)) {
                plan.shape.params.forEach(param -> written.set(plan.number(param)));
            }
        });
        used.or(written);
        moreVariables();
        (isPart() ? written : used).stream().filter(this::keeps).forEach(saved::set);
    }

    // ---- the beginning

    private void prologue() {
        Map<Integer, Object> types = new TreeMap<>();
        types.put(MethodBody.INSTANCE, Engine.ModuleInstance.NAME);
        types.put(MethodBody.POSITION, Opcodes.LONG);
        int parameter = FIRST_PARAMETER;
        for (Shape.Value value : parameters) {
            types.put(parameter, Code.frameType(value.kind()));
            // Not equals: the JDK keeps the class of the last record that was compared so, and with it the loader of the library.
            if (value.slot() >= 0) {
                body.assign(plan.variables.get(plan.number(value)), parameter);
            }
            parameter += value.kind().size;
        }
        types.put(body.pc, Opcodes.INTEGER);
        types.put(body.store, Engine.StoreState.NAME);
        body.keepStore();
        for (int number = used.nextSetBit(0); number >= 0; number = used.nextSetBit(number + 1)) {
            Variables.Variable variable = plan.variables.get(number);
            if (keeps(number) && body.local(number) == MethodBody.NONE) {
                int local = code.variable(variable.kind());
                code.pushZero(variable.kind());
                code.store(variable.kind(), local);
                types.put(local, Code.frameType(variable.kind()));
                body.assign(variable, local);
            }
        }
        if (isPart()) {
            body.frame.open();
            body.frame.variables(types::put);
        }
        body.keep(blocks.reachable);
        body.keptGlobals().forEach(local -> types.put(local, Engine.GlobalCell.NAME));
        if (body.metered) {
            body.fuel = code.variable(Kind.LONG);
            body.reloadFuel();
            types.put(body.fuel, Opcodes.LONG);
        }
        code.push(0);
        code.store(Kind.INT, body.pc);
        captures.variables((local, type) -> {
            code.pushZero(Kind.REF);
            code.store(Kind.REF, local);
            types.put(local, type);
        });
        variables(types::put);
        if (body.general != MethodBody.NONE) {
            types.put(body.general, Engine.LinearMemory.NAME);
        }
        if (body.linear != MethodBody.NONE) {
            types.put(body.linear, Engine.LinearMemory.NAME);
            types.put(body.bytes, "[B");
            if (!body.exact) {
                types.put(body.limit, Opcodes.INTEGER);
            }
            body.reloadMemory();
        }
        check(types);
    }

    /** Goes on only if there is room for the frame, and if memory 0 is one array. */
    private void check(Map<Integer, Object> types) {
        Label enough = new Label();
        if (!isPart()) {
            RoomCheck.write(code, body::loadStore, plan.room(code.locals() + PUSHED_SLOTS + extraSlots()), plan.frameSlots(),
                    enough);
        }
        code.label(enough, 0);
        visitor.visitFrame(Opcodes.F_FULL, types.size(), types.values().toArray(), 0, null);
        if (body.linear != MethodBody.NONE) {
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
        code.invoke(body.unit.memoryCheck());
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
        body.unit.pushTable(code, entries.stream().mapToInt(Integer::intValue).toArray());
        pushPlace.run();
        code.invoke(body.unit.isExact() ? Engine.MemoryChecks.RESUME_EXACT : Engine.MemoryChecks.RESUME_FLAT);
    }

    // ---- labels

    /** A place that branches go to. */
    public final void target(Label label) {
        code.label(label, 0);
        visitor.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    }

    /** The label of a position, inside or outside. */
    public final Label label(int position) {
        return blocks.contains(position) ? labels.computeIfAbsent(position, key -> new Label())
                : exits.computeIfAbsent(position, key -> new Label());
    }

    private void goTo(int position) {
        code.jump(Opcodes.GOTO, label(position));
    }

    // ---- statements

    private void writeBlocks() {
        int previous = -1;
        for (block = reachable().nextSetBit(0); block >= 0; block = reachable().nextSetBit(block + 1)) {
            if (previous >= 0 && previous + 1 != block) {
                goOnAfter(previous);
            }
            target(label(flow.start(block)));
            live = null;
            for (int k = flow.firstStatement(block); k < flow.firstStatement(block + 1); k++) {
                int size = code.size();
                if (plan.lines != null) {
                    plan.lines.write(code, flow.position(k));
                }
                statement(k, flow.position(k));
                measured(k, code.size() - size);
            }
            previous = block;
        }
        goOnAfter(previous);
    }

    /** Goes on behind a block whose successor is not written next. */
    private void goOnAfter(int previous) {
        if (flow.goesOn(previous)) {
            goTo(flow.end(previous));
        }
    }

    /** What is live before a statement of the present block. */
    private BitSet liveBefore(int statement) {
        if (live == null) {
            live = plan.liveness.within(block, this::asksForLive);
        }
        return live.get(statement);
    }

    /** Whether it will be asked what is live before a statement of the present block. */
    private boolean asksForLive(int statement) {
        int op = Ir.op(words[flow.position(statement)]);
        if (Ir.kind(op) == Ir.KIND_TERM || op == Ir.LOOP || Ir.has(op, Ir.FLAG_CHARGES | Ir.FLAG_ALLOCATES)) {
            return true;
        }
        return statement > flow.firstStatement(block) && Ir.has(Ir.op(words[flow.position(statement - 1)]), Ir.FLAG_GROWS);
    }

    private void site(int statement, Runnable instructions) {
        List<Integer> clauses = plan.wide.clauses(flow.position(statement));
        if (!clauses.isEmpty()) {
            siteHas(clauses);
            if (body.linear != MethodBody.NONE && !WideStatements.isByTable(clauses)) {
                clauses.forEach(clause -> leaves.mayCatchAt(flow.handlers().target(clause)));
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

    /** Reads where memory 0 is after a statement that may have let it grow. */
    private void reloadMemory(int statement) {
        if (body.linear != MethodBody.NONE) {
            leaves.reloadMemory(statement + 1 < flow.firstStatement(block + 1) ? liveBefore(statement + 1)
                    : plan.liveness.atBlock(block + 1));
        }
    }

    /** If a loop begins of which much can be done at once: does that until there is no more, whenever the loop is entered. */
    private void memoryLoop(int pc) {
        int end = reachable().nextClearBit(block);
        for (MemoryLoop loop : body.linear == MethodBody.NONE ? List.<MemoryLoop>of() : MemoryLoop.at(words, pc)) {
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
        body.unit.pushPoll(code);
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
                site(statement, () -> statements.throwException(pc));
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
        if (!plan.isSelfTailCall(pc)) {
            site(statement, () -> calls.leaveTailCall(pc));
            returnTailCall();
            return;
        }
        poll(pc);
        if (body.frame.isOpen() && plan.wide.isWide(pc)) {
            calls.moveDown(IrReader.frame(words, pc), plan.ir.paramSlots());
        } else {
            for (Shape.Value param : plan.shape.params) {
                body.load(IrReader.frame(words, pc) + param.slot(), param.kind());
                body.store(param.slot(), param.kind());
            }
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
}

package dev.vespula.compiler.split;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.code.RoomCheck;
import dev.vespula.compiler.code.UnitClass;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.entry.SlotAccess;
import dev.vespula.compiler.method.Calls;
import dev.vespula.compiler.method.FunctionPlan;
import dev.vespula.compiler.method.LoopMethod;
import dev.vespula.compiler.method.MethodSizes;
import dev.vespula.compiler.method.WideStatements;
import dev.vespula.compiler.plan.Flow;
import dev.vespula.compiler.plan.Frequencies;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.compiler.plan.LoopNest;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.runtime.LinkedCode;
import dev.vespula.internal.runtime.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A function whose code is too large for one method: HotSpot leaves methods of more than 8,000 bytes to its interpreter for
 * ever. It becomes a main method, which is called in its place, and methods with the other parts, run by a driver that calls
 * one after the other. A function with very many variables has no main part, only others.
 */
public final class SplitFunction {
    private static final int LEAST_SIZE = 200;
    /** Variables that a main part can cope with: it needs code for each of them. */
    private static final int MOST_VARIABLES = 250;
    private static final int GROUP_BITS = 8;
    /** Parts that one method calls. */
    private static final int GROUP = 1 << GROUP_BITS;
    /** In place of a loop: the function is entered at its beginning. */
    public static final int CALLED = -1;
    /** Java slots of the frames of drivers, and of what a part has pushed: besides variables and arguments. */
    private static final int OTHER_SLOTS = 80;
    private static final String PART = "(" + Engine.ModuleInstance.TYPE + "JI)I";

    private final FunctionPlan whole;
    private final MethodSizes sizes;
    private final int[] measure;
    private final String name;
    private final int loop;
    private final Samples samples;
    private final List<Callee> groups = new ArrayList<>();
    private FunctionPlan plan;
    private BitSet cutAt;
    private Frequencies control;
    private SplitPlan split;
    private PartClasses classes;
    /** The class of each part that the driver runs, null for others. */
    private String[] owners;
    /** Java slots of the variables of the part that has most. */
    private int locals;

    /**
     * A function that is to be split.
     *
     * @param measure measured sizes of its statements
     * @param name    name of the method that is called
     * @param loop    position of the loop at which it is entered by interpreted frames, or {@link #CALLED}
     */
    public SplitFunction(FunctionPlan whole, int[] measure, String name, int loop) {
        this.whole = whole;
        this.sizes = MethodSizes.of(whole.unit.module);
        this.measure = measure;
        this.name = name;
        this.loop = loop;
        LinkedCode linked = whole.function.linked;
        this.samples = linked == null ? Samples.NONE : linked.samples();
    }

    /** A static method with the descriptor of a part. */
    private record Callee(String owner, String method) {}

    /**
     * Writes the function: what is called and the driver to its own class, everything else to others.
     *
     * @return the other classes
     */
    public List<UnitClass> write(Supplier<PartClasses> makers) {
        boolean canHaveMain = canHaveMain();
        for (SplitPlan.Keeping keeping : SplitPlan.Keeping.values()) {
            int next;
            for (int most = sizes.first(); most >= LEAST_SIZE; most = next) {
                boolean hasMain = keeping == SplitPlan.Keeping.OFTEN_USED && most > sizes.first() / 4 && canHaveMain;
                classes = makers.get();
                planWithBlocksOf(most / 2);
                split = new SplitPlan(plan, control, blockSizes(plan.flow), new SplitPlan.Sizes(hasMain ? most : 0, most), loop,
                        keeping);
                int largest = writeParts();
                // A part that is several times too large tells that smaller ones of nearly the same size need not be tried.
                next = Math.min(most * 2 / 3, (int) ((long) most * sizes.most() / Math.max(1, largest)));
                if (largest <= sizes.most() && isMainSmall()) {
                    writeGroups();
                    driver();
                    if (hasMain()) {
                        main(plan).write();
                    } else {
                        front();
                    }
                    return classes.classes();
                }
            }
        }
        throw new IllegalStateException("function " + plan.function.index + " has a statement too large for a method");
    }

    /** Plans with blocks of so many bytes at most. Most functions have no others, and many sizes are tried in vain. */
    private void planWithBlocksOf(int most) {
        BitSet cuts = SplitPlan.cuts(whole.flow, measure, most);
        if (plan == null || !cuts.equals(cutAt)) {
            cutAt = cuts;
            plan = cuts.isEmpty() ? whole : new FunctionPlan(whole.unit, whole.targets, whole.function, whole.ir,
                    new Flow(whole.ir, cuts, whole.effort), whole.effort);
            control = new Frequencies(plan.flow, new LoopNest(plan.flow), samples);
        }
    }

    /** Whether a main part is worth trying: it keeps all variables, and handlers are tried one by one. */
    private boolean canHaveMain() {
        if (whole.variables.count() > MOST_VARIABLES || !whole.liveness.isExact()) {
            return false;
        }
        for (int k = 0; k < whole.flow.statementCount(); k++) {
            if (WideStatements.isByTable(whole.wide.clauses(whole.flow.position(k)))) {
                return false;
            }
        }
        return true;
    }

    private int[] blockSizes(Flow flow) {
        int[] sizes = new int[flow.blockCount()];
        for (int block = 0; block < sizes.length; block++) {
            for (int k = flow.firstStatement(block); k < flow.firstStatement(block + 1); k++) {
                sizes[block] += measure[k];
            }
        }
        return sizes;
    }

    private String part(int number) {
        return name + "$part" + number;
    }

    private String rest() {
        return name + "$rest";
    }

    private boolean hasMain() {
        SplitPlan.Part main = split.parts().get(0);
        return Arrays.binarySearch(main.numbers(), plan.flow.blockAt(Math.max(loop, 0))) >= 0;
    }

    private MainMethod main(FunctionPlan in) {
        return new MainMethod(in, split, name, rest(), loop, locals + OTHER_SLOTS);
    }

    private boolean isMainSmall() {
        return !hasMain() || main(plan.in(plan.unit.scratch())).write() <= sizes.most();
    }

    /** Whether a part is run by the driver: all those that anything leads to, but for the main one. */
    private boolean isOther(SplitPlan.Part part) {
        return !part.entries().isEmpty() && (part.number() > 0 || !hasMain());
    }

    /** Writes the parts up to the first one that is too large; returns the size of the largest one. */
    private int writeParts() {
        owners = new String[split.parts().size()];
        locals = 0;
        int largest = 0;
        for (SplitPlan.Part part : split.parts()) {
            if (!isOther(part)) {
                continue;
            }
            UnitClass unit = classes.next();
            owners[part.number()] = unit.name;
            PartMethod method = new PartMethod(plan.in(unit), split, part, part(part.number()));
            largest = Math.max(largest, method.write());
            if (largest > sizes.most()) {
                break;
            }
            locals = Math.max(locals, method.code.locals());
        }
        return largest;
    }

    private boolean isGrouped() {
        return split.parts().size() > GROUP;
    }

    private List<Callee> parts(int first, int end) {
        List<Callee> callees = new ArrayList<>();
        for (int k = first; k < Math.min(end, split.parts().size()); k++) {
            callees.add(owners[k] == null ? null : new Callee(owners[k], part(k)));
        }
        return callees;
    }

    private void writeGroups() {
        for (int first = 0; isGrouped() && first < split.parts().size(); first += GROUP) {
            UnitClass unit = classes.next();
            groups.add(new Callee(unit.name, name + "$group" + first / GROUP));
            group(unit, first);
        }
    }

    // ---- the driver

    /** Writes a method that calls one of some consecutive parts. */
    private void group(UnitClass unit, int first) {
        MethodVisitor visitor = unit.method(name + "$group" + first / GROUP, PART);
        Code code = new Code(visitor, 4);
        code.load(Kind.INT, 3);
        code.push(SplitPlan.PLACE_BITS);
        code.instruction(Opcodes.IUSHR);
        Label returned = new Label();
        callOne(visitor, code, parts(first, first + GROUP), first, returned);
        code.label(returned, 1);
        visitor.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {Opcodes.INTEGER});
        code.instruction(Opcodes.IRETURN);
        code.end();
    }

    /** Calls the method with the number on the stack; goes on at a label with the result on the stack. */
    private void callOne(MethodVisitor visitor, Code code, List<Callee> methods, int low, Label next) {
        Label[] labels = new Label[methods.size()];
        for (int k = 0; k < labels.length; k++) {
            labels[k] = new Label();
        }
        code.tableSwitch(low, labels[0], labels);
        for (int k = 0; k < labels.length; k++) {
            code.label(labels[k], 0);
            visitor.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            if (methods.get(k) == null) {
                // A part that the driver does not run.
                code.push(SplitPlan.RETURNED);
            } else {
                code.load(Kind.REF, 0);
                code.load(Kind.LONG, 1);
                code.load(Kind.INT, 3);
                code.invoke(JavaMethod.ofStatic(methods.get(k).owner, methods.get(k).method, PART));
            }
            code.jump(Opcodes.GOTO, next);
        }
    }

    /** Writes the method that runs parts until one goes to the main part, or the function has returned. */
    private void driver() {
        MethodVisitor visitor = plan.unit.method(rest(), PART);
        Code code = new Code(visitor, 4);
        Label again = new Label();
        Label next = new Label();
        Label back = new Label();
        code.label(again, 0);
        visitor.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        code.load(Kind.INT, 3);
        code.push(SplitPlan.PLACE_BITS + (isGrouped() ? GROUP_BITS : 0));
        code.instruction(Opcodes.IUSHR);
        List<Callee> methods = isGrouped() ? groups : parts(0, GROUP);
        callOne(visitor, code, methods, 0, next);
        code.label(next, 1);
        visitor.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {Opcodes.INTEGER});
        code.instruction(Opcodes.DUP);
        code.store(Kind.INT, 3);
        // Places of the main part are small numbers, and the end of the function is a negative one.
        code.push(hasMain() ? 1 << SplitPlan.PLACE_BITS : 0);
        code.jump(Opcodes.IF_ICMPGE, again);
        code.label(back, 0);
        code.load(Kind.INT, 3);
        code.instruction(Opcodes.IRETURN);
        code.end();
    }

    // ---- in place of a main part

    /** Writes the method that is called where there is no main part. */
    private void front() {
        boolean isCalled = loop == CALLED;
        String descriptor = isCalled ? plan.shape.descriptor : LoopMethod.descriptor(plan);
        MethodVisitor visitor = plan.unit.method(name, descriptor);
        Code code = new Code(visitor, isCalled ? plan.shape.argumentSlots() : 3);
        takeRoom(visitor, code);
        int stack = code.variable(Kind.REF);
        prepare(code, stack, isCalled);
        code.load(Kind.REF, 0);
        code.load(Kind.LONG, 1);
        code.push(split.place(Math.max(loop, 0)));
        code.invoke(JavaMethod.ofStatic(plan.unit.name, rest(), PART));
        code.instruction(Opcodes.POP);
        returnFromSlots(code, label -> {
            code.label(label, 0);
            visitor.visitFrame(Opcodes.F_APPEND, 1, new Object[] {Engine.MachineStack.NAME}, 0, null);
        }, plan, stack);
        code.end();
    }

    private void takeRoom(MethodVisitor visitor, Code code) {
        Label enough = new Label();
        RoomCheck.write(code, () -> SlotAccess.pushStore(code, 0), plan.room(plan.shape.argumentSlots() + locals + OTHER_SLOTS),
                plan.frameSlots(), enough);
        code.label(enough, 0);
        visitor.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        if (usesMemory()) {
            code.load(Kind.REF, 0);
            code.invoke(plan.unit.memoryCheck());
        }
    }

    private boolean usesMemory() {
        for (int pc = 0; pc < plan.words.length; pc += 1 + IrReader.words(plan.words[pc])) {
            int op = Ir.op(plan.words[pc]);
            if (Ir.width(op) > 0 && !Ir.has(op, Ir.FLAG_ATOMIC) && (Ir.field(plan.words[pc]) & IrReader.INDEX) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Puts the arguments into the slots of the frame, or takes the frame as it is. */
    private void prepare(Code code, int stack, boolean isCalled) {
        SlotAccess.pushStore(code, 0);
        code.get(Engine.StoreState.STACK);
        code.store(Kind.REF, stack);
        SlotAccess slots = new SlotAccess(code, stack, MethodBody.INSTANCE, MethodBody.POSITION);
        slots.reserve(plan.ir);
        if (isCalled) {
            slots.storeArguments(plan.shape, 3);
            code.load(Kind.REF, stack);
            code.load(Kind.LONG, 1);
            code.push(plan.ir.paramSlots());
            code.push(plan.ir.localSlots());
            code.invoke(Engine.StackSlots.CLEAR);
            return;
        }
        int charge = IrReader.next(plan.words, loop);
        if (plan.unit.module.engine.metered && Ir.op(plan.words[charge]) == Ir.CHARGE) {
            // An interpreted frame has paid for the loop, and the part pays once more.
            SlotAccess.pushStore(code, 0);
            code.instruction(Opcodes.DUP);
            code.get(Engine.Account.FUEL);
            code.push(IrReader.word64(plan.words, charge + 1));
            code.instruction(Opcodes.LADD);
            code.put(Engine.Account.FUEL);
        }
    }

    /**
     * Returns the results, which are in the slots, and clears references that nobody needs any more.
     *
     * @param target writes a label that branches go to
     * @param stack  Java variable of the stack
     */
    static void returnFromSlots(Code code, Consumer<Label> target, FunctionPlan plan, int stack) {
        Kind kind = plan.shape.returnedKind();
        if (Calls.leavesTailCalls(plan.words, plan.function.index)) {
            Label returned = new Label();
            SlotAccess.pushStore(code, 0);
            code.get(Engine.StoreState.TAIL);
            code.jump(Opcodes.IFNULL, returned);
            if (kind != null) {
                code.pushZero(kind);
            }
            code.returnAny(kind);
            target.accept(returned);
        }
        new SlotAccess(code, stack, 0, 1).pushResults(plan.shape);
        if (plan.ir.usesRefs()) {
            boolean keepsRefs = !plan.shape.isDirect
                    && plan.shape.results.stream().anyMatch(result -> result.kind() == Kind.REF);
            int first = keepsRefs ? plan.ir.resultSlots() : 0;
            code.load(Kind.REF, stack);
            code.load(Kind.LONG, 1);
            code.push(Math.max(first, plan.ir.firstRefSlot()));
            code.push(plan.ir.endRefSlot());
            code.invoke(Engine.StackSlots.CLEAR_REFS);
        }
        code.returnAny(kind);
    }
}

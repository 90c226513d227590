package dev.vespula.compiler.split;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.code.RoomCheck;
import dev.vespula.compiler.code.UnitClass;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.entry.SlotAccess;
import dev.vespula.compiler.method.FunctionPlan;
import dev.vespula.compiler.method.MethodSizes;
import dev.vespula.compiler.method.WideStatements;
import dev.vespula.compiler.plan.Flow;
import dev.vespula.compiler.plan.Frequencies;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A function whose code is too large for one method: HotSpot's compilers do badly with large ones, and leave those of more than
 * 8,000 bytes to its interpreter for ever. It becomes a main method, which is called in its place, and methods with the other
 * parts, run by a driver that calls one after the other. A function with very many variables has no main part, only others.
 */
public final class SplitFunction {
    private static final int LEAST_SIZE = 200;
    /** Variables that a main part can cope with: it needs code for each of them. */
    private static final int MOST_VARIABLES = 250;
    /** A main part that was too large is tried again with so much of what would fit in proportion: exits do not shrink with it. */
    private static final double STEP = 0.9;
    /** The share of a function's time that makes a part hot. */
    private static final double HOT_SHARE = 0.05;
    private static final int GROUP_BITS = 8;
    /** Parts that one method calls. */
    private static final int GROUP = 1 << GROUP_BITS;
    /** Java slots of the frames of drivers, and of what a part has pushed: besides variables and arguments. */
    private static final int OTHER_SLOTS = 80;

    private final FunctionPlan whole;
    private final UnitClass unit;
    private final MethodSizes sizes;
    private final int[] measure;
    private final String name;
    private FunctionPlan plan;
    private BitSet cutAt;
    private Frequencies control;
    private SplitPlan split;
    /** Classes for the parts: a new one is begun when the last one is full. */
    private final List<UnitClass> classes = new ArrayList<>();
    /** The methods of the parts that the driver runs, null for others. */
    private JavaMethod[] parts;
    /** Java slots of the variables of the part that has most. */
    private int locals;

    /**
     * A function that is to be split.
     *
     * @param unit    the class for what is called
     * @param measure measured sizes of its statements
     * @param name    name of the method that is called
     */
    public SplitFunction(FunctionPlan whole, UnitClass unit, int[] measure, String name) {
        this.whole = whole;
        this.unit = unit;
        this.sizes = MethodSizes.of(unit.module);
        this.measure = measure;
        this.name = name;
    }

    /**
     * Writes the function: what is called and the driver to its own class, everything else to others.
     *
     * @return the other classes
     */
    public List<UnitClass> write() {
        boolean canHaveMain = canHaveMain();
        for (SplitPlan.Keeping keeping : SplitPlan.Keeping.values()) {
            int next;
            for (int most = sizes.first(); most >= LEAST_SIZE; most = next) {
                classes.clear();
                planWithBlocksOf(most / 2);
                divide(most, keeping, canHaveMain && keeping == SplitPlan.Keeping.OFTEN_USED ? most : 0);
                boolean canChoose = keeping == SplitPlan.Keeping.OFTEN_USED && most > sizes.first() / 4;
                double excess = writeParts(canChoose ? control.total() * HOT_SHARE : 0);
                // A part that is several times too large tells that smaller ones of nearly the same size need not be tried.
                next = (int) Math.min(most * 2 / 3, most / excess);
                if (excess <= 1) {
                    driver();
                    if (hasMain()) {
                        main(unit).write();
                    } else {
                        front();
                    }
                    return classes;
                }
            }
        }
        throw new IllegalStateException("function " + plan.function.index + " has a statement too large for a method");
    }

    /**
     * Divides the function. A main part that becomes too large is made smaller, and the others stay as large as they are: with
     * less of an interpreter's loop in each part control would cross between them at every step. A main part that control leaves
     * too often is not made.
     *
     * @param most     the largest part, in bytes without entries, exits and handlers
     * @param mainMost the same for the main part to begin with, 0 for none
     */
    private void divide(int most, SplitPlan.Keeping keeping, int mainMost) {
        int[] blocks = blockSizes(plan.flow);
        int next;
        for (int main = mainMost; main > sizes.first() / 4; main = next) {
            split = new SplitPlan(plan, control, blocks, main, most, keeping);
            if (!hasMain()) {
                return;
            }
            int size = main(unit.scratch()).write();
            boolean isLeftOften = control.crossings(split.main().blocks()) > sizes.crossings() * control.of(0);
            if (size <= sizes.whole() && !isLeftOften) {
                return;
            }
            next = size <= sizes.whole() ? 0 : (int) (main * STEP * sizes.whole() / size);
        }
        split = new SplitPlan(plan, control, blocks, 0, most, keeping);
    }

    /** Plans with blocks of so many bytes at most. Most functions have no others, and many sizes are tried in vain. */
    private void planWithBlocksOf(int most) {
        BitSet cuts = SplitPlan.cuts(whole.flow, measure, most);
        if (plan == null || !cuts.equals(cutAt)) {
            cutAt = cuts;
            plan = whole.withCuts(cuts);
            control = plan.frequencies();
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

    private String rest() {
        return name + "$rest";
    }

    private boolean hasMain() {
        return Arrays.binarySearch(split.main().numbers(), plan.flow.blockAt(plan.start())) >= 0;
    }

    private MainMethod main(UnitClass into) {
        return new MainMethod(split, into, name, rest(), locals + OTHER_SLOTS);
    }

    /** Whether a part is run by the driver: all those that anything leads to, but for the main one. */
    private boolean isOther(SplitPlan.Part part) {
        return !part.entries().isEmpty() && (part.number() > 0 || !hasMain());
    }

    /** The class for one more method. */
    private UnitClass nextClass() {
        if (classes.isEmpty() || classes.get(classes.size() - 1).isFull()) {
            classes.add(unit.further(unit.name + "$" + plan.function.index + "_" + classes.size()));
        }
        return classes.get(classes.size() - 1);
    }

    /**
     * Writes the parts up to the first one that is too large.
     *
     * @param hot how often the blocks of a part are executed that is hot, 0 if none is
     * @return the size of the largest part relative to what it may have
     */
    private double writeParts(double hot) {
        parts = new JavaMethod[split.parts().size()];
        locals = 0;
        double excess = 0;
        for (SplitPlan.Part part : split.parts()) {
            if (!isOther(part)) {
                continue;
            }
            UnitClass into = nextClass();
            String method = name + "$part" + part.number();
            parts[part.number()] = JavaMethod.ofStatic(into.name, method, SplitPlan.PART);
            PartMethod written = new PartMethod(split, into, part, method);
            boolean isHot = hot > 0 && IntStream.of(part.numbers()).mapToDouble(control::of).sum() >= hot;
            excess = Math.max(excess, (double) written.write() / (isHot ? sizes.hot() : sizes.most()));
            if (excess > 1) {
                break;
            }
            locals = Math.max(locals, written.code.locals());
        }
        return excess;
    }

    // ---- the driver

    /** Writes the method that runs parts until one goes to the main part, or the function has returned. */
    private void driver() {
        boolean isGrouped = parts.length > GROUP;
        JavaMethod[] called = isGrouped ? groups() : parts;
        MethodVisitor visitor = unit.method(rest(), SplitPlan.PART);
        Code code = new Code(visitor, 4);
        Label again = new Label();
        code.label(again, 0);
        visitor.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        callOne(visitor, code, SplitPlan.PLACE_BITS + (isGrouped ? GROUP_BITS : 0), called, 0);
        code.instruction(Opcodes.DUP);
        code.store(Kind.INT, 3);
        // Places of the main part are small numbers, and the end of the function is a negative one.
        code.push(hasMain() ? 1 << SplitPlan.PLACE_BITS : 0);
        code.jump(Opcodes.IF_ICMPGE, again);
        code.load(Kind.INT, 3);
        code.instruction(Opcodes.IRETURN);
        code.end();
    }

    /** Writes methods that call one of some consecutive parts each. */
    private JavaMethod[] groups() {
        JavaMethod[] groups = new JavaMethod[(parts.length + GROUP - 1) / GROUP];
        for (int k = 0; k < groups.length; k++) {
            UnitClass into = nextClass();
            groups[k] = JavaMethod.ofStatic(into.name, name + "$group" + k, SplitPlan.PART);
            MethodVisitor visitor = into.method(groups[k].name(), SplitPlan.PART);
            Code code = new Code(visitor, 4);
            int first = k * GROUP;
            callOne(visitor, code, SplitPlan.PLACE_BITS,
                    Arrays.copyOfRange(parts, first, Math.min(parts.length, first + GROUP)), first);
            code.instruction(Opcodes.IRETURN);
            code.end();
        }
        return groups;
    }

    /**
     * Calls one of some methods, with the result on the stack.
     *
     * @param shift bits of the place below those that tell which method
     * @param low   the number of the first one
     */
    private static void callOne(MethodVisitor visitor, Code code, int shift, JavaMethod[] methods, int low) {
        code.load(Kind.INT, 3);
        code.push(shift);
        code.instruction(Opcodes.IUSHR);
        Label next = new Label();
        Label[] labels = SplitPlan.labels(methods.length);
        code.tableSwitch(low, labels[0], labels);
        for (int k = 0; k < labels.length; k++) {
            code.label(labels[k], 0);
            visitor.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            if (methods[k] == null) {
                // A part that the driver does not run.
                code.push(SplitPlan.RETURNED);
            } else {
                code.load(Kind.REF, 0);
                code.load(Kind.LONG, 1);
                code.load(Kind.INT, 3);
                code.invoke(methods[k]);
            }
            code.jump(Opcodes.GOTO, next);
        }
        code.label(next, 1);
        visitor.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {Opcodes.INTEGER});
    }

    // ---- in place of a main part

    /** Writes the method that is called where there is no main part. */
    private void front() {
        boolean isCalled = plan.loop == FunctionPlan.CALLED;
        String descriptor = isCalled ? plan.shape.descriptor : "(" + Engine.ModuleInstance.TYPE + "J)" + plan.shape.returned();
        MethodVisitor visitor = unit.method(name, descriptor);
        Code code = new Code(visitor, isCalled ? plan.shape.argumentSlots() : 3);
        takeRoom(visitor, code);
        int stack = code.variable(Kind.REF);
        prepare(code, stack, isCalled);
        code.load(Kind.REF, 0);
        code.load(Kind.LONG, 1);
        code.push(split.place(plan.start()));
        code.invoke(JavaMethod.ofStatic(unit.name, rest(), SplitPlan.PART));
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
            code.invoke(unit.memoryCheck());
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
        int charge = IrReader.next(plan.words, plan.loop);
        if (unit.module.engine.metered && Ir.op(plan.words[charge]) == Ir.CHARGE) {
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
        if (FunctionPlan.leavesTailCalls(plan.function, plan.ir)) {
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

package dev.vespula.compiler.emit;

import dev.vespula.compiler.plan.Flow;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.runtime.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A function whose code is too large for one method: HotSpot leaves methods of more than 8,000 bytes to its interpreter for
 * ever. It becomes a main method, which is called in its place, and methods with the other parts, run by a driver that calls
 * one after the other. A function with very many variables has no main part, only others.
 */
final class SplitFunction {
    /** Bytes of parts to begin with: entries, exits and handlers come on top. */
    private static final int FIRST_SIZE = Integer.getInteger("first", 5_700);
    private static final int LEAST_SIZE = 200;
    /** Variables that a main part can cope with: it needs code for each of them. */
    private static final int MOST_VARIABLES = 250;
    /** Parts that one driver calls. */
    private static final int GROUP_BITS = 8;
    /** Bytes of Java stack that a driver and a part take, besides the slots. */
    private static final int FRAME_BYTES = 3_000;
    private static final String PART = "(" + Names.type(Names.INSTANCE) + "JI)I";

    private final SplitPlan split;
    private final FunctionPlan plan;
    private final String name;
    private final int loop;

    private SplitFunction(SplitPlan split, String name, int loop) {
        this.split = split;
        this.plan = split.plan;
        this.name = name;
        this.loop = loop;
    }

    /**
     * Writes the methods of a function.
     *
     * @param measure measured sizes of its statements
     * @param name    name of the method that is called
     * @param loop    position of the loop at which it is entered by interpreted frames, or -1 if it is called
     */
    static void write(FunctionPlan plan, int[] measure, String name, int loop) {
        boolean hasMain = plan.variables.count() <= MOST_VARIABLES;
        for (int most = FIRST_SIZE; most >= LEAST_SIZE; most = most * 4 / 5) {
            SplitPlan.Sizes sizes = new SplitPlan.Sizes(hasMain ? most : 0, most);
            Flow flow = new Flow(plan.ir, SplitPlan.cuts(plan.flow, measure, most / 2));
            SplitPlan trial = split(plan, plan.unit.scratch(), flow, measure, sizes, loop);
            if (new SplitFunction(trial, name, loop).writeParts()) {
                SplitPlan real = split(plan, plan.unit, flow, measure, sizes, loop);
                new SplitFunction(real, name, loop).writeAll();
                return;
            }
            if (most < FIRST_SIZE / 4) {
                hasMain = false;
            }
        }
        throw new IllegalStateException("function " + plan.function.index + " has a statement too large for a method");
    }

    private static SplitPlan split(FunctionPlan plan, UnitClass unit, Flow flow, int[] measure, SplitPlan.Sizes most,
            int loop) {
        int[] sizes = new int[flow.blockCount()];
        for (int block = 0; block < sizes.length; block++) {
            for (int k = flow.firstStatement(block); k < flow.firstStatement(block + 1); k++) {
                sizes[block] += measure[k];
            }
        }
        return new SplitPlan(new FunctionPlan(unit, plan.targets, plan.function, plan.ir, flow), sizes, most, loop);
    }

    private String part(int number) {
        return name + "$part" + number;
    }

    private String rest() {
        return name + "$rest";
    }

    private boolean hasMain() {
        SplitPlan.Part main = split.parts().get(0);
        return main.blocks().get(plan.flow.blockAt(Math.max(loop, 0)));
    }

    /** Writes the parts; returns whether all of them are small enough. */
    private boolean writeParts() {
        if (hasMain() && new MainMethod(split, name, rest(), loop).write() > UnitCompiler.MOST_BYTES) {
            return false;
        }
        for (SplitPlan.Part part : split.parts()) {
            if (isOther(part) && new PartMethod(split, part, part(part.number())).write() > UnitCompiler.MOST_BYTES) {
                return false;
            }
        }
        return true;
    }

    /** Whether a part is run by the driver: all those that anything leads to, but for the main one. */
    private boolean isOther(SplitPlan.Part part) {
        return !part.entries().isEmpty() && (part.number() > 0 || !hasMain());
    }

    private void writeAll() {
        writeParts();
        int count = split.parts().size();
        if (isGrouped()) {
            for (int first = 0; first < count; first += 1 << GROUP_BITS) {
                group(first, Math.min(count, first + (1 << GROUP_BITS)));
            }
        }
        driver();
        if (!hasMain()) {
            front();
        }
    }

    private boolean isGrouped() {
        return split.parts().size() > 1 << GROUP_BITS;
    }

    // ---- the driver

    /** Writes a method that calls one of some consecutive parts. */
    private void group(int first, int end) {
        MethodVisitor visitor = plan.unit.method(name + "$group" + (first >>> GROUP_BITS), PART);
        Code code = new Code(visitor, 4);
        code.load(Kind.INT, 3);
        code.push(SplitPlan.PLACE_BITS);
        code.instruction(Opcodes.IUSHR, -1);
        Label returned = new Label();
        callOne(visitor, code, methods(first, end), first, returned);
        code.label(returned, 1);
        visitor.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {Opcodes.INTEGER});
        code.instruction(Opcodes.IRETURN, -1);
        code.end();
    }

    private List<String> methods(int first, int end) {
        List<String> methods = new ArrayList<>();
        for (int k = first; k < end; k++) {
            methods.add(isOther(split.parts().get(k)) ? part(k) : null);
        }
        return methods;
    }

    /** Calls the method with the number on the stack; goes on at a label with the result on the stack. */
    private void callOne(MethodVisitor visitor, Code code, List<String> methods, int low, Label next) {
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
                code.invokeStatic(plan.unit.name, methods.get(k), PART);
            }
            code.jump(Opcodes.GOTO, next, 0);
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
        code.instruction(Opcodes.IUSHR, -1);
        List<String> methods = new ArrayList<>();
        if (isGrouped()) {
            for (int first = 0; first < split.parts().size(); first += 1 << GROUP_BITS) {
                methods.add(name + "$group" + (first >>> GROUP_BITS));
            }
        } else {
            methods.addAll(methods(0, split.parts().size()));
        }
        callOne(visitor, code, methods, 0, next);
        code.label(next, 1);
        visitor.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {Opcodes.INTEGER});
        code.instruction(Opcodes.DUP, 1);
        code.store(Kind.INT, 3);
        // Places of the main part are small numbers, and the end of the function is a negative one.
        code.push(hasMain() ? 1 << SplitPlan.PLACE_BITS : 0);
        code.jump(Opcodes.IF_ICMPGE, again, -2);
        code.label(back, 0);
        code.load(Kind.INT, 3);
        code.instruction(Opcodes.IRETURN, -1);
        code.end();
    }

    // ---- in place of a main part

    /** Writes the method that is called where there is no main part. */
    private void front() {
        boolean isCalled = loop < 0;
        String descriptor = isCalled ? plan.shape.descriptor : LoopMethod.descriptor(plan);
        MethodVisitor visitor = plan.unit.method(name, descriptor);
        Code code = new Code(visitor, isCalled ? plan.shape.argumentSlots() : 3);
        takeRoom(visitor, code);
        int stack = code.variable(Kind.REF);
        prepare(code, stack, isCalled);
        code.load(Kind.REF, 0);
        code.load(Kind.LONG, 1);
        code.push(split.place(Math.max(loop, 0)));
        code.invokeStatic(plan.unit.name, rest(), PART);
        code.instruction(Opcodes.POP, -1);
        returnFromSlots(code, label -> {
            code.label(label, 0);
            visitor.visitFrame(Opcodes.F_APPEND, 1, new Object[] {Names.STACK}, 0, null);
        }, plan, stack);
        code.end();
    }

    private void takeRoom(MethodVisitor visitor, Code code) {
        Label enough = new Label();
        code.load(Kind.LONG, 1);
        code.push(Position.of(FRAME_BYTES + 8 * plan.ir.frameSlots(), 0));
        code.instruction(Opcodes.LSUB, -2);
        code.instruction(Opcodes.DUP2, 2);
        code.store(Kind.LONG, 1);
        loadStore(code);
        code.getField(Names.STORE, "floor", "J");
        code.instruction(Opcodes.LCMP, -3);
        code.jump(Opcodes.IFGE, enough, -1);
        loadStore(code);
        code.getField(Names.STORE, "stack", Names.type(Names.STACK));
        code.load(Kind.LONG, 1);
        code.invokeVirtual(Names.STACK, "deeper", "(J)V");
        code.label(enough, 0);
        visitor.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        if (usesMemory()) {
            code.load(Kind.REF, 0);
            code.invokeStatic(Names.SUPPORT, plan.unit.isExact() ? "checkExact" : "checkFlat",
                    "(" + Names.type(Names.INSTANCE) + ")V");
        }
    }

    private boolean usesMemory() {
        for (int at = 0; at < plan.words.length; at += 1 + IrReader.words(plan.words[at])) {
            int op = Ir.op(plan.words[at]);
            if (Ir.width(op) > 0 && !Ir.has(op, Ir.FLAG_ATOMIC) && (Ir.field(plan.words[at]) & IrReader.INDEX) == 0) {
                return true;
            }
        }
        return false;
    }

    private static void loadStore(Code code) {
        code.load(Kind.REF, 0);
        code.getField(Names.INSTANCE, "store", Names.type(Names.STORE));
    }

    /** Puts the arguments into the slots of the frame, or takes the frame as it is. */
    private void prepare(Code code, int stack, boolean isCalled) {
        loadStore(code);
        code.getField(Names.STORE, "stack", Names.type(Names.STACK));
        code.store(Kind.REF, stack);
        for (String method : plan.ir.usesRefs() ? List.of("cells", "refs") : List.of("cells")) {
            code.load(Kind.REF, stack);
            code.load(Kind.LONG, 1);
            code.push(plan.ir.frameSlots());
            code.invokeVirtual(Names.STACK, method, "(JI)" + (method.equals("cells") ? "[J" : "[Ljava/lang/Object;"));
            code.instruction(Opcodes.POP, -1);
        }
        if (isCalled) {
            new SlotAccess(code, stack, 0, 1).storeArguments(plan.shape, 3);
            code.load(Kind.REF, stack);
            code.load(Kind.LONG, 1);
            code.push(plan.ir.paramSlots());
            code.push(plan.ir.localSlots());
            code.invokeStatic(Names.SUPPORT, "clear", "(" + Names.type(Names.STACK) + "JII)V");
            return;
        }
        int charge = IrReader.next(plan.words, loop);
        if (plan.unit.module.engine.metered && Ir.op(plan.words[charge]) == Ir.CHARGE) {
            // An interpreted frame has paid for the loop, and the part pays once more.
            loadStore(code);
            code.instruction(Opcodes.DUP, 1);
            code.getField(Names.STORE, "fuel", "J");
            code.push(IrReader.word64(plan.words, charge + 1));
            code.instruction(Opcodes.LADD, -2);
            code.putField(Names.STORE, "fuel", "J");
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
            loadStore(code);
            code.getField(Names.STORE, "tail", Names.type(Names.FUNCTION));
            code.jump(Opcodes.IFNULL, returned, -1);
            if (kind != null) {
                code.pushZero(kind);
            }
            code.returnAny(kind);
            target.accept(returned);
        }
        new SlotAccess(code, stack, 0, 1).pushResults(plan.shape);
        if (plan.ir.usesRefs()) {
            int first = plan.shape.isDirect ? 0 : plan.ir.resultSlots();
            code.load(Kind.REF, stack);
            code.load(Kind.LONG, 1);
            code.push(Math.max(first, plan.ir.firstRefSlot()));
            code.push(plan.ir.endRefSlot());
            code.invokeStatic(Names.SUPPORT, "clearRefs", "(" + Names.type(Names.STACK) + "JII)V");
        }
        code.returnAny(kind);
    }
}

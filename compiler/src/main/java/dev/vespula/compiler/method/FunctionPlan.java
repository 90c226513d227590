package dev.vespula.compiler.method;

import dev.vespula.compiler.code.Lines;
import dev.vespula.compiler.entry.Shape;
import dev.vespula.compiler.plan.Effort;
import dev.vespula.compiler.plan.Flow;
import dev.vespula.compiler.plan.Frequencies;
import dev.vespula.compiler.plan.Liveness;
import dev.vespula.compiler.plan.LoopNest;
import dev.vespula.compiler.plan.SlotUse;
import dev.vespula.compiler.plan.Variables;
import dev.vespula.internal.compiled.Position;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.runtime.FunctionCode;
import java.util.BitSet;
import java.util.function.IntConsumer;

/** A function that is to be written: what was found out about it, for all of its methods. */
public final class FunctionPlan {
    /** In place of a loop: the function is entered at its beginning. */
    public static final int CALLED = -1;

    public final FunctionCode function;
    public final IrFunction ir;
    /** Position of the loop where interpreted frames enter it, or {@link #CALLED}. */
    public final int loop;
    public final Targets targets;
    public final Effort effort;
    public final int[] words;
    public final Flow flow;
    public final SlotUse use;
    public final Variables variables = new Variables();
    public final Liveness liveness;
    public final Shape shape;
    public final Lines lines;
    public final WideStatements wide;
    private Frequencies frequencies;
    private BitSet hot;

    public FunctionPlan(FunctionCode function, IrFunction ir, int loop, Targets targets, Effort effort) {
        this(function, ir, loop, targets, effort, new BitSet());
    }

    private FunctionPlan(FunctionCode function, IrFunction ir, int loop, Targets targets, Effort effort, BitSet cuts) {
        this.function = function;
        this.ir = ir;
        this.loop = loop;
        this.targets = targets;
        this.effort = effort;
        this.words = ir.code();
        this.flow = new Flow(ir, cuts, effort);
        this.use = new SlotUse(function, ir, variables, effort);
        this.shape = Shape.of(function.signature);
        this.lines = Lines.of(function.module, ir);
        shape.params.forEach(this::number);
        this.liveness = new Liveness(flow, use, variables, effort);
        this.wide = new WideStatements(this);
    }

    /** The same with blocks that also begin at some positions. */
    public FunctionPlan withCuts(BitSet cuts) {
        return cuts.isEmpty() ? this : new FunctionPlan(function, ir, loop, targets, effort, cuts);
    }

    /** How often its blocks run: as they were seen to, if they were. */
    public Frequencies frequencies() {
        if (frequencies == null) {
            frequencies = new Frequencies(flow, new LoopNest(flow), targets.samples(function));
        }
        return frequencies;
    }

    /** The blocks on which its speed depends. */
    BitSet hot() {
        if (hot == null) {
            hot = frequencies().hot();
        }
        return hot;
    }

    /** Where it is entered. */
    public int start() {
        return Math.max(loop, 0);
    }

    /** Number of the variable of a parameter or result. */
    public int number(Shape.Value value) {
        return variables.of(value.slot(), value.kind()).number();
    }

    /** Slots of its frame as the limits count them. */
    public int frameSlots() {
        return Math.max(ir.frameSlots(), function.signature.windowSlots);
    }

    /** The room that a call takes whose Java frame has so many slots of variables and operands. */
    public int room(int javaSlots) {
        return Position.JAVA_FRAME + Long.BYTES * Math.max(javaSlots, frameSlots());
    }

    /** Tells where control may go after a block: positions, those of handlers and the beginning of the function too. */
    void edges(int block, IntConsumer visitor) {
        flow.edges(block, visitor);
        if (isSelfTailCall(flow.last(block))) {
            visitor.accept(0);
        }
    }

    /** Whether a statement calls the function itself in place of its frame. */
    public boolean isSelfTailCall(int pc) {
        return isSelfTailCall(words, pc, function);
    }

    private static boolean isSelfTailCall(int[] words, int pc, FunctionCode function) {
        int op = Ir.op(words[pc]);
        return Ir.isTailCall(op) && Ir.fieldMeaning(op) == Ir.MEANING_FUNC && Ir.field(words[pc]) == function.index;
    }

    /** Whether a function leaves tail calls to its caller. */
    public static boolean leavesTailCalls(FunctionCode function, IrFunction ir) {
        int[] words = ir.code();
        for (int pc = 0; pc < words.length; pc = IrReader.next(words, pc)) {
            if (Ir.isTailCall(Ir.op(words[pc])) && !isSelfTailCall(words, pc, function)) {
                return true;
            }
        }
        return false;
    }
}

package dev.vespula.compiler.code;

import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.compiler.plan.Variables;
import java.util.BitSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;

/** The slots of a method's frame on the value stack. */
public final class FrameSlots {
    private final MethodBody body;
    private final Code code;
    private int cells = MethodBody.NONE;
    private int refs;
    private int first;

    public FrameSlots(MethodBody body) {
        this.body = body;
        this.code = body.code;
    }

    /** Makes the Java variables for the arrays and the index of the first slot, and sets them. */
    public void open() {
        allocate();
        set();
    }

    private void allocate() {
        cells = code.variable(Kind.REF);
        refs = code.variable(Kind.REF);
        first = code.variable(Kind.INT);
    }

    /** Makes the Java variables without setting them to anything useful; {@link #set} must come before they are used. */
    public void declare() {
        allocate();
        code.pushZero(Kind.REF);
        code.store(Kind.REF, cells);
        code.pushZero(Kind.REF);
        code.store(Kind.REF, refs);
        code.push(0);
        code.store(Kind.INT, first);
    }

    /** Sets the Java variables. */
    public void set() {
        body.loadPosition();
        code.instruction(Opcodes.L2I);
        code.store(Kind.INT, first);
        reload();
    }

    /** Whether there are Java variables. */
    public boolean isOpen() {
        return cells != MethodBody.NONE;
    }

    /** Reads the arrays again: a call may have replaced them. */
    public void reload() {
        body.loadStack();
        code.get(Engine.HostFrame.CELLS);
        code.store(Kind.REF, cells);
        body.loadStack();
        code.get(Engine.HostFrame.REFS);
        code.store(Kind.REF, refs);
    }

    /** Tells the Java variables with their types, for stack maps. */
    public void variables(BiConsumer<Integer, Object> visitor) {
        visitor.accept(cells, "[J");
        visitor.accept(refs, "[Ljava/lang/Object;");
        visitor.accept(first, Opcodes.INTEGER);
    }

    private void element(int slot, Kind kind) {
        code.load(Kind.REF, kind == Kind.REF ? refs : cells);
        code.load(Kind.INT, first);
        if (slot > 0) {
            code.push(slot);
            code.instruction(Opcodes.IADD);
        }
    }

    /** Pushes the value of a slot. */
    public void load(int slot, Kind kind) {
        element(slot, kind);
        Slots.read(code, kind);
    }

    /** Stores a Java variable to a slot. */
    public void store(int slot, Kind kind, int local) {
        element(slot, kind);
        code.load(kind, local);
        Slots.write(code, kind);
    }

    /** Loads a variable that is kept in a Java variable from its slot. */
    public void load(Variables.Variable variable) {
        int local = body.local(variable.number());
        if (local != MethodBody.NONE) {
            load(variable.slot(), variable.kind());
            code.store(variable.kind(), local);
        }
    }

    /** Stores a variable that is kept in a Java variable to its slot. */
    public void store(Variables.Variable variable) {
        int local = body.local(variable.number());
        if (local != MethodBody.NONE) {
            store(variable.slot(), variable.kind(), local);
        }
    }

    /** Loads those kept variables of a set that are in another one, too. */
    public void load(BitSet set, BitSet also) {
        each(set, also, this::load);
    }

    /**
     * Stores those kept variables that are live and in another set, too.
     *
     * @param live what is live at one point, or a union of such sets whose slots have one kind each
     */
    public void store(BitSet live, BitSet also) {
        BitSet stored = new BitSet();
        each(live, also, variable -> stored.set(variable.number(), body.local(variable.number()) != MethodBody.NONE));
        LiveUnion.require(body.variables, stored, live);
        each(stored, also, this::store);
    }

    private void each(BitSet set, BitSet also, Consumer<Variables.Variable> action) {
        for (int number = set.nextSetBit(0); number >= 0; number = set.nextSetBit(number + 1)) {
            if (also.get(number)) {
                action.accept(body.variables.get(number));
            }
        }
    }
}

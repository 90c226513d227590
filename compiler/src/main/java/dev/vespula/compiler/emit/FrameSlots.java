package dev.vespula.compiler.emit;

import dev.vespula.compiler.plan.Kind;
import dev.vespula.compiler.plan.Variables;
import java.util.BitSet;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;

/** Moves values between the variables of a method and the slots of its frame on the value stack. */
final class FrameSlots {
    private final Body body;
    private final Code code;
    private int mark;
    private int cells;
    private int refs;
    private int first;

    FrameSlots(Body body) {
        this.body = body;
        this.code = body.code;
    }

    /** Begins; until {@link #close} there may be no labels. */
    void open() {
        mark = code.mark();
        cells = code.variable(Kind.REF);
        refs = code.variable(Kind.REF);
        first = code.variable(Kind.INT);
        body.loadStack();
        code.getField(Names.STACK, "cells", "[J");
        code.store(Kind.REF, cells);
        body.loadStack();
        code.getField(Names.STACK, "refs", "[Ljava/lang/Object;");
        code.store(Kind.REF, refs);
        body.loadPosition();
        code.instruction(Opcodes.L2I, -1);
        code.store(Kind.INT, first);
    }

    /** Ends. */
    void close() {
        code.release(mark);
    }

    private void element(int slot, Kind kind) {
        code.load(Kind.REF, kind == Kind.REF ? refs : cells);
        code.load(Kind.INT, first);
        if (slot > 0) {
            code.push(slot);
            code.instruction(Opcodes.IADD, -1);
        }
    }

    /** Loads a variable from its slot. */
    void load(Variables.Variable variable) {
        Kind kind = variable.kind();
        element(variable.slot(), kind);
        code.instruction(kind == Kind.REF ? Opcodes.AALOAD : Opcodes.LALOAD, kind == Kind.REF ? -1 : 0);
        Slots.fromCell(code, kind);
        code.store(kind, body.local(variable.number()));
    }

    /** Loads those variables of a set that are in another one, too. */
    void load(BitSet set, BitSet also) {
        each(set, also, this::load);
    }

    /** Stores a variable to its slot. */
    void store(Variables.Variable variable) {
        store(variable.slot(), variable.kind(), body.local(variable.number()));
    }

    /** Stores a Java variable to a slot. */
    void store(int slot, Kind kind, int local) {
        element(slot, kind);
        code.load(kind, local);
        Slots.toCell(code, kind);
        code.instruction(kind == Kind.REF ? Opcodes.AASTORE : Opcodes.LASTORE, kind == Kind.REF ? -3 : -4);
    }

    /** Stores those variables of a set that are in another one, too. */
    void store(BitSet set, BitSet also) {
        each(set, also, this::store);
    }

    private void each(BitSet set, BitSet also, Consumer<Variables.Variable> action) {
        for (int number = set.nextSetBit(0); number >= 0; number = set.nextSetBit(number + 1)) {
            if (also.get(number)) {
                action.accept(body.variables.get(number));
            }
        }
    }
}

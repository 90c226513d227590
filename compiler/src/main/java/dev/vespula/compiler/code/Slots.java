package dev.vespula.compiler.code;

import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaField;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.compiler.plan.Kind;
import org.objectweb.asm.Opcodes;

/** Turns values into the content of slots and back. */
public final class Slots {
    private Slots() {}

    /** The array of a stack with the slots for values of a kind. */
    public static JavaField array(Kind kind) {
        return kind == Kind.REF ? Engine.HostFrame.REFS : Engine.HostFrame.CELLS;
    }

    /** The array of the store with the results of a kind that are left there. */
    public static JavaField results(Kind kind) {
        return kind == Kind.REF ? Engine.StoreState.RESULT_REFS : Engine.StoreState.RESULTS;
    }

    /** Pushes the content of an element. */
    public static void loadElement(Code code, Kind kind) {
        code.instruction(kind == Kind.REF ? Opcodes.AALOAD : Opcodes.LALOAD);
    }

    /** Pops the content of an element. */
    public static void storeElement(Code code, Kind kind) {
        code.instruction(kind == Kind.REF ? Opcodes.AASTORE : Opcodes.LASTORE);
    }

    /** Pushes the value in an element of an array with slots. */
    public static void read(Code code, Kind kind) {
        loadElement(code, kind);
        fromCell(code, kind);
    }

    /** Pops a value into an element of an array with slots. */
    public static void write(Code code, Kind kind) {
        toCell(code, kind);
        storeElement(code, kind);
    }

    /** Turns the content of a slot on the stack into a value. */
    public static void fromCell(Code code, Kind kind) {
        switch (kind) {
            case INT -> code.instruction(Opcodes.L2I);
            case FLOAT -> {
                code.instruction(Opcodes.L2I);
                code.invoke(Jdk.INT_BITS_TO_FLOAT);
            }
            case DOUBLE -> code.invoke(Jdk.LONG_BITS_TO_DOUBLE);
            case LONG, REF -> {
                // As they are.
            }
        }
    }

    /** Turns a value on the stack into the content of a slot. */
    public static void toCell(Code code, Kind kind) {
        switch (kind) {
            case INT -> code.instruction(Opcodes.I2L);
            case FLOAT -> {
                code.invoke(Jdk.FLOAT_TO_INT_BITS);
                code.instruction(Opcodes.I2L);
            }
            case DOUBLE -> code.invoke(Jdk.DOUBLE_TO_LONG_BITS);
            case LONG, REF -> {
                // As they are.
            }
        }
    }
}

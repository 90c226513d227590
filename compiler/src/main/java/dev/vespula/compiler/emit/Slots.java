package dev.vespula.compiler.emit;

import dev.vespula.compiler.plan.Kind;
import org.objectweb.asm.Opcodes;

/** Turns values into the content of slots and back. */
final class Slots {
    private Slots() {
    }

    /** Turns the content of a slot on the stack into a value. */
    static void fromCell(Code code, Kind kind) {
        switch (kind) {
            case INT -> code.instruction(Opcodes.L2I, -1);
            case FLOAT -> {
                code.instruction(Opcodes.L2I, -1);
                code.invokeStatic("java/lang/Float", "intBitsToFloat", "(I)F");
            }
            case DOUBLE -> code.invokeStatic("java/lang/Double", "longBitsToDouble", "(J)D");
            case LONG, REF -> {
                // As they are.
            }
        }
    }

    /** Turns a value on the stack into the content of a slot. */
    static void toCell(Code code, Kind kind) {
        switch (kind) {
            case INT -> code.instruction(Opcodes.I2L, 1);
            case FLOAT -> {
                code.invokeStatic("java/lang/Float", "floatToRawIntBits", "(F)I");
                code.instruction(Opcodes.I2L, 1);
            }
            case DOUBLE -> code.invokeStatic("java/lang/Double", "doubleToRawLongBits", "(D)J");
            case LONG, REF -> {
                // As they are.
            }
        }
    }
}

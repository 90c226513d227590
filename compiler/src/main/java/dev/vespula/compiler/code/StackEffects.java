package dev.vespula.compiler.code;

import java.util.Arrays;
import org.objectweb.asm.Opcodes;

/** How much higher the operand stack is after an instruction of the JVM, for those that always change it alike. */
final class StackEffects {
    /** The table says nothing of an instruction whose effect depends on its operands. */
    private static final byte UNKNOWN = Byte.MIN_VALUE;
    private static final byte[] EFFECTS = new byte[Opcodes.IFNONNULL + 1];

    static {
        Arrays.fill(EFFECTS, UNKNOWN);
        from(Opcodes.NOP, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 1, 1, 1, 2, 2, 1, 1);
        from(Opcodes.ILOAD, 1, 2, 1, 2, 1);
        from(Opcodes.IALOAD, -1, 0, -1, 0, -1, -1, -1, -1);
        from(Opcodes.ISTORE, -1, -2, -1, -2, -1);
        from(Opcodes.IASTORE, -3, -4, -3, -4, -3, -3, -3, -3);
        from(Opcodes.POP, -1, -2, 1, 1, 1, 2, 2, 2, 0);
        for (int operator = Opcodes.IADD; operator < Opcodes.INEG; operator += 4) {
            from(operator, -1, -2, -1, -2);
        }
        from(Opcodes.INEG, 0, 0, 0, 0);
        from(Opcodes.ISHL, -1, -1, -1, -1, -1, -1);
        from(Opcodes.IAND, -1, -2, -1, -2, -1, -2);
        from(Opcodes.IINC, 0);
        from(Opcodes.I2L, 1, 0, 1, -1, -1, 0, 0, 1, 1, -1, 0, -1, 0, 0, 0);
        from(Opcodes.LCMP, -3, -1, -1, -3, -3);
        from(Opcodes.IFEQ, -1, -1, -1, -1, -1, -1);
        from(Opcodes.IF_ICMPEQ, -2, -2, -2, -2, -2, -2, -2, -2);
        from(Opcodes.GOTO, 0);
        from(Opcodes.TABLESWITCH, -1);
        from(Opcodes.IRETURN, -1, -2, -1, -2, -1, 0);
        from(Opcodes.NEW, 1);
        from(Opcodes.ANEWARRAY, 0, 0, -1, 0, 0);
        from(Opcodes.IFNULL, -1, -1);
    }

    private StackEffects() {}

    private static void from(int opcode, int... effects) {
        for (int k = 0; k < effects.length; k++) {
            EFFECTS[opcode + k] = (byte) effects[k];
        }
    }

    /** By how many Java slots an instruction changes the height. */
    static int of(int opcode) {
        int effect = EFFECTS[opcode];
        if (effect == UNKNOWN) {
            throw new IllegalArgumentException("opcode " + opcode);
        }
        return effect;
    }
}

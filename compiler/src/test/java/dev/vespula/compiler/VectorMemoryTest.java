package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Instance;
import dev.vespula.Memory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Loads and stores of vectors at the bounds of memory: all 16 bytes or a trap. */
class VectorMemoryTest {
    private static final int PAGE = 65_536;
    private static final int VECTOR = 16;
    private static final byte[] BEFORE = pattern();
    private static final String[] MEMORIES = {"1 1", "1 4"};
    private static final String[] VALUES = {
        "(v128.load (i32.const 16))",
        "(f32x4.add (v128.load (i32.const 16)) (v128.load (i32.const 32)))",
        "(i8x16.add (v128.load (i32.const 16)) (v128.load (i32.const 32)))",
    };

    @Test
    void storesWriteAllOrNothing() throws Exception {
        for (String memory : MEMORIES) {
            for (String value : VALUES) {
                Agreement.of(program -> each(program, memory, "(v128.store offset=%d (local.get 0) " + value + ")"));
            }
        }
    }

    @Test
    void loadsReadAllOrTrap() throws Exception {
        for (String memory : MEMORIES) {
            for (String operator : new String[] {"v128.not", "f32x4.sqrt", "f32x4.ceil"}) {
                String load = "(v128.store (i32.const 64) (" + operator + " (v128.load offset=%d (local.get 0))))";
                Agreement.of(program -> each(program, memory, load));
            }
        }
    }

    private static byte[] pattern() {
        byte[] bytes = new byte[PAGE];
        for (int k = 0; k < PAGE; k++) {
            bytes[k] = (byte) (k * 31 >>> 3 & 0x3F);
        }
        return bytes;
    }

    /** Runs a statement at addresses up to and beyond the end; memory changes unless the access ends behind it. */
    private static void each(Program program, String memory, String statement) {
        for (int offset : new int[] {0, 8, Integer.MAX_VALUE}) {
            Instance instance = program.instance("(memory (export \"memory\") " + memory + ")"
                    + "(func (export \"run\") (param i32) " + String.format(statement, offset) + ")");
            Memory bytes = instance.memory("memory");
            for (int end : new int[] {0, 1, 4, 8, 12, 15, 16, 17}) {
                for (int address : new int[] {PAGE - end - offset, -end, Integer.MAX_VALUE - end}) {
                    bytes.write(0, BEFORE);
                    program.call(instance, "run", address);
                    byte[] after = bytes.read(0, PAGE);
                    program.note("memory", () -> Arrays.hashCode(after));
                    boolean isInside = Integer.toUnsignedLong(address) + offset + VECTOR <= PAGE;
                    assertThat(Arrays.equals(after, BEFORE)).as("%s at %d", statement, address).isNotEqualTo(isInside);
                }
            }
        }
    }
}

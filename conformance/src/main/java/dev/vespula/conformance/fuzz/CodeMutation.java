package dev.vespula.conformance.fuzz;

import dev.vespula.internal.binary.BinaryFormat;
import java.util.Random;

/** Changes some bytes of a module's code section, mostly operators into others of the same type, so that many stay valid. */
final class CodeMutation {
    private static final int MOST_CHANGES = 4;
    private static final int MOST_COPIED = 6;
    private static final int LEAST_BYTES = 4;
    /** First and last opcodes of families with the same operands and results. */
    private static final int[][] FAMILIES = {{0x02, 0x03}, {0x0c, 0x0d}, {0x20, 0x22}, {0x28, 0x2b}, {0x2c, 0x2f},
        {0x30, 0x35}, {0x36, 0x3e}, {0x46, 0x4f}, {0x51, 0x5a}, {0x5b, 0x60}, {0x61, 0x66}, {0x67, 0x69}, {0x6a, 0x78},
        {0x79, 0x7b}, {0x7c, 0x8a}, {0x8b, 0x91}, {0x92, 0x98}, {0x99, 0x9f}, {0xa0, 0xa6}};

    private CodeMutation() {}

    /** A changed copy, or null if there is no code to speak of. */
    static byte[] of(byte[] module, Random random) {
        int from = BinaryFormat.HEADER_BYTES;
        int end = from;
        while (from < module.length) {
            int id = module[from++];
            int size = 0;
            for (int shift = 0, more = -1; more < 0; shift += 7) {
                more = module[from++];
                size |= (more & 0x7f) << shift;
            }
            if (id == BinaryFormat.CODE_SECTION) {
                end = from + size;
                break;
            }
            from += size;
        }
        if (end - from < LEAST_BYTES) {
            return null;
        }
        byte[] changed = module.clone();
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            change(module, changed, from, end, random);
        }
        return changed;
    }

    private static void change(byte[] module, byte[] changed, int from, int end, Random random) {
        int at = from + random.nextInt(end - from);
        switch (random.nextInt(6)) {
            case 0 -> changed[at] = (byte) random.nextInt(1 << Byte.SIZE);
            case 1 -> changed[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            case 2 -> {
                int source = from + random.nextInt(end - from);
                int length = Math.min(1 + random.nextInt(MOST_COPIED), Math.min(end - at, end - source));
                System.arraycopy(module, source, changed, at, length);
            }
            default -> changed[at] = related(changed[at], random);
        }
    }

    private static byte related(byte opcode, Random random) {
        for (int[] family : FAMILIES) {
            if ((opcode & 0xff) >= family[0] && (opcode & 0xff) <= family[1]) {
                return (byte) (family[0] + random.nextInt(family[1] - family[0] + 1));
            }
        }
        return opcode;
    }
}

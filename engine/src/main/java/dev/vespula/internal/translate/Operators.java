package dev.vespula.internal.translate;

import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.ir.Ir;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which IR op stands for a Wasm operator, and which operators have none yet. */
final class Operators {
    /**
     * The operators that validate but are not translated yet; a function that can reach one is refused. The list is to
     * become empty.
     */
    private static final Set<Opcode> UNSUPPORTED = unsupported();

    /** IR op by index of the Wasm operator, -1 where the name is not that of an IR op. */
    private static final short[] OPS = new short[Opcode.INDEX_COUNT];
    private static final boolean[] REFUSED = new boolean[Opcode.INDEX_COUNT];

    static {
        Map<String, Integer> byName = new HashMap<>();
        for (int op = 0; op < Ir.COUNT; op++) {
            byName.put(Ir.name(op), op);
        }
        Arrays.fill(OPS, (short) -1);
        for (Opcode opcode : Opcode.values()) {
            OPS[opcode.index()] = byName.getOrDefault(opcode.mnemonic(), -1).shortValue();
        }
        for (Opcode opcode : UNSUPPORTED) {
            REFUSED[opcode.index()] = true;
        }
    }

    private Operators() {
    }

    /** The IR op with the name of the operator. */
    static int op(Opcode opcode) {
        return OPS[opcode.index()];
    }

    /** Whether the operator is not translated yet. */
    static boolean isUnsupported(Opcode opcode) {
        return REFUSED[opcode.index()];
    }

    private static Set<Opcode> unsupported() {
        Set<Opcode> set = EnumSet.of(
                // garbage-collected objects, besides those with prefix 0xFB
                Opcode.REF_EQ);
        for (Opcode opcode : Opcode.values()) {
            if (opcode.prefix() == 0xFB) {
                set.add(opcode);
            }
        }
        return set;
    }
}

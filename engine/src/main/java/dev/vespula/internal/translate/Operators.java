package dev.vespula.internal.translate;

import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.ir.Ir;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Which IR op stands for a Wasm operator. */
final class Operators {
    /** IR op by index of the Wasm operator, -1 where the name is not that of an IR op. */
    private static final short[] OPS = new short[Opcode.INDEX_COUNT];

    static {
        Map<String, Integer> byName = new HashMap<>();
        for (int op = 0; op < Ir.COUNT; op++) {
            byName.put(Ir.name(op), op);
        }
        Arrays.fill(OPS, (short) -1);
        for (Opcode opcode : Opcode.values()) {
            OPS[opcode.index()] = byName.getOrDefault(opcode.mnemonic(), -1).shortValue();
        }
    }

    private Operators() {
    }

    /** The IR op with the name of the operator that has an {@linkplain Opcode#index() index}, -1 if there is none. */
    static int op(int opcodeIndex) {
        return OPS[opcodeIndex];
    }
}

package dev.vespula.text.printer;

import dev.vespula.MalformedException;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.CustomSection;
import dev.vespula.text.syntax.Vocabulary;
import java.util.HashMap;
import java.util.Map;

/** The branch hints of a module, by function and code offset; each is handed out once. */
final class BranchHintMap {
    private final Map<Long, Integer> hints = new HashMap<>();

    /**
     * The hints in a section.
     *
     * @throws MalformedException when it is not well-formed; the section is then to be printed as bytes
     */
    static BranchHintMap of(byte[] bytes, CustomSection section) {
        BranchHintMap map = new BranchHintMap();
        ByteReader in = new ByteReader(bytes, section.start(), section.end());
        int functions = in.readU32();
        for (int i = 0; i < functions; i++) {
            int function = in.readU32();
            int count = in.readU32();
            for (int k = 0; k < count; k++) {
                long offset = in.readU32();
                int size = in.readU32();
                int value = in.readByte();
                boolean known = size == 1 && value <= 1 && map.hints.put(key(function, offset), value) == null;
                if (!known) {
                    throw new MalformedException("malformed branch hint", in.position());
                }
            }
        }
        if (in.remaining() > 0) {
            throw new MalformedException("malformed branch hints", in.position());
        }
        return map;
    }

    /** The annotation for the instruction at an offset from the beginning of a function's body; empty when it has none. */
    String take(int function, int offset) {
        Integer value = hints.remove(key(function, offset));
        return value == null ? "" : "(@" + Vocabulary.BRANCH_HINTS + " \"\\0" + value + "\")";
    }

    /** Whether every hint has been handed out. */
    boolean isEmpty() {
        return hints.isEmpty();
    }

    private static long key(int function, long offset) {
        return (long) function << 32 | offset;
    }
}

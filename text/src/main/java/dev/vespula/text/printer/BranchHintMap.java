package dev.vespula.text.printer;

import dev.vespula.MalformedException;
import dev.vespula.internal.binary.BinaryFormat;
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
     * @throws MalformedException when it is not well-formed, or behind the code: functions and offsets must rise. The section
     *     is then to be printed as bytes
     */
    static BranchHintMap of(byte[] bytes, CustomSection section) {
        BranchHintMap map = new BranchHintMap();
        ByteReader in = new ByteReader(bytes, section.start(), section.end());
        boolean isPlaced = section.afterSection() != BinaryFormat.CODE_SECTION && section
                .afterSection() != BinaryFormat.DATA_SECTION;
        int functions = in.readU32();
        long lastFunction = -1;
        for (int i = 0; i < functions; i++) {
            int function = in.readU32();
            int count = in.readU32();
            boolean isInOrder = isPlaced && Integer.toUnsignedLong(function) > lastFunction && count != 0;
            if (!isInOrder) {
                throw new MalformedException("malformed branch hints", in.position());
            }
            lastFunction = Integer.toUnsignedLong(function);
            long last = -1;
            for (int k = 0; k < count; k++) {
                long offset = Integer.toUnsignedLong(in.readU32());
                int size = in.readU32();
                int value = in.readByte();
                if (offset <= last || size != 1 || value > 1) {
                    throw new MalformedException("malformed branch hint", in.position());
                }
                map.hints.put(key(function, offset), value);
                last = offset;
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

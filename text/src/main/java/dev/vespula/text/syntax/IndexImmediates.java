package dev.vespula.text.syntax;

import dev.vespula.internal.binary.Immediates;
import dev.vespula.internal.binary.NameSection.Space;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Immediates that are indices, the same ones in the text and in the binary format: the index spaces they name, in order. */
public final class IndexImmediates {
    private static final Map<Immediates, List<Space>> SPACES = new EnumMap<>(Immediates.class);

    static {
        put(Immediates.LABEL, Space.LABEL);
        put(Immediates.LOCAL, Space.LOCAL);
        put(Immediates.GLOBAL, Space.GLOBAL);
        put(Immediates.FUNC, Space.FUNCTION);
        put(Immediates.TYPE, Space.TYPE);
        put(Immediates.TAG, Space.TAG);
        put(Immediates.ELEM, Space.ELEMENT);
        put(Immediates.DATA, Space.DATA);
        put(Immediates.TABLE, Space.TABLE);
        put(Immediates.TABLE_TABLE, Space.TABLE, Space.TABLE);
        put(Immediates.MEMORY_MEMORY, Space.MEMORY, Space.MEMORY);
        put(Immediates.TYPE_TYPE, Space.TYPE, Space.TYPE);
        put(Immediates.TYPE_DATA, Space.TYPE, Space.DATA);
        put(Immediates.TYPE_ELEM, Space.TYPE, Space.ELEMENT);
        put(Immediates.TYPE_TAG, Space.TYPE, Space.TAG);
        put(Immediates.RESUME, Space.TYPE);
        put(Immediates.RESUME_THROW, Space.TYPE, Space.TAG);
    }

    private IndexImmediates() {}

    private static void put(Immediates immediates, Space... spaces) {
        SPACES.put(immediates, List.of(spaces));
    }

    public static List<Space> of(Immediates immediates) {
        return SPACES.get(immediates);
    }
}

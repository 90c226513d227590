package dev.vespula.component.internal.abi;

import dev.vespula.Memory;
import dev.vespula.component.types.FlagsType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sets of labels: a bit each. Bits that belong to no label are dropped. In Java sets of strings. */
final class FlagsPlan extends ValuePlan {
    private final List<String> labels;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    FlagsPlan(Place place, FlagsType type) {
        super(place);
        labels = type.labels();
        labels.forEach(label -> numbers.put(label, numbers.size()));
    }

    @Override
    void check(Object value, ValuePath path) {
        if (!(value instanceof Collection<?> set)) {
            throw path.wrong(value, "Set of labels");
        }
        for (Object label : set) {
            if (!(label instanceof String) || !numbers.containsKey(label)) {
                throw path.wrong("no flag is called " + label);
            }
        }
    }

    @Override
    Object lift(Lifting from, FlatValues values) {
        return set((int) values.next());
    }

    @Override
    Object load(Lifting from, long address) {
        Memory memory = from.guest.memory();
        return set(switch (size()) {
            case 1 -> memory.readByte(address);
            case 2 -> memory.readShort(address);
            default -> memory.readInt(address);
        });
    }

    private Set<String> set(int bits) {
        Set<String> set = new LinkedHashSet<>();
        for (int i = 0; i < labels.size(); i++) {
            if ((bits >>> i & 1) != 0) {
                set.add(labels.get(i));
            }
        }
        return set;
    }

    @Override
    void lower(Lowering to, Object value, FlatValues values) {
        values.put(bits(value));
    }

    @Override
    void store(Lowering to, Object value, long address) {
        Memory memory = to.guest.memory();
        int bits = bits(value);
        switch (size()) {
            case 1 -> memory.writeByte(address, (byte) bits);
            case 2 -> memory.writeShort(address, (short) bits);
            default -> memory.writeInt(address, bits);
        }
    }

    private int bits(Object value) {
        int bits = 0;
        for (Object label : (Collection<?>) value) {
            bits |= 1 << numbers.get(label);
        }
        return bits;
    }
}

package dev.vespula.component.internal.abi;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What flags are in Java. */
public interface FlagsShape {
    /**
     * The bits of a value, bit 0 for the first label.
     *
     * @param path where it is; null if it was checked
     */
    int bits(Object value, ValuePath path);

    /** A value; bits that belong to no label are 0. */
    Object value(int bits);

    /** Sets of the labels. */
    final class OfLabels implements FlagsShape {
        private final List<String> labels;
        private final Map<String, Integer> numbers = new HashMap<>();

        OfLabels(List<String> labels) {
            this.labels = labels;
            labels.forEach(label -> numbers.put(label, numbers.size()));
        }

        @Override
        public int bits(Object value, ValuePath path) {
            if (!(value instanceof Collection<?> set)) {
                throw path.wrong(value, "Set of labels");
            }
            int bits = 0;
            for (Object label : set) {
                Integer number = numbers.get(label);
                if (number == null) {
                    throw path.wrong("no flag is called " + label);
                }
                bits |= 1 << number;
            }
            return bits;
        }

        @Override
        public Object value(int bits) {
            Set<String> set = new LinkedHashSet<>();
            for (int rest = bits; rest != 0; rest &= rest - 1) {
                set.add(labels.get(Integer.numberOfTrailingZeros(rest)));
            }
            return set;
        }
    }
}

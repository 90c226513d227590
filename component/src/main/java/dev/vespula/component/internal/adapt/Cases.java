package dev.vespula.component.internal.adapt;

import dev.vespula.component.internal.adapt.Body.Plain;
import dev.vespula.component.types.ValueType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Code that does for each case of a variant what its payload needs; cases with the same payload share it. */
final class Cases {
    private final List<ValueType> distinct = new ArrayList<>();
    private final int[] numbers;

    Cases(List<Optional<ValueType>> payloads) {
        Map<ValueType, Integer> known = new IdentityHashMap<>();
        numbers = new int[payloads.size()];
        for (int i = 0; i < numbers.length; i++) {
            ValueType payload = payloads.get(i).orElse(null);
            numbers[i] = known.computeIfAbsent(payload, type -> {
                distinct.add(type);
                return known.size();
            });
        }
    }

    /**
     * Writes it.
     *
     * @param number the local with the discriminant, which is less than the number of cases
     * @param each   writes what is to be done for a payload, or for null
     */
    void write(Body code, int number, Consumer<ValueType> each) {
        if (distinct.size() == 1) {
            each.accept(distinct.get(0));
            return;
        }
        if (numbers.length == 2) {
            code.get(number).plain(Plain.I32_EQZ).ifTrue();
            each.accept(distinct.get(numbers[0]));
            code.orElse();
            each.accept(distinct.get(numbers[1]));
            code.end();
            return;
        }
        code.block();
        for (int i = 0; i < distinct.size(); i++) {
            code.block();
        }
        code.get(number).branchTable(numbers, numbers[0]);
        for (int i = 0; i < distinct.size(); i++) {
            code.end();
            each.accept(distinct.get(i));
            code.branch(distinct.size() - 1 - i);
        }
        code.end();
    }
}

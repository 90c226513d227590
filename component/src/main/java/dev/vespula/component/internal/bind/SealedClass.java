package dev.vespula.component.internal.bind;

import dev.vespula.component.internal.abi.CaseShape;
import dev.vespula.component.internal.abi.ValuePath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sealed interfaces of the user, for variants: a record for each case, or an enum of one constant. */
final class SealedClass implements CaseShape {
    private final Class<?> type;
    private final List<Case> cases;
    private final Map<Class<?>, Integer> numbers = new HashMap<>();

    /**
     * A case.
     *
     * @param record null for a constant
     * @param constant null for a record
     */
    record Case(String name, RecordMembers record, Object constant) {
        Class<?> type() {
            return record != null ? record.type() : constant.getClass();
        }

        boolean hasPayload() {
            return record != null && !record.components().isEmpty();
        }
    }

    /** @param cases in the order of the variant */
    SealedClass(Class<?> type, List<Case> cases) {
        this.type = type;
        this.cases = cases;
        cases.forEach(one -> numbers.put(one.type(), numbers.size()));
    }

    @Override
    public int numberOf(Object value, ValuePath path) {
        Integer number = value == null ? null : numbers.get(value.getClass());
        if (number == null) {
            throw path.wrong(value, type.getSimpleName());
        }
        return number;
    }

    @Override
    public Object payloadOf(Object value) {
        Case one = cases.get(numbers.get(value.getClass()));
        return one.hasPayload() ? one.record.read(0, value) : null;
    }

    @Override
    public String nameOf(int number) {
        return cases.get(number).name();
    }

    @Override
    public Object value(int number, Object payload) {
        Case one = cases.get(number);
        return one.record == null ? one.constant
                : one.record.make(one.hasPayload() ? new Object[] {payload} : new Object[0]);
    }
}

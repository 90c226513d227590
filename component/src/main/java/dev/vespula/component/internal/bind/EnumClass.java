package dev.vespula.component.internal.bind;

import dev.vespula.component.internal.abi.CaseShape;
import dev.vespula.component.internal.abi.FlagsShape;
import dev.vespula.component.internal.abi.ValuePath;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Enums of the user: for enums, and in sets for flags. */
final class EnumClass implements CaseShape, FlagsShape {
    private final Class<?> type;
    private final List<String> labels;
    /** The constant for each label. */
    private final Enum<?>[] constants;
    /** The number of the label for each constant. */
    private final int[] numbers;

    /** @param constants the constant for each label; they are all that there are */
    EnumClass(Class<?> type, List<String> labels, Enum<?>[] constants) {
        this.type = type;
        this.labels = labels;
        this.constants = constants;
        this.numbers = new int[constants.length];
        for (int i = 0; i < constants.length; i++) {
            numbers[constants[i].ordinal()] = i;
        }
    }

    private int number(Object value, ValuePath path) {
        if (!type.isInstance(value)) {
            throw path.wrong(value, type.getSimpleName());
        }
        return numbers[((Enum<?>) value).ordinal()];
    }

    // ---- enums

    @Override
    public int numberOf(Object value, ValuePath path) {
        return number(value, path);
    }

    @Override
    public Object payloadOf(Object value) {
        return null;
    }

    @Override
    public String nameOf(int number) {
        return labels.get(number);
    }

    @Override
    public Object value(int number, Object payload) {
        return constants[number];
    }

    // ---- flags

    @Override
    public int bits(Object value, ValuePath path) {
        if (!(value instanceof Collection<?> set)) {
            throw path.wrong(value, "Set of " + type.getSimpleName());
        }
        int bits = 0;
        for (Object constant : set) {
            bits |= 1 << number(constant, path);
        }
        return bits;
    }

    @Override
    public Object value(int bits) {
        return set(bits);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Set<?> set(int bits) {
        EnumSet set = EnumSet.noneOf((Class) type);
        for (int rest = bits; rest != 0; rest &= rest - 1) {
            set.add(constants[Integer.numberOfTrailingZeros(rest)]);
        }
        return set;
    }
}

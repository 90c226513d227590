package dev.vespula.component.internal.bind;

import java.util.List;
import java.util.stream.Stream;

/** The constants of an enum of the user, by their names in WIT. */
record EnumConstants(Class<?> type) {

    private Stream<Enum<?>> all() {
        return Stream.of(type.getEnumConstants()).map(constant -> (Enum<?>) constant);
    }

    /** The constant for a label; null if there is none. */
    Enum<?> find(String label) {
        return all().filter(constant -> stands(constant, label)).findFirst().orElse(null);
    }

    /** Names of the constants that stand for none of the labels. */
    List<String> others(List<String> labels) {
        return all().filter(constant -> labels.stream().noneMatch(label -> stands(constant, label))).map(Enum::name).toList();
    }

    private static boolean stands(Enum<?> constant, String label) {
        try {
            return JavaNames.match(constant.getDeclaringClass().getField(constant.name()), constant.name(), label, JavaNames
                    .constant(label));
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.vespula.component.internal.binary;

import dev.vespula.LimitException;
import dev.vespula.component.internal.model.Sort;

/** How many there are by now in each index space of a component, of a type of a component or of an instance. */
final class ScopeCounts {
    private static final Sort[] SORTS = Sort.values();

    private final int[] counts = new int[SORTS.length];
    private int imports;
    private int exports;

    /** The index that the next of a sort will have. */
    int next(Sort sort) {
        return counts[sort.ordinal()];
    }

    /** One more; fails beyond the limit. */
    void add(Sort sort, int offset) {
        int count = ++counts[sort.ordinal()];
        switch (sort) {
            case CORE_MODULE -> check(count, ComponentLimits.CORE_MODULES, "core modules", offset);
            case COMPONENT -> check(count, ComponentLimits.COMPONENTS, "components", offset);
            case CORE_INSTANCE, INSTANCE -> check(next(Sort.CORE_INSTANCE) + next(Sort.INSTANCE),
                    ComponentLimits.INSTANCES, "instances", offset);
            case TYPE, CORE_TYPE -> check(count, ComponentLimits.TYPES, "types", offset);
            default -> check(count, ComponentLimits.FUNCTIONS, sort.text() + "s", offset);
        }
    }

    void addImport(int offset) {
        check(++imports, ComponentLimits.IMPORTS, "imports", offset);
    }

    void addExport(int offset) {
        check(++exports, ComponentLimits.EXPORTS, "exports", offset);
    }

    private static void check(int count, int limit, String what, int offset) {
        if (count > limit) {
            throw new LimitException("the component exceeds the limit of " + limit + " " + what, offset);
        }
    }
}

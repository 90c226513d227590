package dev.vespula.compiler.split;

import dev.vespula.compiler.code.UnitClass;
import java.util.ArrayList;
import java.util.List;

/** The classes that the parts of a split function are written to: a new one is begun when the last one is full. */
public final class PartClasses {
    private final UnitClass first;
    private final String name;
    private final List<UnitClass> classes = new ArrayList<>();

    /**
     * No class yet.
     *
     * @param first the class with the function itself
     * @param name  the beginning of the names of the classes
     */
    public PartClasses(UnitClass first, String name) {
        this.first = first;
        this.name = name;
    }

    /** The class for one more method. */
    UnitClass next() {
        if (classes.isEmpty() || last().isFull()) {
            classes.add(first.further(name + classes.size()));
        }
        return last();
    }

    private UnitClass last() {
        return classes.get(classes.size() - 1);
    }

    List<UnitClass> classes() {
        return classes;
    }
}

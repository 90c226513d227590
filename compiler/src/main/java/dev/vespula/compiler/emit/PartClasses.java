package dev.vespula.compiler.emit;

import dev.vespula.internal.runtime.ModuleCode;
import java.util.ArrayList;
import java.util.List;

/** The classes that the parts of a split function are written to: a new one is begun when the last one is full. */
final class PartClasses {
    private final ModuleCode module;
    private final String name;
    private final String source;
    private final List<UnitClass> classes = new ArrayList<>();

    /** {@code name} is the beginning of the names of the classes. */
    PartClasses(ModuleCode module, String name, String source) {
        this.module = module;
        this.name = name;
        this.source = source;
    }

    /** The class for one more method. */
    UnitClass next() {
        if (classes.isEmpty() || last().isFull()) {
            classes.add(new UnitClass(module, name + classes.size(), source));
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

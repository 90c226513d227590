package dev.vespula.compiler.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Java variables of a function: one for each slot and kind of value that the slot holds. A slot of a temporary may hold
 * values of several kinds one after the other; what reads it knows of which kind the value is.
 */
public final class Variables {
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final List<Variable> all = new ArrayList<>();

    /**
     * A variable.
     *
     * @param number its number, from 0
     * @param slot   its slot
     * @param kind   what it holds
     */
    public record Variable(int number, int slot, Kind kind) {
    }

    /** The variable of a slot and kind, made if there is none. */
    public Variable of(int slot, Kind kind) {
        int key = slot << 3 | kind.ordinal();
        Integer known = numbers.get(key);
        if (known != null) {
            return all.get(known);
        }
        Variable made = new Variable(all.size(), slot, kind);
        numbers.put(key, made.number());
        all.add(made);
        return made;
    }

    /** The variable with a number. */
    public Variable get(int number) {
        return all.get(number);
    }

    /** How many there are. */
    public int count() {
        return all.size();
    }
}

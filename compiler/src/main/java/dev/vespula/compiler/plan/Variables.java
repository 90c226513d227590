package dev.vespula.compiler.plan;

import java.util.ArrayList;
import java.util.BitSet;
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
    /** For each variable those that have the same slot and another kind; null if there are none. */
    private final List<BitSet> rivals = new ArrayList<>();

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
        rivals.add(null);
        for (Kind other : Kind.values()) {
            Integer rival = numbers.get(slot << 3 | other.ordinal());
            if (rival != null && other != kind) {
                addRival(rival, made.number());
                addRival(made.number(), rival);
            }
        }
        return made;
    }

    private void addRival(int number, int rival) {
        if (rivals.get(number) == null) {
            rivals.set(number, new BitSet());
        }
        rivals.get(number).set(rival);
    }

    /** Whether the slot of a variable holds values of its kind only. */
    public boolean isAlone(int number) {
        return rivals.get(number) == null;
    }

    /**
     * Whether a variable of the first set has the slot of one of the second, which is of another kind: where the second set is
     * live, the first one must not be written to the frame.
     */
    public boolean collide(BitSet written, BitSet live) {
        for (int number = written.nextSetBit(0); number >= 0; number = written.nextSetBit(number + 1)) {
            if (rivals.get(number) != null && rivals.get(number).intersects(live)) {
                return true;
            }
        }
        return false;
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

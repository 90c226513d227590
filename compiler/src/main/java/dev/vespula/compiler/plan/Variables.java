package dev.vespula.compiler.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The Java variables of a function: one for each slot and kind of value that the slot holds. A slot of a temporary may hold
 * values of several kinds one after the other; what reads it knows of which kind the value is.
 */
public final class Variables {
    private static final Kind[] KINDS = Kind.values();
    private static final int[] NONE = {};

    /** Numbers + 1 by slot and kind, at the first free place behind that of their hash; a power of two of them. */
    private int[] places = new int[64];
    private final List<Variable> all = new ArrayList<>();
    /** For each variable those that have the same slot and another kind: four at most. */
    private final List<int[]> rivals = new ArrayList<>();

    /**
     * A variable.
     *
     * @param number its number, from 0
     * @param slot   its slot
     * @param kind   what it holds
     */
    public record Variable(int number, int slot, Kind kind) {}

    /** The variable of a slot and kind, made if there is none. */
    public Variable of(int slot, Kind kind) {
        int place = place(slot, kind);
        if (places[place] != 0) {
            return all.get(places[place] - 1);
        }
        Variable made = new Variable(all.size(), slot, kind);
        all.add(made);
        rivals.add(NONE);
        places[place] = all.size();
        if (2 * all.size() > places.length) {
            places = new int[2 * places.length];
            all.forEach(variable -> places[place(variable.slot, variable.kind)] = variable.number + 1);
        }
        findRivals(made);
        return made;
    }

    /** Where the number of a variable is, or is to be. */
    private int place(int slot, Kind kind) {
        int place = (slot << 3 | kind.ordinal()) * 0x9E3779B9 >>> 8 & places.length - 1;
        while (places[place] != 0) {
            Variable there = all.get(places[place] - 1);
            if (there.slot == slot && there.kind == kind) {
                return place;
            }
            place = place + 1 & places.length - 1;
        }
        return place;
    }

    private void findRivals(Variable made) {
        for (Kind other : KINDS) {
            int rival = places[place(made.slot, other)] - 1;
            if (rival >= 0 && other != made.kind) {
                addRival(rival, made.number);
                addRival(made.number, rival);
            }
        }
    }

    private void addRival(int number, int rival) {
        int[] known = rivals.get(number);
        int[] more = Arrays.copyOf(known, known.length + 1);
        more[known.length] = rival;
        rivals.set(number, more);
    }

    /** Whether the slot of a variable holds values of its kind only. */
    public boolean isAlone(int number) {
        return rivals.get(number) == NONE;
    }

    /**
     * Whether a variable of the first set has the slot of one of the second, which is of another kind: where the second set is
     * live, the first one must not be written to the frame.
     */
    public boolean collide(BitSet written, BitSet live) {
        for (int number = written.nextSetBit(0); number >= 0; number = written.nextSetBit(number + 1)) {
            for (int rival : rivals.get(number)) {
                if (live.get(rival)) {
                    return true;
                }
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

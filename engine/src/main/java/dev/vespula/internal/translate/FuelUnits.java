package dev.vespula.internal.translate;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrWriter;

/**
 * Sums up the fuel of each unit: function entry, loop header and the arms of an {@code if}. A unit begins with one
 * {@code charge} for all operators up to its end that are not in a unit of their own; whether a branch skips some of them
 * does not matter.
 */
final class FuelUnits {
    /** Stands for no unit: fuel is off. */
    static final int NONE = -1;

    private final IrWriter code;
    private OperatorCosts costs;
    /** Index of the low word of the current unit's charge. */
    private int unit = NONE;

    FuelUnits(IrWriter code) {
        this.code = code;
    }

    /**
     * Begins a function.
     *
     * @param operatorCosts costs, or null when fuel is off
     */
    void reset(OperatorCosts operatorCosts) {
        costs = operatorCosts;
        unit = NONE;
    }

    /** Whether fuel is charged. */
    boolean isOn() {
        return costs != null;
    }

    /** The current unit. */
    int unit() {
        return unit;
    }

    /** Goes back to a unit. */
    void setUnit(int enclosing) {
        unit = enclosing;
    }

    /** Begins a unit; it costs one by itself. Does nothing when fuel is off. */
    void begin(int offset) {
        if (costs != null) {
            code.mapped(Ir.word(Ir.CHARGE, 0), offset);
            unit = code.pc();
            code.word64(1);
        }
    }

    /** Adds to the current unit. A body cannot have so many operators that the sum would leave the low word. */
    void add(int amount) {
        if (costs != null) {
            code.set(unit, code.get(unit) + amount);
        }
    }

    /** Adds an operator to the current unit. */
    void operator(int opcodeIndex) {
        if (costs != null) {
            code.set(unit, code.get(unit) + costs.costOf(opcodeIndex));
        }
    }
}

package dev.vespula;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What metered execution costs. Immutable; {@code with} methods return a changed copy.
 *
 * <p>An operator costs 1, except {@code nop}, {@code drop}, {@code block}, {@code loop}, {@code unreachable},
 * {@code return}, {@code else} and {@code end}, which are free; single operators can be given another cost by their
 * text-format name. Operators are charged in units (function entry, loop header, arms of an {@code if}), each of which
 * starts at 1.
 *
 * <pre>{@code
 * FuelCosts costs = FuelCosts.standard().withOperator("memory.grow", 100);
 * Engine metering = Engine.of(new Config().withFuel(Config.FuelMetering.ON).withFuelCosts(costs));
 * }</pre>
 */
public final class FuelCosts {
    private static final FuelCosts STANDARD = new FuelCosts(64, 7, 2, Map.of());

    private final int bytesCopiedPerFuel;
    private final int fuelPerByteTranslated;
    private final int fuelPerByteValidated;
    private final Map<String, Integer> operators;

    private FuelCosts(int copied, int translated, int validated, Map<String, Integer> operators) {
        this.bytesCopiedPerFuel = copied;
        this.fuelPerByteTranslated = translated;
        this.fuelPerByteValidated = validated;
        this.operators = operators;
    }

    /** 64 bytes copied per unit; 7 units per byte translated and 2 more per byte validated in the lazy modes. */
    public static FuelCosts standard() {
        return STANDARD;
    }

    /** Bytes that a bulk operation moves for one unit; 0 makes bulk operations free. */
    public int bytesCopiedPerFuel() {
        return bytesCopiedPerFuel;
    }

    /**
     * Units for each byte of a function's body that its first call in an instance is charged, unless the mode is
     * {@link CompilationMode#EAGER}. The charge is made when the call begins, before that of the function's first unit. It is
     * the same in every tier, and for every instance: it does not matter whether the function was translated or compiled
     * before, for this instance, for another one or in another process.
     */
    public int fuelPerByteTranslated() {
        return fuelPerByteTranslated;
    }

    /** As {@link #fuelPerByteTranslated}, in addition, if the mode is {@link CompilationMode#LAZY}. */
    public int fuelPerByteValidated() {
        return fuelPerByteValidated;
    }

    /** Costs that differ from the standard, by operator name. */
    public Map<String, Integer> operators() {
        return operators;
    }

    /** A copy with another {@link #bytesCopiedPerFuel}. */
    public FuelCosts withBytesCopiedPerFuel(int bytes) {
        return new FuelCosts(atLeastZero(bytes), fuelPerByteTranslated, fuelPerByteValidated, operators);
    }

    /** A copy with another {@link #fuelPerByteTranslated}. */
    public FuelCosts withFuelPerByteTranslated(int fuel) {
        return new FuelCosts(bytesCopiedPerFuel, atLeastZero(fuel), fuelPerByteValidated, operators);
    }

    /** A copy with another {@link #fuelPerByteValidated}. */
    public FuelCosts withFuelPerByteValidated(int fuel) {
        return new FuelCosts(bytesCopiedPerFuel, fuelPerByteTranslated, atLeastZero(fuel), operators);
    }

    /**
     * A copy in which one operator has another cost.
     *
     * @param name the operator as the text format writes it, such as {@code i32.add}
     * @param fuel its cost, 0 to 255
     */
    public FuelCosts withOperator(String name, int fuel) {
        Objects.requireNonNull(name, "name");
        if (fuel < 0 || fuel > 255) {
            throw new IllegalArgumentException("cost of operator " + name + " must be 0 to 255, not " + fuel);
        }
        Map<String, Integer> changed = new HashMap<>(operators);
        changed.put(name, fuel);
        return new FuelCosts(bytesCopiedPerFuel, fuelPerByteTranslated, fuelPerByteValidated,
                Collections.unmodifiableMap(changed));
    }

    private static int atLeastZero(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative fuel cost: " + value);
        }
        return value;
    }
}

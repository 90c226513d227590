package dev.vespula;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Fuel that several stores use up together, as those of a program's threads. Thread-safe.
 *
 * <pre>{@code
 * FuelBudget budget = FuelBudget.of(1_000_000);
 * store.shareFuel(budget);
 * other.shareFuel(budget);
 * }</pre>
 *
 * <p>A store draws fuel in portions: of at most 65,536 units, and of at most a thousandth of what is left unless a single
 * charge needs more. All stores together never use more than the budget; one may run out of fuel while others still have the
 * rest of a portion. A store gives its rest back when it {@linkplain Store#shareFuel leaves} the budget.
 */
public final class FuelBudget {
    private static final long PORTION = 1 << 16;
    /** So that what many stores hold does not matter when the budget comes to its end: with 256 of them, a quarter of the rest. */
    private static final int SHARE_LOG2 = 10;

    private final AtomicLong left;

    private FuelBudget(long units) {
        left = new AtomicLong(units);
    }

    /** A budget of so many units, as an unsigned number. */
    public static FuelBudget of(long units) {
        return new FuelBudget(units);
    }

    /** How many units no store has drawn, as an unsigned number. */
    public long left() {
        return left.get();
    }

    /** Adds units. */
    public void add(long units) {
        left.addAndGet(units);
    }

    /**
     * Draws a portion.
     *
     * @param needed how many units it must have at least, as an unsigned number
     * @return its units, or 0 if there are not so many; then nothing is drawn
     */
    public long draw(long needed) {
        while (true) {
            long before = left.get();
            if (Long.compareUnsigned(before, needed) < 0) {
                return 0;
            }
            long usual = Math.min(PORTION, before >>> SHARE_LOG2);
            long portion = Long.compareUnsigned(needed, usual) > 0 ? needed : usual;
            if (left.compareAndSet(before, before - portion)) {
                return portion;
            }
        }
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(left()) + " units of fuel left";
    }
}

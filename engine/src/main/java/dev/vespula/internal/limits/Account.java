package dev.vespula.internal.limits;

import dev.vespula.FuelBudget;
import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.stop.FuelExhausted;
import dev.vespula.internal.stop.Occupancy;
import dev.vespula.internal.stop.Unwind;

/**
 * What a store has used and may use: fuel, and bytes of what it holds ({@link Budget}). Whoever wants some charges here before
 * it acts. Used by the thread that uses the store.
 */
public abstract class Account extends Occupancy {
    private static final int ELEMENT_BYTES = 4;

    private final boolean isMetered;
    private final long bytesPerFuel;
    /**
     * Fuel left, or the rest of a portion of a common budget; meaningless unless the engine meters. The only place where it is
     * kept between charges.
     */
    @Contract
    public long fuel;
    /** Whether objects are counted, or it is to be seen whether they must be. */
    boolean countsObjects;
    /** If they are counted: bytes of objects that may be made until {@link Budget#lack} is asked. */
    long objectRoom;
    /** What the store holds and may hold. */
    public final Budget budget = new Budget(this);
    /** Bytes of all memories of the store but the shared ones. */
    public long ownMemoryBytes;

    /** From where portions of fuel are drawn; null if the store's fuel is its own. */
    private FuelBudget commonFuel;

    /**
     * An account without fuel or limits.
     *
     * @param bytesPerFuel how many bytes a unit of fuel moves
     */
    protected Account(boolean isMetered, long bytesPerFuel) {
        this.isMetered = isMetered;
        this.bytesPerFuel = bytesPerFuel;
    }

    // ---- fuel

    /**
     * Deducts fuel.
     *
     * @throws FuelExhausted if less is left; then nothing is deducted
     */
    public void charge(long amount) {
        long left = fuel;
        if (Long.compareUnsigned(left, amount) < 0) {
            left += drawn(amount, amount - left);
        }
        fuel = left - amount;
    }

    private long drawn(long amount, long missing) {
        long portion = commonFuel == null ? 0 : commonFuel.draw(missing);
        if (portion == 0) {
            throw new FuelExhausted(amount);
        }
        return portion;
    }

    /** The store uses fuel of a common budget from now on, and gives back what it has of another; null for none. */
    public void shareFuel(FuelBudget budget) {
        if (commonFuel != null) {
            commonFuel.add(fuel);
        }
        commonFuel = budget;
        fuel = 0;
    }

    /** Adds fuel, to a common budget if there is one. */
    public void addFuel(long units) {
        if (commonFuel != null) {
            commonFuel.add(units);
        } else {
            long sum = fuel + units;
            fuel = Long.compareUnsigned(sum, fuel) < 0 ? -1 : sum;
        }
    }

    /** The fuel that is left, that of a common budget included. */
    public long fuelLeft() {
        return commonFuel == null ? fuel : fuel + commonFuel.left();
    }

    /** Whether fuel comes from a common budget. */
    public boolean sharesFuel() {
        return commonFuel != null;
    }

    /** Charges for touching that many bytes of memory, if the engine meters. */
    public void chargeBytes(long bytes) {
        if (isMetered) {
            charge(bytes / bytesPerFuel);
        }
    }

    /** As {@link #chargeBytes}, but takes what is left if that is less: for what does not stop in its middle. */
    public void chargeWhatIsLeft(long bytes) {
        if (isMetered) {
            long amount = bytes / bytesPerFuel;
            long left = fuel;
            if (commonFuel != null && Long.compareUnsigned(left, amount) < 0) {
                left += commonFuel.draw(amount - left);
            }
            fuel = Long.compareUnsigned(left, amount) < 0 ? 0 : left - amount;
        }
    }

    /**
     * Charges for touching that many table elements (four bytes each), if the engine meters. A table of 64-bit indices may be
     * asked to grow by so many that their bytes are no number: then for as many as there are.
     */
    public void chargeElements(long elements) {
        chargeBytes(elements > Long.MAX_VALUE / ELEMENT_BYTES ? Long.MAX_VALUE : elements * ELEMENT_BYTES);
    }

    // ---- objects

    /**
     * An instruction makes an object of so many bytes.
     *
     * @throws Unwind if it must be executed again after the objects were counted
     */
    public void spend(long bytes) {
        if (countsObjects) {
            spendCounted(bytes);
        }
    }

    private void spendCounted(long bytes) {
        if (objectRoom < bytes) {
            budget.lack(bytes);
        }
        objectRoom -= bytes;
    }

    /** Bytes of the objects that are still held: counts them. */
    protected abstract long heldObjectBytes();

    /** It changed whether objects are counted. */
    protected abstract void countingChanged();

    // ---- memories

    /** Bytes of all shared memories that the store knows. */
    protected abstract long sharedMemoryBytes();

    /** What is wanted of the room behind the end of memories. */
    public abstract MemoryRoom memoryRoom();
}

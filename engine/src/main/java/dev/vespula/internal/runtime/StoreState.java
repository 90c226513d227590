package dev.vespula.internal.runtime;

import dev.vespula.FuelBudget;
import dev.vespula.internal.contract.Contract;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What the instances of one store share: fuel, limits, hooks, the stop signal, and the machine's stacks. One thread at a
 * time; only the {@link Signals} and the ownership of {@link #acquire} are touched by others.
 */
public final class StoreState extends Signals {
    /** Slots of results that compiled code leaves in the store; functions with more leave them on the stack. */
    private static final int RESULT_SLOTS = 16;
    private static final int ELEMENT_BYTES = 4;
    private static final long NOBODY = 0;
    private static final VarHandle OWNER;
    private static final VarHandle USER;

    static {
        try {
            OWNER = MethodHandles.lookup().findVarHandle(StoreState.class, "owner", long.class);
            USER = MethodHandles.lookup().findVarHandle(StoreState.class, "user", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The engine. */
    public final EngineState engine;
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
    /**
     * The stack of the activation that runs; while none does, the stack on which a call from Java straight into compiled code
     * would run, or null.
     */
    @Contract
    public MachineStack stack;
    /** Where compiled code returns what is not its first result: numbers, by their slot among the results. */
    @Contract
    public final long[] results = new long[RESULT_SLOTS];
    /** As {@link #results}, for references; whoever reads one clears it. */
    @Contract
    public final Object[] resultRefs = new Object[RESULT_SLOTS];
    /** Blocks that the interpreter may execute until it tells the compiled tier where it is. */
    public int blocksToSample;
    /** What compiled code that returned wants to be called in its place, or null; see {@link TailCalls#finish}. */
    @Contract
    public FunctionInstance tail;
    /** Index of the function that left the tail call. */
    public int tailFunction;
    /** Position in the IR of the tail call. */
    public int tailPosition;
    /** Told of transitions between host and Wasm; usually {@code null}. Compiled code calls by way of the stack if there is one. */
    @Contract
    public CallListener callListener;
    /** The listener of the user. */
    private CallListener hook;
    /** What the store holds and may hold. */
    public final Budget budget = new Budget(this);
    /** Bytes of all memories of the store but the shared ones. */
    long ownMemoryBytes;
    /** Belongs to the machine: its stacks for this store. */
    public Object machine;
    /** The API object. */
    public Object handle;

    /** From where portions of fuel are drawn; null if the store's fuel is its own. */
    private FuelBudget commonFuel;
    /** The store's timeout. */
    final Alarms.Place deadline = new Alarms.Place();
    /** The store's deadline by epochs. */
    final Alarms.Place epochDeadline = new Alarms.Place();

    /** Id of the thread that uses the store, or {@link #NOBODY}. */
    private long owner;
    /**
     * The thread that used the store last. Changed only when another one comes: for the JVM's collectors writing a reference
     * to an old object costs as much as all else that a call from Java needs.
     */
    private Thread user;
    private boolean watched;
    private int depth;
    private Map<SharedContent, LinearMemory> sharedMemories;

    /** A store without fuel, limiter or hook. */
    public StoreState(EngineState engine) {
        this.engine = engine;
    }

    // ---- one thread at a time

    /**
     * Marks the calling thread as the one that uses the store, until the matching {@link #release}. Nests.
     *
     * @throws IllegalStateException if another thread is using it
     */
    public void acquire() {
        Thread me = Thread.currentThread();
        long id = me.getId();
        if ((long) OWNER.getOpaque(this) != id) {
            if (!OWNER.compareAndSet(this, NOBODY, id)) {
                throw inUse();
            }
            if (user != me) {
                note(me);
            }
        }
        depth++;
    }

    private void note(Thread me) {
        boolean noted = false;
        try {
            USER.setOpaque(this, me);
            noted = true;
        } finally {
            if (!noted) {
                // The Java stack may end here.
                OWNER.setRelease(this, NOBODY);
            }
        }
    }

    /** Ends an {@link #acquire}. */
    public void release() {
        if (--depth == 0) {
            OWNER.setRelease(this, NOBODY);
        }
    }

    /** Throws if another thread is using the store right now; cheap, for operations that are over at once. */
    public void checkThread() {
        long id = (long) OWNER.getOpaque(this);
        if (id != NOBODY && id != Thread.currentThread().getId()) {
            throw inUse();
        }
    }

    /** How many calls from Java into this store are under way. */
    public int depth() {
        return depth;
    }

    private IllegalStateException inUse() {
        Thread other = (Thread) USER.getOpaque(this);
        return new IllegalStateException("store is in use by thread " + (other == null ? "?" : describe(other))
                + " and was entered by thread " + describe(Thread.currentThread())
                + ": a store and everything made in it may be used by one thread at a time");
    }

    /** Virtual threads have no name unless they are given one. */
    private static String describe(Thread thread) {
        return thread.getName().isEmpty() ? "#" + thread.getId() : "'" + thread.getName() + "'";
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
        if (engine.metered) {
            charge(bytes / engine.bytesPerFuel);
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
    void spend(long bytes) {
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

    // ---- calls between host and Wasm

    /** Sets who is told of transitions between host and Wasm; null for nobody. */
    public void listen(CallListener listener) {
        hook = listener;
        chooseListener();
    }

    /** Chooses who is told: while objects are counted there is always somebody, see {@link MachineStack#callHost}. */
    void chooseListener() {
        callListener = hook == null && budget.isCounting() ? CallListener.NOBODY : hook;
    }

    // ---- interruption of the thread

    @Override
    boolean isOwnerInterrupted() {
        Thread last = (Thread) USER.getOpaque(this);
        return isInUse() && last != null && last.isInterrupted();
    }

    /** Whether a thread uses the store. */
    boolean isInUse() {
        return (long) OWNER.getOpaque(this) != NOBODY;
    }

    /** Lets compiled code in this store be stopped by interrupting its thread; called whenever it may begin to run. */
    public void watch() {
        if (!watched) {
            watched = true;
            InterruptWatch.add(this);
        }
        InterruptWatch.wake();
    }

    // ---- shared memories

    /** This store's object over the content of a shared memory, or null. */
    LinearMemory memoryOver(SharedContent content) {
        return sharedMemories == null ? null : sharedMemories.get(content);
    }

    /** Remembers this store's object over the content of a shared memory. */
    void remember(SharedContent content, LinearMemory memory) {
        if (sharedMemories == null) {
            sharedMemories = new IdentityHashMap<>();
        }
        sharedMemories.put(content, memory);
    }

    /** Bytes of all memories that were made in the store or are shared with it. */
    public long memoryBytes() {
        return ownMemoryBytes + sharedMemoryBytes();
    }

    /** Bytes of all shared memories that the store knows. */
    long sharedMemoryBytes() {
        long bytes = 0;
        if (sharedMemories != null) {
            for (SharedContent content : sharedMemories.keySet()) {
                bytes += content.size();
            }
        }
        return bytes;
    }
}

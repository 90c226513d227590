package dev.vespula.internal.runtime;

import dev.vespula.CallHook;
import dev.vespula.ExitException;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.limits.Account;
import dev.vespula.internal.limits.HostFailure;
import dev.vespula.internal.limits.MemoryRoom;
import dev.vespula.internal.memory.LinearMemory;
import dev.vespula.internal.memory.MemoryShape;
import dev.vespula.internal.memory.SharedContent;
import dev.vespula.internal.stop.Occupancy;
import dev.vespula.internal.stop.Signals;
import dev.vespula.spi.StoreResident;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the instances of one store share: its account, hooks, the stop signal, and the machine's stacks. One thread at a
 * time; only the {@link Signals} and the {@link Occupancy} are touched by others.
 */
public final class StoreState extends Account {
    /** Slots of results that compiled code leaves in the store; functions with more leave them on the stack. */
    private static final int RESULT_SLOTS = 16;

    /** The engine. */
    public final EngineState engine;
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
    /** What compiled code that returned wants to be called in its place, or null; see {@code TailCalls.finish}. */
    @Contract
    public FunctionInstance tail;
    /** Index of the function that left the tail call. */
    public int tailFunction;
    /** Pc of the tail call. */
    public int tailPc;
    /** Told of transitions between host and Wasm; usually {@code null}. Compiled code calls by way of the stack if there is one. */
    @Contract
    public CallListener callListener;
    /** The listener of the user. */
    private CallListener hook;
    /** Belongs to the machine: its stacks for this store. */
    public Object machine;
    /** The API object. */
    public Object handle;
    /** When it was made, in {@link LeftFrames#now}. */
    final long made = LeftFrames.now();
    /** The user's data. */
    public Object data;

    private final HeldObjects held;
    private final WeakList<LinearMemory> memories = new WeakList<>();
    private final WeakList<StoreResident> residents = new WeakList<>();
    private Map<SharedContent, LinearMemory> sharedMemories;

    /** A store without fuel, limiter or hook. */
    public StoreState(EngineState engine) {
        super(engine.metered, engine.bytesPerFuel);
        this.engine = engine;
        this.held = new HeldObjects(engine.config.builtins().isEmpty() ? HeldObjects.Strings.IGNORE
                : HeldObjects.Strings.COUNT);
    }

    // ---- calls between host and Wasm

    /** Sets who is told of transitions between host and Wasm; null for nobody. */
    public void listen(CallHook<Object> told) {
        hook = told == null ? null : new CallListener(this, told);
        chooseListener();
    }

    @Override
    protected void countingChanged() {
        chooseListener();
    }

    /** Chooses who is told: while objects are counted there is always somebody, see {@link MachineStack#callHost}. */
    private void chooseListener() {
        callListener = hook == null && budget.isCounting() ? CallListener.NOBODY : hook;
    }

    // ---- objects

    /** An instance was made, whose globals and tables hold objects. */
    void add(ModuleInstance instance) {
        add(instance.module.poll);
        held.add(instance);
    }

    /** A stack was made, which holds objects. */
    public void add(HostFrame stack) {
        held.add(stack);
    }

    @Override
    protected long heldObjectBytes() {
        return held.bytes();
    }

    /**
     * Whether what a host function threw ends a resumable call: an exception of Wasm of this store, which has not been caught, the end of
     * a program, and the trap of an execution that was asked to stop, be it that the host function looked.
     */
    public boolean isFinal(Throwable thrown) {
        if (thrown instanceof ExitException) {
            return true;
        }
        if (thrown instanceof Trap trap) {
            return trap.code() == TrapCode.INTERRUPTED || trap.code() == TrapCode.DEADLINE_EXCEEDED;
        }
        ExceptionInstance exception = engine.api.exception(thrown);
        return exception != null && exception.tag.store == this;
    }

    // ---- memories

    /**
     * Makes a memory of its minimum size, full of zeros.
     *
     * @throws dev.vespula.Trap if the limiter forbids it or the JVM cannot allocate it
     */
    public LinearMemory newMemory(MemoryShape shape) {
        LinearMemory memory = new LinearMemory(this, shape);
        memories.add(memory);
        if (memory.shared() != null) {
            sharedMemories().put(memory.shared(), memory);
        }
        return memory;
    }

    /** This store's object for a shared memory; always the same one. */
    public LinearMemory memoryOver(SharedContent content) {
        return sharedMemories().computeIfAbsent(content, this::newMemoryOver);
    }

    private LinearMemory newMemoryOver(SharedContent content) {
        LinearMemory memory = new LinearMemory(this, content);
        memories.add(memory);
        return memory;
    }

    private Map<SharedContent, LinearMemory> sharedMemories() {
        if (sharedMemories == null) {
            sharedMemories = new IdentityHashMap<>();
        }
        return sharedMemories;
    }

    /** Bytes of all memories that were made in the store or are shared with it. */
    public long memoryBytes() {
        return ownMemoryBytes + sharedMemoryBytes();
    }

    @Override
    protected long sharedMemoryBytes() {
        long bytes = 0;
        if (sharedMemories != null) {
            for (SharedContent content : sharedMemories.keySet()) {
                bytes += content.size();
            }
        }
        return bytes;
    }

    // ---- the end

    /** Something has an end that is also that of the store. */
    public void add(StoreResident resident) {
        residents.add(resident);
    }

    /**
     * Closes the store, unless it was closed before.
     *
     * @throws IllegalStateException if a call is under way
     * @throws RuntimeException      what the first resident threw that did, with what others threw
     */
    public void close() {
        if (isClosed()) {
            return;
        }
        acquire();
        if (depth() > 1) {
            release();
            throw new IllegalStateException("the store cannot be closed by what was called in it");
        }
        List<Throwable> failures = new ArrayList<>();
        try {
            residents.forEach(resident -> {
                try {
                    resident.storeCloses();
                } catch (RuntimeException | Error e) {
                    failures.add(e);
                }
            });
        } finally {
            giveBackAll();
            releaseForGood();
        }
        if (!failures.isEmpty()) {
            Throwable first = failures.remove(0);
            failures.forEach(first::addSuppressed);
            throw HostFailure.<RuntimeException>thrown(first);
        }
    }

    private void giveBackAll() {
        engine.deadlines.clear(this);
        engine.epochs.disarm(this);
        memories.forEach(LinearMemory::release);
        ownMemoryBytes = 0;
        sharedMemories = null;
        budget.giveBackAll();
        shareFuel(null);
        stack = null;
        machine = null;
        Arrays.fill(resultRefs, null);
    }

    @Override
    public MemoryRoom memoryRoom() {
        if (engine.policy.isExtreme()) {
            return MemoryRoom.TAKEN_BACK;
        }
        return engine.tier.hasCode() ? MemoryRoom.COPIED_AWAY : MemoryRoom.KEPT;
    }
}

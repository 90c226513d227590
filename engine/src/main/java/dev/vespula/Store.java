package dev.vespula;

import dev.vespula.internal.async.AsyncWork;
import dev.vespula.internal.async.StoreTurns;
import dev.vespula.internal.objects.ArrayObject;
import dev.vespula.internal.objects.ObjectType;
import dev.vespula.internal.objects.StructObject;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.stop.Signals;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.spi.StoreResident;
import dev.vespula.types.DefinedType;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that execution can change: instances, their memories, tables and globals, and the limits put on them.
 *
 * <p>A store and all that was made in it may be used by one thread at a time. It may wander between threads; but calling
 * into it while another thread executes in it is an {@link IllegalStateException}. Only {@link #interrupt},
 * {@link #clearInterrupt} and {@link #isStopRequested} may be called at any time.
 *
 * <p>What a store holds is freed when the store and everything made in it is unreachable; {@link #close} frees the most of it at once.
 *
 * <pre>{@code
 * try (Store<Session> request = new Store<>(engine, session)) {
 *     linker.instantiate(request, module).func("handle").call();
 * }
 * }</pre>
 *
 * <pre>{@code
 * Store<List<String>> log = new Store<>(engine, new ArrayList<>());
 * log.limits(StoreLimits.unlimited().withMemoryBytes(64 << 20).withTimeout(Duration.ofSeconds(1)));
 * Linker<List<String>> logging = new Linker<List<String>>(engine)
 *         .func("env", "log", FuncType.of(ValType.I32), (caller, args) -> caller.data().add("number " + args.i32(0)));
 * Instance guest = logging.instantiate(log, module);
 * guest.func("run").call();
 * }</pre>
 *
 * @param <T> type of the embedder's data
 */
public final class Store<T extends @Nullable Object> implements AutoCloseable {
    private final Engine engine;
    private final StoreState state;
    private final StoreTurns turns;

    /** A store without data. */
    public Store(Engine engine) {
        this(engine, null);
    }

    /** A store with data of the embedder, for its host functions. */
    public Store(Engine engine, T data) {
        this.engine = engine;
        this.state = new StoreState(engine.state());
        this.turns = new StoreTurns(state);
        this.state.handle = this;
        this.state.data = data;
    }

    /** For whatever is to be made or done in the store. */
    StoreState state() {
        state.checkOpen();
        return state;
    }

    /** The engine. */
    public Engine engine() {
        return engine;
    }

    /** The embedder's data. */
    @SuppressWarnings("unchecked")
    public T data() {
        return (T) state.data;
    }

    /** Replaces the embedder's data. */
    public void setData(T replacement) {
        state.data = replacement;
    }

    // ---- fuel

    /**
     * Sets the fuel that is left. A new store has none. One that {@linkplain #shareFuel shares} a budget leaves it.
     *
     * @param fuel units, as an unsigned number
     * @throws IllegalStateException unless {@link Config#isMetered}, or if another thread uses the store
     */
    public void setFuel(long fuel) {
        checkMetered();
        state.checkThread();
        state.shareFuel(null);
        state.fuel = fuel;
    }

    /**
     * Adds fuel to what is left; if the store {@linkplain #shareFuel shares} a budget, to that.
     *
     * @param units how many, as an unsigned number; with what is left no more than 2^64 - 1 count
     * @throws IllegalStateException unless {@link Config#isMetered}, or if another thread uses the store
     */
    public void addFuel(long units) {
        checkMetered();
        state.checkThread();
        state.addFuel(units);
    }

    /**
     * Lets the store use fuel that it has together with other stores, in place of its own. Null lets it leave such a budget, to
     * which it gives back what it has drawn and not used; it has no fuel then. A snapshot of such a store has no fuel.
     *
     * @throws IllegalStateException unless {@link Config#isMetered}, or if another thread uses the store
     */
    public void shareFuel(@Nullable FuelBudget budget) {
        checkMetered();
        state.checkThread();
        state.shareFuel(budget);
    }

    /**
     * The fuel that is left; with a common budget also what no other store has drawn of it.
     *
     * @throws IllegalStateException unless {@link Config#isMetered}
     */
    public long fuel() {
        checkMetered();
        return state.fuelLeft();
    }

    private void checkMetered() {
        if (!state.engine.metered) {
            throw new IllegalStateException("fuel metering is disabled: see Config.withFuel");
        }
    }

    // ---- limits and hooks

    /**
     * Sets all limits at once: they are the store's {@linkplain #limiter limiter} from now on, and give it {@linkplain #setFuel fuel} and
     * {@linkplain #setTimeout time}, which begins now, if they have any. What they leave out stays as it is.
     *
     * @return this store
     * @throws IllegalStateException if the limits have fuel and the engine does not {@linkplain Config#isMetered meter} it, or if another
     *                               thread uses the store; nothing has changed then
     */
    public Store<T> limits(StoreLimits limits) {
        if (limits.fuel().isPresent()) {
            checkMetered();
        }
        state.checkThread();
        state.budget.limiter(limits);
        limits.fuel().ifPresent(this::setFuel);
        limits.timeout().ifPresent(this::setTimeout);
        return this;
    }

    /**
     * Sets who decides about the size and number of memories, tables and objects; null for nobody. Applies from now on.
     *
     * @throws IllegalArgumentException if it is {@link StoreLimits} with fuel or time, which {@link #limits} sets
     * @throws IllegalStateException    if another thread uses the store
     */
    public void limiter(@Nullable ResourceLimiter limiter) {
        if (limiter instanceof StoreLimits limits && (limits.fuel().isPresent() || limits.timeout().isPresent())) {
            throw new IllegalArgumentException("a limiter gives neither fuel nor time: Store.limits sets all of " + limits);
        }
        state.checkThread();
        state.budget.limiter(limiter);
    }

    /**
     * Lets the store draw on bytes that it has together with other stores, for what it holds already, too; null lets it leave
     * such a budget, to which what it holds is given back: for stores that are not used any more.
     *
     * @throws Trap with {@link TrapCode#GROWTH_OPERATION_LIMITED} if the budget has not as much as the store holds
     * @throws IllegalStateException if another thread uses the store
     */
    public void shareBytes(@Nullable ByteBudget budget) {
        state.checkThread();
        state.budget.shareWith(budget);
    }

    /**
     * Sets who is told of transitions between host and Wasm; null for nobody.
     *
     * @throws IllegalStateException if another thread uses the store
     */
    @SuppressWarnings("unchecked")
    public void callHook(@Nullable CallHook<? super T> hook) {
        state.checkThread();
        state.listen((CallHook<Object>) hook);
    }

    /**
     * Bytes of all linear memories that were made in this store or are shared with it. Memories never shrink, so this is the
     * most that they have had, too; those that nothing refers to any more are counted.
     *
     * @throws IllegalStateException if another thread uses the store
     */
    public long memoryBytes() {
        state.checkThread();
        return state.memoryBytes();
    }

    // ---- structs and arrays

    /**
     * Makes a struct whose type has no {@linkplain DefinedType#descriptor descriptor}.
     *
     * @param type   a struct type of the store's engine
     * @param fields the value of each field, as {@link WasmStruct#set} takes it; functions must be of this store
     * @throws IllegalArgumentException if the type is none of a struct or a value does not fit
     * @throws Trap                     if there is no memory for it
     */
    public WasmStruct newStruct(DefinedType type, @Nullable Object... fields) {
        return StructObject.of(state, objectType(type, TypeKind.STRUCT), null, fields);
    }

    /**
     * Makes a struct that another one describes, as {@code struct.new_desc} does.
     *
     * @param type       a struct type of the store's engine that has a {@linkplain DefinedType#descriptor descriptor}
     * @param descriptor a struct of exactly that type
     * @param fields     as of {@link #newStruct}
     * @throws IllegalArgumentException if the type is none of a struct, or the descriptor or a value does not fit
     * @throws Trap                     if there is no memory for it
     */
    public WasmStruct newDescribedStruct(DefinedType type, WasmStruct descriptor, @Nullable Object... fields) {
        return StructObject.of(state, objectType(type, TypeKind.STRUCT), Objects.requireNonNull(descriptor, "descriptor"),
                fields);
    }

    /**
     * Makes an array.
     *
     * @param type     an array type of the store's engine
     * @param elements the elements, each as {@link WasmArray#set} takes it; functions must be of this store
     * @throws IllegalArgumentException if the type is none of an array or a value does not fit
     * @throws Trap                     if there is no memory for it
     */
    public WasmArray newArray(DefinedType type, @Nullable Object... elements) {
        return ArrayObject.of(state, objectType(type, TypeKind.ARRAY), elements);
    }

    /**
     * As {@link #newArray(DefinedType, Object...)}, of copies of numbers, which are not boxed.
     *
     * @param type an array type with elements of type i8
     */
    public WasmArray newArray(DefinedType type, byte[] elements) {
        return copy(type, elements, elements.length);
    }

    /** As {@link #newArray(DefinedType, byte[])}, with elements of type i16. */
    public WasmArray newArray(DefinedType type, short[] elements) {
        return copy(type, elements, elements.length);
    }

    /** As {@link #newArray(DefinedType, byte[])}, with elements of type i16. */
    public WasmArray newArray(DefinedType type, char[] elements) {
        return copy(type, elements, elements.length);
    }

    /** As {@link #newArray(DefinedType, byte[])}, with elements of type i32. */
    public WasmArray newArray(DefinedType type, int[] elements) {
        return copy(type, elements, elements.length);
    }

    /** As {@link #newArray(DefinedType, byte[])}, with elements of type i64. */
    public WasmArray newArray(DefinedType type, long[] elements) {
        return copy(type, elements, elements.length);
    }

    /** As {@link #newArray(DefinedType, byte[])}, with elements of type f32. */
    public WasmArray newArray(DefinedType type, float[] elements) {
        return copy(type, elements, elements.length);
    }

    /** As {@link #newArray(DefinedType, byte[])}, with elements of type f64. */
    public WasmArray newArray(DefinedType type, double[] elements) {
        return copy(type, elements, elements.length);
    }

    /** As {@link #newArray(DefinedType, Object...)}, of so many elements that are all the same value. */
    public WasmArray newFilledArray(DefinedType type, int length, @Nullable Object value) {
        return ArrayObject.filled(state, objectType(type, TypeKind.ARRAY), length, value);
    }

    private WasmArray copy(DefinedType type, Object elements, int length) {
        return ArrayObject.copyOf(state, objectType(type, TypeKind.ARRAY), elements, length);
    }

    private ObjectType objectType(DefinedType type, TypeKind kind) {
        state.checkThread();
        return state.engine.objectType(type, kind);
    }

    // ---- stopping

    /**
     * Asks the execution in this store to stop: it traps with {@link TrapCode#INTERRUPTED} at its next loop iteration or
     * call, and that uses the interrupt up. With none under way, the next one stops at once. May be called by any thread. A
     * host function that blocks is not woken; it can look at {@link #isStopRequested} or {@link Caller#checkStop}.
     *
     * <p>{@link Thread#interrupt} on the thread that executes has the same effect, but the thread's flag stays, as Java's
     * blocking calls have it. If several things ask an execution to stop, this comes first, then timeouts, then the
     * thread's flag; the others stay and stop the next execution, unless they are taken back.
     */
    public void interrupt() {
        state.raise(Signals.INTERRUPT);
    }

    /**
     * Takes an interrupt back that has not stopped anything, say before the store is used for something else. May be
     * called by any thread.
     */
    public void clearInterrupt() {
        state.lower(Signals.INTERRUPT);
    }

    /**
     * Whether the execution in this store has been asked to stop, by {@link #interrupt}, because its time is up, or by
     * interrupting its thread. For host functions that wait: they should look at this now and then and return early. May be
     * called by any thread.
     */
    public boolean isStopRequested() {
        return state.isStopRequested();
    }

    /**
     * Gives the store some time from now on; afterwards every execution in it traps with
     * {@link TrapCode#DEADLINE_EXCEEDED}, until the timeout is set anew or cleared. It replaces an earlier timeout, and
     * is independent of the other ways to stop an execution.
     *
     * @throws IllegalArgumentException if the time is negative
     * @throws IllegalStateException    if another thread uses the store
     */
    public void setTimeout(Duration time) {
        Objects.requireNonNull(time, "time");
        if (time.isNegative()) {
            throw new IllegalArgumentException("negative timeout: " + time);
        }
        state.checkThread();
        state.engine.deadlines.set(state, nanos(time));
    }

    /**
     * Takes a timeout back.
     *
     * @throws IllegalStateException if another thread uses the store
     */
    public void clearTimeout() {
        state.checkThread();
        state.engine.deadlines.clear(state);
    }

    /**
     * Lets executions in the store go on until {@link Engine#incrementEpoch} has been called so often from now; then, and
     * until the deadline is set anew or cleared, they trap with {@link TrapCode#DEADLINE_EXCEEDED}. One timer that
     * advances the engine's epoch so serves any number of stores.
     *
     * @param epochs how many; 0 for none
     * @throws IllegalArgumentException if negative
     * @throws IllegalStateException    if another thread uses the store
     */
    public void setEpochDeadline(long epochs) {
        if (epochs < 0) {
            throw new IllegalArgumentException("negative number of epochs: " + epochs);
        }
        state.checkThread();
        state.engine.epochs.arm(state, epochs);
    }

    /**
     * Takes an epoch deadline back.
     *
     * @throws IllegalStateException if another thread uses the store
     */
    public void clearEpochDeadline() {
        state.checkThread();
        state.engine.epochs.disarm(state);
    }

    // ---- asynchronous calls

    StoreTurns turns() {
        return turns;
    }

    /**
     * Does work that waits now and then, without holding a thread meanwhile: what {@link Func#callAsync(Executor, Object...)} does with
     * one call, for any work. Each stretch up to the next wait is a turn of the store, as those of asynchronous calls are; the work
     * may use the store as it likes in its turns, and must leave it at their end.
     *
     * <p>The future is completed whatever happens, as with asynchronous calls: with what a stretch or a stage fails with, or an
     * executor that refuses. Cancelling it gives the work up.
     *
     * @param executor where the turns run; it may run one at once in the thread that asks
     * @param work     the first stretch
     * @return the result
     */
    public <R extends @Nullable Object> CompletableFuture<R> inTurns(Executor executor, Supplier<AsyncStep<R>> work) {
        Objects.requireNonNull(executor, "executor");
        return AsyncWork.start(turns, executor, Objects.requireNonNull(work, "work"));
    }

    // ---- the end

    /** For other parts of Vespula: something that is to be ended with the store. The store does not keep it alive. */
    @SuppressWarnings("exports") // users have none
    public void add(StoreResident resident) {
        state.checkThread();
        state.add(resident);
    }

    /**
     * Gives back at once what the store holds: the content of its memories (not of shared ones), its fuel and bytes of common budgets,
     * timeouts. Component instances in it are {@linkplain AutoCloseable#close closed}, which destroys the host's resources that they own.
     * Suspended calls cannot be continued any more, and asynchronous calls that wait fail with a {@link CancellationException}.
     *
     * <p>To call, make, write or grow anything in the store later, or to read a memory, is an {@link IllegalStateException}; what only tells of
     * something may still do so. Closing the store, or a suspended call of it, does nothing. What tables, globals and objects hold stays until they are unreachable.
     *
     * @throws IllegalStateException if a call of the store is under way, in this thread or another one; then nothing happens
     * @throws RuntimeException      what the first destructor threw that did; the store is closed then
     */
    @Override
    public void close() {
        state.close();
    }

    private static long nanos(Duration time) {
        try {
            return time.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }
}

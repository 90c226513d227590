package dev.vespula;

import dev.vespula.internal.limits.HostFailure;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.runtime.HostBody;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.TagSuspension;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who called a host function, and the store in which that happens. Valid only while the function runs.
 *
 * @param <T> type of the store's data
 */
public final class Caller<T extends @Nullable Object> {
    private final HostFrame frame;
    private final Store<T> store;
    private final HostArgs args;

    private Caller(HostFrame frame, Store<T> store) {
        this.frame = frame;
        this.store = store;
        this.args = new HostArgs(frame);
    }

    /** The caller of the host functions whose window this is; made once for each. */
    @SuppressWarnings("unchecked")
    static <T> Caller<T> of(HostFrame frame) {
        Caller<T> known = (Caller<T>) frame.handle;
        if (known == null) {
            known = new Caller<>(frame, (Store<T>) frame.store().handle);
            frame.handle = known;
        }
        return known;
    }

    /** The body of a host function that calls a lambda. */
    record Lambda<T>(HostFunction<T> target) implements HostBody {
        @Override
        public void call(HostFrame frame, HostFunctionInstance function) {
            Caller<T> caller = of(frame);
            HostArgs args = caller.args;
            args.begin(function);
            try {
                target.call(caller, args);
            } catch (Exception e) {
                throw HostFailure.<RuntimeException>thrown(e);
            }
            args.end();
        }
    }

    /** The store. */
    public Store<T> store() {
        return store;
    }

    /** The store's data. */
    public T data() {
        return store.data();
    }

    /** The instance that called; empty when Java called the host function directly. */
    public Optional<Instance> instance() {
        ModuleInstance caller = frame.caller();
        return caller == null ? Optional.empty() : Optional.of(Instance.of(caller));
    }

    /** Something that the calling instance exports. */
    public Optional<Extern> export(String name) {
        ModuleInstance caller = frame.caller();
        return caller == null ? Optional.empty() : Instance.export(caller, name);
    }

    /**
     * A memory that the calling instance exports.
     *
     * @throws NoSuchElementException if there is none of that name, or no instance calls: Java called the host function itself
     */
    public Memory memory(String name) {
        return exported(Memory.class, "memory", name);
    }

    /**
     * A function that the calling instance exports.
     *
     * @throws NoSuchElementException if there is none of that name, or no instance calls: Java called the host function itself
     */
    public Func func(String name) {
        return exported(Func.class, "function", name);
    }

    /**
     * A table that the calling instance exports.
     *
     * @throws NoSuchElementException if there is none of that name, or no instance calls: Java called the host function itself
     */
    public Table table(String name) {
        return exported(Table.class, "table", name);
    }

    /**
     * A global that the calling instance exports.
     *
     * @throws NoSuchElementException if there is none of that name, or no instance calls: Java called the host function itself
     */
    public Global global(String name) {
        return exported(Global.class, "global", name);
    }

    private <E extends Extern> E exported(Class<E> kind, String word, String name) {
        ModuleInstance caller = frame.caller();
        if (caller == null) {
            throw new NoSuchElementException("no export named " + PrintableName.quoted(name)
                    + ": Java called the host function itself, and no instance");
        }
        return Instance.expect(kind, word, name, Instance.export(caller, name));
    }

    // ---- stopping

    /**
     * Ends the call if the execution was asked to stop, by {@link Store#interrupt}, because its time is up, or by
     * interrupting the thread: what Wasm itself does in each loop. For host functions that work for long or wait in slices;
     * it costs two loads when nothing is asked. To let the trap through is all that is to be done.
     *
     * @throws Trap {@link TrapCode#INTERRUPTED} or {@link TrapCode#DEADLINE_EXCEEDED}; final, also in a resumable call
     */
    public void checkStop() {
        frame.store().checkStop();
    }

    // ---- suspending

    /**
     * Suspends what has called this function, up to whoever has resumed it with a clause for a tag: a module, or the host with
     * {@link Continuation#resume}. When it is resumed, this function returns what it is given.
     *
     * <pre>{@code
     * throw caller.suspendWith(notFound, 42);
     * }</pre>
     *
     * @param tag    its results are those of this function's type
     * @param values what the tag carries, as for {@link Func#call}
     * @return what the function is to throw; it may do nothing else afterwards. A trap comes of it where nobody handles the tag, or
     *         where the function was called as a tail call
     * @throws IllegalArgumentException if number or types of the values are not those of the tag
     */
    public RuntimeException suspendWith(Tag tag, @Nullable Object... values) {
        return new TagSuspension(new WasmThrown(tag, values).exception());
    }

    /**
     * Makes the exception that pauses the call when the host function throws it:
     *
     * <pre>{@code
     * throw caller.suspend(request);
     * }</pre>
     *
     * <p>Whoever made the call with {@link Func#callResumable} gets a {@link HostSuspended} with the payload.
     */
    public HostSuspension suspend(@Nullable Object payload) {
        return new HostSuspension(payload);
    }
}

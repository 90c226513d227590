package dev.vespula.wasi;

import dev.vespula.Caller;
import dev.vespula.HostArgs;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.SharedMemory;
import dev.vespula.Store;
import dev.vespula.types.FuncType;
import dev.vespula.types.ImportType;
import dev.vespula.types.MemoryType;
import dev.vespula.types.ValType;
import dev.vespula.wasi.internal.files.Errno;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a WASI program ({@code wasi-threads}): a program that imports {@code thread-spawn} of module {@code wasi}
 * starts threads with it. Each thread is a Java thread with a store and an instance of its own; all instances import the same
 * shared memory.
 *
 * <pre>{@code
 * try (Wasi wasi = Wasi.builder().inheritStdio().build()) {
 *     Linker<Void> linker = new Linker<>(engine);
 *     wasi.addTo(linker);
 *     WasiThreads<Void> threads = new WasiThreads<>(linker, module, () -> new Store<>(engine));
 *     Store<Void> store = new Store<>(engine);
 *     threads.run(store, () -> linker.instantiate(store, module).func("_start").call());
 * }
 * }</pre>
 *
 * <p>Limits of the whole process are a {@link dev.vespula.FuelBudget} and a {@link dev.vespula.ByteBudget} that all stores share:
 * {@code stores} gives each new store its part, and at the end of a thread its store leaves them.
 *
 * <p>The process ends when its main thread ends, or when any thread traps or calls {@code proc_exit}: then all others are
 * stopped, and {@link #run} ends with what ended the process.
 *
 * @param <T> type of the data of the stores
 */
public final class WasiThreads<T extends @Nullable Object> {
    /** Threads that may exist at the same time beside the main one, unless another limit is set. */
    public static final int DEFAULT_LIMIT = 256;

    private static final String MODULE = "wasi";
    private static final String SPAWN = "thread-spawn";
    private static final String START = "wasi_thread_start";
    /** Identifiers are 29 bits wide, because C libraries use the other bits of the word they are kept in. */
    private static final int MAX_IDENTIFIER = (1 << 29) - 1;

    private final Linker<T> linker;
    private final Module module;
    private final Supplier<Store<T>> stores;
    private final int limit;
    private final Map<Thread, Store<T>> running = new HashMap<>();
    private int lastIdentifier;
    private State state = State.NEW;
    private Throwable failure;

    private enum State { NEW, RUNNING, ENDED }

    /**
     * Defines {@code thread-spawn} in the linker.
     *
     * @param linker what the instances of all threads are linked with; not to be added to while threads run
     * @param module the program
     * @param stores makes a store for each new thread; called by any thread
     * @throws dev.vespula.LinkException if {@code thread-spawn} is defined already
     */
    public WasiThreads(Linker<T> linker, Module module, Supplier<Store<T>> stores) {
        this(linker, module, stores, DEFAULT_LIMIT);
    }

    /**
     * As {@link #WasiThreads(Linker, Module, Supplier)}, with another limit.
     *
     * @param limit threads that may exist at the same time beside the main one; beyond it a program gets an error number
     */
    public WasiThreads(Linker<T> linker, Module module, Supplier<Store<T>> stores, int limit) {
        this.linker = Objects.requireNonNull(linker, "linker");
        this.module = Objects.requireNonNull(module, "module");
        this.stores = Objects.requireNonNull(stores, "stores");
        this.limit = limit;
        linker.func(MODULE, SPAWN, FuncType.of(ValType.I32).returning(ValType.I32), this::spawn);
    }

    /** Defines the shared memories that the linker lacks, as far as the limits of the main thread's store allow. */
    private void defineMemories(Store<T> store) {
        for (ImportType wanted : module.imports()) {
            if (wanted.type() instanceof MemoryType memory && memory.shared()
                    && !linker.isDefined(wanted.module(), wanted.name())) {
                linker.define(wanted.module(), wanted.name(), SharedMemory.of(store, memory));
            }
        }
    }

    /** Whether a module starts threads in this way. */
    public static boolean areUsedBy(Module module) {
        return module.hasImport(MODULE, SPAWN);
    }

    /**
     * Runs the main thread of the process and stops all others when it ends. Once only. First defines the shared memories that
     * the module imports and the linker lacks, if the limits of the store allow them.
     *
     * @param store the main thread's store; of no use afterwards if another thread ended the process
     * @param main  instantiates the program in that store and calls its start function
     * @return what {@code main} returns
     * @throws RuntimeException what {@code main} throws, or what another thread threw that ended the process: a
     *     {@link dev.vespula.Trap}, a {@link dev.vespula.ExitException} or another exception of a host function
     */
    public <R> R run(Store<T> store, Supplier<R> main) {
        begin(store);
        try {
            defineMemories(store);
            R result = main.get();
            end(null);
            return result;
        } catch (RuntimeException | Error e) {
            end(e);
        } finally {
            join();
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    private synchronized void begin(Store<T> store) {
        if (state != State.NEW) {
            throw new IllegalStateException("a process runs only once");
        }
        state = State.RUNNING;
        running.put(Thread.currentThread(), store);
    }

    /** The process ends, for the first of the reasons given. Nothing happens when it has ended already. */
    private synchronized void end(Throwable reason) {
        if (state == State.RUNNING) {
            state = State.ENDED;
            failure = reason;
            running.forEach((thread, store) -> {
                if (thread != Thread.currentThread()) {
                    store.interrupt();
                    thread.interrupt();
                }
            });
        }
    }

    /** Waits for all threads but the main one, which waits. */
    private synchronized void join() {
        running.remove(Thread.currentThread());
        boolean interrupted = failure != null && Thread.interrupted();
        while (!running.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted && failure == null) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@code thread-spawn}: the identifier of the new thread, or a negative error number. */
    private void spawn(Caller<T> caller, HostArgs args) {
        args.result(0, spawn(args.i32(0)));
    }

    private synchronized int spawn(int argument) {
        if (state != State.RUNNING || running.size() > limit || lastIdentifier == MAX_IDENTIFIER) {
            return -Errno.AGAIN.code();
        }
        int identifier = ++lastIdentifier;
        Store<T> store = stores.get();
        Thread thread = new Thread(() -> runThread(store, identifier, argument), "wasi-thread-" + identifier);
        thread.setDaemon(true);
        running.put(thread, store);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            running.remove(thread);
            return -Errno.AGAIN.code();
        }
        return identifier;
    }

    private void runThread(Store<T> store, int identifier, int argument) {
        try {
            Instance instance = linker.instantiate(store, module);
            instance.func(START).call(identifier, argument);
        } catch (Throwable e) {
            end(e);
        } finally {
            leaveBudgets(store);
            ended();
        }
    }

    private static void leaveBudgets(Store<?> store) {
        store.shareBytes(null);
        if (store.engine().config().isMetered()) {
            store.shareFuel(null);
        }
    }

    private synchronized void ended() {
        running.remove(Thread.currentThread());
        notifyAll();
    }
}

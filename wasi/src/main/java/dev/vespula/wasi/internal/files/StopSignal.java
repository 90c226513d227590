package dev.vespula.wasi.internal.files;

import dev.vespula.Store;
import java.io.IOException;
import java.lang.ref.WeakReference;

/**
 * Tells functions that wait when to give up: when the calling store was interrupted or its time is up, or the thread was
 * interrupted. They then answer INTR, and the engine stops the guest as soon as it runs on. One for each process, which knows
 * the store of each of its threads; what blocks does so in slices of {@link #SLICE_MILLIS}, and what works for long asks again
 * and again.
 */
public final class StopSignal {
    public static final long SLICE_MILLIS = 20;

    /** Weak: a thread may live longer than the store, and than the class loader of all this. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<WeakReference<Store<?>>> stores = new ThreadLocal<>();

    /** Notes who calls in this thread from now on. */
    public void calledBy(Store<?> caller) {
        WeakReference<Store<?>> known = stores.get();
        if (known == null || !known.refersTo(caller)) {
            stores.set(new WeakReference<>(caller));
        }
    }

    /** Fails with INTR if waiting has to end. */
    public void check() throws IOException {
        WeakReference<Store<?>> known = stores.get();
        Store<?> store = known == null ? null : known.get();
        Errno.INTR.when(Thread.currentThread().isInterrupted() || store != null && store.isStopRequested());
    }
}

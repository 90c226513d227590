package dev.vespula.internal.runtime;

import dev.vespula.ResourceLimiter;

/** Who makes an array or lets a memory or table grow. */
public enum Growth {
    /** An instruction: fuel is charged. */
    BY_WASM,
    /** The embedder: free. */
    BY_HOST;

    /** The limiter of a store as it is to be asked, or null. */
    ResourceLimiter limiter(StoreState store) {
        ResourceLimiter limiter = store.limiter;
        return limiter == null || this == BY_HOST ? limiter : new GuestLimiter(limiter);
    }
}

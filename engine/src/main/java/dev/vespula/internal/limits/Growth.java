package dev.vespula.internal.limits;

import dev.vespula.ResourceLimiter;

/** Who makes an array or lets a memory or table grow. */
public enum Growth {
    /** An instruction: fuel is charged. */
    BY_WASM,
    /** The embedder: free. */
    BY_HOST;

    /** A limiter, or null, as it is to be asked. */
    ResourceLimiter asked(ResourceLimiter limiter) {
        return limiter == null || this == BY_HOST ? limiter : new GuestLimiter(limiter);
    }
}

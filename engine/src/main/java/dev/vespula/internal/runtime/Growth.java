package dev.vespula.internal.runtime;

/** Who pays for the growth of a memory or table. */
public enum Growth {
    /** An instruction: fuel is charged. */
    BY_WASM,
    /** The embedder: free. */
    BY_HOST
}

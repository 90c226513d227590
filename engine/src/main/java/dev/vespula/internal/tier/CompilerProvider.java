package dev.vespula.internal.tier;

import dev.vespula.internal.runtime.CompiledTier;
import dev.vespula.internal.runtime.EngineState;

/** Makes the compiled tier of engines; provided by the artifact {@code vespula-compiler}. Thread-safe. */
public interface CompilerProvider {
    /** The compiled tier of an engine whose configuration wants one. */
    CompiledTier create(EngineState engine);

    /** Why nothing can be compiled although this artifact is there; null if everything is. */
    default String missing() {
        return null;
    }
}

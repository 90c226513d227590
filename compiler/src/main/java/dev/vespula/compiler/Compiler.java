package dev.vespula.compiler;

import dev.vespula.compiler.tier.BackgroundTier;
import dev.vespula.internal.runtime.CompiledTier;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.tier.CompilerProvider;

/** What the engine finds when this artifact is on its path. */
public final class Compiler implements CompilerProvider {
    /** For {@link java.util.ServiceLoader}. */
    public Compiler() {}

    @Override
    public CompiledTier create(EngineState engine) {
        return new BackgroundTier(engine);
    }

    @Override
    public String missing() {
        return BackgroundTier.missing();
    }
}

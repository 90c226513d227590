package dev.vespula;

import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.CompiledTier;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.spi.CompilerProvider;
import java.lang.invoke.MethodHandle;
import java.util.ServiceLoader;

/**
 * The compiled tier of an engine that looks for its compiler only when something has run for a while, and in a thread of
 * its own: a short program does not pay for finding and loading it.
 */
final class DeferredTier extends CompiledTier {
    /** Blocks between two looks at what the interpreter executes until the compiler is there. */
    private static final int INTERVAL = 1_024;
    /** Looks until the compiler is asked for: about a millisecond of execution. */
    private static final int PATIENCE = 64;

    private final EngineState engine;
    private volatile CompiledTier found;
    private int looks;
    private boolean isSearching;

    DeferredTier(EngineState engine) {
        this.engine = engine;
    }

    /** The compiled tier of an engine that wants one at once. */
    static CompiledTier required(EngineState engine) {
        CompilerProvider provider = provider();
        if (provider == null) {
            throw new IllegalStateException("tier " + engine.config.tier()
                    + " needs the artifact dev.vespula:vespula-compiler");
        }
        return provider.create(engine);
    }

    private static CompilerProvider provider() {
        return ServiceLoader.load(CompilerProvider.class, CompilerProvider.class.getClassLoader()).findFirst()
                .or(() -> ServiceLoader.load(CompilerProvider.class).findFirst()).orElse(null);
    }

    private void search() {
        CompilerProvider provider = provider();
        found = provider == null ? NONE : provider.create(engine);
    }

    @Override
    public int sample(FunctionCode code, int position) {
        CompiledTier tier = found;
        if (tier != null) {
            return tier.sample(code, position);
        }
        if (++looks >= PATIENCE) {
            synchronized (this) {
                if (!isSearching) {
                    isSearching = true;
                    Thread thread = new Thread(this::search, "vespula-compiler-search");
                    thread.setDaemon(true);
                    thread.start();
                }
            }
        }
        return INTERVAL;
    }

    @Override
    public CallEntry entry(FunctionCode code) {
        return found.entry(code);
    }

    @Override
    public CallEntry hostEntry(HostFunctionInstance function) {
        return found.hostEntry(function);
    }

    @Override
    public MethodHandle call(Signature signature) {
        return found.call(signature);
    }

    @Override
    public void called(FunctionCode code) {
        found.called(code);
    }

    @Override
    public void loaded(ModuleCode module) {
        CompiledTier tier = found;
        if (tier != null) {
            tier.loaded(module);
        }
    }

    @Override
    public void close() {
        CompiledTier tier = found;
        if (tier != null) {
            tier.close();
        }
    }
}

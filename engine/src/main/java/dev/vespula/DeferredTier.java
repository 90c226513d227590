package dev.vespula;

import dev.vespula.internal.runtime.AheadCode;
import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.CompiledTier;
import dev.vespula.internal.runtime.DaemonThread;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.Signature;
import java.lang.invoke.MethodHandle;

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
    private final Object search = new Object();
    private final CompilerSearch compilers = new CompilerSearch();
    private volatile CompiledTier found;
    private String missing;
    private int looks;
    private boolean isSearching;

    DeferredTier(EngineState engine) {
        this.engine = engine;
    }

    /** The compiled tier of an engine that compiles what is hot; there at once if tests have lowered the thresholds. */
    static CompiledTier of(EngineState engine) {
        DeferredTier tier = new DeferredTier(engine);
        if (engine.policy.threshold() > 0) {
            tier.search();
            return tier.found;
        }
        return tier;
    }

    /** The compiled tier of an engine that wants one at once. */
    static CompiledTier required(EngineState engine) {
        CompilerSearch.Found compiler = new CompilerSearch().find();
        if (compiler.provider() == null) {
            throw new IllegalStateException("tier " + engine.config.tier() + ": " + compiler.missing());
        }
        return compiler.provider().create(engine);
    }

    private CompiledTier search() {
        synchronized (search) {
            if (found == null) {
                CompilerSearch.Found compiler = compilers.find();
                missing = compiler.missing();
                found = compiler.provider() == null ? NONE : compiler.provider().create(engine);
                if (missing != null) {
                    CompilerSearch.tell(missing);
                }
            }
            return found;
        }
    }

    /** The tier for work that cannot be done without one. */
    private CompiledTier needed() {
        CompiledTier tier = search();
        if (tier == NONE) {
            throw new IllegalStateException("code compiled ahead of time: " + missing);
        }
        return tier;
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
                    DaemonThread.start("vespula-compiler-search", this::search);
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
    public void install(FunctionCode code) {
        CompiledTier tier = found;
        if (tier != null) {
            tier.install(code);
        }
    }

    @Override
    public boolean recall(ModuleCode module) {
        return false;
    }

    @Override
    public byte[] compileAhead(ModuleCode module) {
        return needed().compileAhead(module);
    }

    @Override
    public AheadCode openAhead(byte[] jar) {
        return needed().openAhead(jar);
    }

    @Override
    public void loosen(ModuleCode module) {
        found.loosen(module);
    }

    @Override
    public boolean hasCode() {
        CompiledTier tier = found;
        return tier != null && tier.hasCode();
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

package dev.vespula.internal.tier;

import dev.vespula.internal.runtime.AheadCode;
import dev.vespula.internal.runtime.CodeFiles;
import dev.vespula.internal.runtime.CodeProfile;
import dev.vespula.internal.runtime.CompiledTier;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.stop.DaemonThread;

/**
 * The compiled tier of an engine that looks for its compiler only when something has run for a while, and in a thread of
 * its own: a short program does not pay for finding and loading it. What it finds takes its place.
 */
public final class DeferredTier extends CompiledTier {
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

    /** The compiled tier that the configuration of an engine wants; none where each instruction is traced. */
    public static CompiledTier of(EngineState engine) {
        return engine.watching.trace() != null ? new CompiledTier() : switch (engine.config.tier()) {
            case INTERPRETER -> new CompiledTier();
            case AUTO -> deferred(engine);
            case COMPILED -> required(engine);
        };
    }

    /** One that compiles what is hot; there at once if tests have lowered the thresholds. */
    private static CompiledTier deferred(EngineState engine) {
        DeferredTier tier = new DeferredTier(engine);
        if (engine.policy.threshold() > 0) {
            tier.search();
            return tier.found;
        }
        return tier;
    }

    /** One that is wanted at once. */
    private static CompiledTier required(EngineState engine) {
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
                found = compiler.provider() == null ? new CompiledTier() : compiler.provider().create(engine);
                if (found.mayCompile()) {
                    engine.tier = found;
                }
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
        if (!tier.mayCompile()) {
            throw new IllegalStateException("code compiled ahead of time: " + missing);
        }
        return tier;
    }

    @Override
    public int sample(FunctionCode code, int pc, int statements) {
        CompiledTier tier = found;
        if (tier != null) {
            return tier.sample(code, pc, statements);
        }
        if (++looks >= PATIENCE) {
            synchronized (this) {
                if (!isSearching) {
                    isSearching = true;
                    DaemonThread.start("vespula-compiler-search", this::search);
                }
            }
        }
        return nextInterval(USUAL_INTERVAL);
    }

    @Override
    public boolean mayCompile() {
        return true;
    }

    @Override
    public boolean hasCompiler() {
        return search().mayCompile();
    }

    @Override
    public byte[] compileAhead(ModuleCode module, CodeProfile profile) {
        return needed().compileAhead(module, profile);
    }

    @Override
    public AheadCode openAhead(CodeFiles files) {
        return needed().openAhead(files);
    }
}

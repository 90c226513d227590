package dev.vespula;

import dev.vespula.internal.binary.Features;
import dev.vespula.internal.policy.TierPolicy;
import dev.vespula.internal.runtime.TrustedFolder;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How an {@link Engine} decodes, validates and executes. Immutable; {@code with} methods return a changed copy:
 *
 * <pre>{@code
 * Engine engine = Engine.of(new Config()
 *         .withFuel(Config.FuelMetering.ON)
 *         .with(Feature.WIDE_ARITHMETIC)
 *         .withMaxRecursionDepth(100_000));
 * }</pre>
 */
public final class Config {
    private final Features features;
    private final StackConfig stack;
    private final FuelMetering metering;
    private final FuelCosts fuelCosts;
    private final Determinism determinism;
    private final ModulePolicy policy;
    private final Tiering tiering;
    private final CodeCache cache;

    /** The defaults: see each option. */
    public Config() {
        this(Features.DEFAULT, StackConfig.DEFAULT, FuelMetering.OFF, FuelCosts.standard(), Determinism.OFF,
                ModulePolicy.DEFAULT, Tiering.DEFAULT, CodeCache.NONE);
    }

    private Config(
            Features features, StackConfig stack, FuelMetering metering, FuelCosts fuelCosts, Determinism determinism,
            ModulePolicy policy, Tiering tiering, CodeCache cache) {
        this.features = features;
        this.stack = stack;
        this.metering = metering;
        this.fuelCosts = fuelCosts;
        this.determinism = determinism;
        this.policy = policy;
        this.tiering = tiering;
        this.cache = cache;
    }

    // ---- features

    /** Whether a feature is on; {@link Feature#isOnByDefault} is the default everywhere, in the command line too. */
    public boolean has(Feature feature) {
        return features.has(feature);
    }

    /** A copy with a feature switched on. */
    public Config with(Feature feature) {
        return new Config(features.with(feature), stack, metering, fuelCosts, determinism, policy, tiering, cache);
    }

    /** A copy with a feature switched off: modules that use it are refused. */
    public Config without(Feature feature) {
        return new Config(features.without(feature), stack, metering, fuelCosts, determinism, policy, tiering, cache);
    }

    Features features() {
        return features;
    }

    // ---- stacks

    /** Bytes that a value stack has when it is made. Default 1,024. */
    public int minStackHeight() {
        return stack.minHeight();
    }

    /** Bytes that a value stack may grow to; beyond, a call traps with {@link TrapCode#STACK_OVERFLOW}. Default 8 MiB. */
    public int maxStackHeight() {
        return stack.maxHeight();
    }

    /** Wasm calls that may be active in one execution; one more traps. Default 10,000. */
    public int maxRecursionDepth() {
        return stack.maxDepth();
    }

    /**
     * Stacks that a store keeps for reuse, besides one for calls from Java straight into compiled code. Default 2; with 0 there
     * are no such calls, and every call makes a stack of its own.
     */
    public int maxCachedStacks() {
        return stack.maxCached();
    }

    /**
     * A copy with other bounds for value stacks, in bytes.
     *
     * @throws IllegalArgumentException unless {@code 0 <= min <= max}
     */
    public Config withStackHeight(int min, int max) {
        return new Config(features, new StackConfig(min, max, stack.maxDepth(), stack.maxCached()), metering,
                fuelCosts, determinism, policy, tiering, cache);
    }

    /** A copy with another {@link #maxRecursionDepth}. */
    public Config withMaxRecursionDepth(int frames) {
        return new Config(features, new StackConfig(stack.minHeight(), stack.maxHeight(), frames, stack.maxCached()),
                metering, fuelCosts, determinism, policy, tiering, cache);
    }

    /** A copy with another {@link #maxCachedStacks}. */
    public Config withMaxCachedStacks(int stacks) {
        return new Config(features, new StackConfig(stack.minHeight(), stack.maxHeight(), stack.maxDepth(), stacks),
                metering, fuelCosts, determinism, policy, tiering, cache);
    }

    // ---- fuel

    /** Whether execution is metered. Off by default. */
    public boolean isMetered() {
        return metering == FuelMetering.ON;
    }

    /** What metered execution costs. */
    public FuelCosts fuelCosts() {
        return fuelCosts;
    }

    /** A copy with metering switched; a store then starts with no fuel, see {@link Store#setFuel}. */
    public Config withFuel(FuelMetering switched) {
        return new Config(features, stack, Objects.requireNonNull(switched), fuelCosts, determinism, policy, tiering, cache);
    }

    /** A copy with other costs; does not switch metering on. */
    public Config withFuelCosts(FuelCosts costs) {
        return new Config(features, stack, metering, Objects.requireNonNull(costs), determinism, policy, tiering, cache);
    }

    // ---- determinism

    /** Whether executions are deterministic. Off by default. */
    public boolean isDeterministic() {
        return determinism == Determinism.ON;
    }

    /**
     * A copy with determinism switched. Then every operator that gives a NaN gives the canonical one, in vectors too, so that
     * two runs with the same input have the same results, memory and fuel on every machine. Without it only the bits of
     * NaNs depend on the processor and the just-in-time compiler; everything else, the relaxed vector operators included,
     * is fixed anyway. Costs only floating-point code something, and nothing when off.
     *
     * <p>What host functions do is theirs: clocks and random numbers of WASI can be injected. Growth of memories and tables
     * is decided by the maximum and the store's limiter, but can also fail because the JVM's heap is full: set limits that
     * the heap can hold.
     */
    public Config withDeterminism(Determinism switched) {
        return new Config(features, stack, metering, fuelCosts, Objects.requireNonNull(switched), policy, tiering, cache);
    }

    // ---- modules

    /** When functions are validated and translated. Default {@link CompilationMode#LAZY_TRANSLATION}. */
    public CompilationMode compilationMode() {
        return policy.mode();
    }

    /** Limits on modules. Default {@link EnforcedLimits#none()}. */
    public EnforcedLimits enforcedLimits() {
        return policy.limits();
    }

    /** What becomes of custom sections. Default {@link CustomSections#KEEP}. */
    public CustomSections customSections() {
        return policy.customSections();
    }

    /** Whether modules may have a start function. Default {@link StartFunctions#ALLOW}. */
    public StartFunctions startFunctions() {
        return policy.startFunctions();
    }

    /** A copy with another {@link #compilationMode}. */
    public Config withCompilationMode(CompilationMode mode) {
        return with(new ModulePolicy(mode, policy.limits(), policy.customSections(), policy.startFunctions()));
    }

    /** A copy with other {@link #enforcedLimits}. */
    public Config withEnforcedLimits(EnforcedLimits limits) {
        return with(new ModulePolicy(policy.mode(), limits, policy.customSections(), policy.startFunctions()));
    }

    /** A copy with other {@link #customSections}. */
    public Config withCustomSections(CustomSections sections) {
        return with(new ModulePolicy(policy.mode(), policy.limits(), sections, policy.startFunctions()));
    }

    /** A copy with other {@link #startFunctions}. */
    public Config withStartFunctions(StartFunctions functions) {
        return with(new ModulePolicy(policy.mode(), policy.limits(), policy.customSections(), functions));
    }

    // ---- tiers

    /** How functions are executed. Default {@link Tier#AUTO}. */
    public Tier tier() {
        return tiering.tier();
    }

    /**
     * A copy with another {@link #tier}.
     *
     * @see Engine#tiers()
     */
    public Config withTier(Tier chosen) {
        return with(new Tiering(Objects.requireNonNull(chosen, "tier"), tiering.use(), tiering.policy()));
    }

    /**
     * From when on a function's compiled code is executed. Unless it was chosen, {@link CodeUse#FROM_FIRST_CALL} with
     * {@link Tier#COMPILED} and {@link CodeUse#WHEN_WARM} with {@link Tier#AUTO}.
     */
    public CodeUse codeUse() {
        return tiering.use() != null ? tiering.use()
                : tiering.tier() == Tier.COMPILED ? CodeUse.FROM_FIRST_CALL : CodeUse.WHEN_WARM;
    }

    /** A copy with another {@link #codeUse}. */
    public Config withCodeUse(CodeUse chosen) {
        return with(new Tiering(tiering.tier(), Objects.requireNonNull(chosen, "use"), tiering.policy()));
    }

    /**
     * A copy with another policy of tiers. Its type is not exported: for the command line, and the tools and tests of this project.
     *
     * @hidden not for users
     */
    public Config with(TierPolicy policy) {
        return with(new Tiering(tiering.tier(), tiering.use(), Objects.requireNonNull(policy, "policy")));
    }

    /**
     * The policy of tiers.
     *
     * @hidden not for users
     */
    public TierPolicy tierPolicy() {
        return tiering.policy();
    }

    // ---- the cache of compiled code

    /** The folder in which compiled code is kept between processes. None by default. */
    public Optional<Path> cache() {
        return Optional.ofNullable(cache.folder());
    }

    /** The most that the files in the folder of the cache may take together, in bytes. Default 512 MiB. */
    public long maxCacheBytes() {
        return cache.maxBytes();
    }

    /**
     * A copy that keeps compiled code in a folder, which is made if need be. With {@link CodeUse#FROM_FIRST_CALL}
     * it is the code of whole modules, written when a module is made; else that of the functions that were compiled, written
     * when the compiler has nothing to do for a second and when the engine is {@linkplain Engine#close closed}. Code is found again
     * by the module's content, the options that change code, and the build of Vespula.
     *
     * <p>The folder may be shared by any number of engines and processes. A damaged file is as good as none, and so is a
     * folder that cannot be read or written; the least recently used files are deleted when there are too many. Files that do
     * not belong to the cache are left alone. If the folder does not exist, it is made for the user alone.
     *
     * <p>What is in the folder is executed. So it is refused, here and when an engine is made with it, if people who may not run
     * code in this process could put something there: if it, or a folder or link on the way to it, belongs to somebody else
     * than the user of the process or the administrator, or may be written to by others (on the way to it, a sticky folder
     * such as {@code /tmp} will do, and so will a group named like the owner). Files in it that are not so are not read. On Windows
     * only write access of everybody and of all users is noticed, and folders of other file systems are not looked at.
     *
     * <p>Results and fuel are the same with the cache and without it.
     *
     * @throws IllegalArgumentException if others can put files into the folder; the message says how
     */
    public Config withCache(Path folder) {
        Config changed = with(new CodeCache(Objects.requireNonNull(folder, "folder"), cache.maxBytes()));
        changed.checkCache();
        return changed;
    }

    /**
     * Looks at the folder of the cache as it is now.
     *
     * @throws IllegalArgumentException if it cannot be trusted
     */
    void checkCache() {
        String problem = cache.folder() == null ? null : TrustedFolder.problem(cache.folder());
        if (problem != null) {
            throw new IllegalArgumentException("the folder " + cache.folder()
                    + " is no place for compiled code, which is executed: " + problem);
        }
    }

    /** A copy that keeps no compiled code between processes. */
    public Config withoutCache() {
        return with(new CodeCache(null, cache.maxBytes()));
    }

    /**
     * A copy with another {@link #maxCacheBytes}; does not switch the cache on.
     *
     * @throws IllegalArgumentException if {@code bytes} is negative
     */
    public Config withMaxCacheBytes(long bytes) {
        return with(new CodeCache(cache.folder(), bytes));
    }

    private Config with(Tiering changed) {
        return new Config(features, stack, metering, fuelCosts, determinism, policy, changed, cache);
    }

    private Config with(CodeCache changed) {
        return new Config(features, stack, metering, fuelCosts, determinism, policy, tiering, changed);
    }

    private Config with(ModulePolicy changed) {
        return new Config(features, stack, metering, fuelCosts, determinism, changed, tiering, cache);
    }

    /** Switch for metering. */
    public enum FuelMetering {
        /** Not metered: no cost at all. */
        OFF,
        /** Metered: execution stops when the store's fuel is used up. */
        ON
    }

    /** Switch for determinism. */
    public enum Determinism {
        /** NaNs have the bits that the processor gives them. */
        OFF,
        /** NaNs are canonical. */
        ON
    }

    /**
     * From when on a function's compiled code is executed. It makes no difference to results. The JVM begins with
     * interpreting the bytecode, which is slower than our interpreter, and what it then compiles itself costs some hundred
     * microseconds for each function: code that is executed a few times only is better not executed as bytecode at all.
     */
    public enum CodeUse {
        /**
         * From the first call. With {@link Tier#COMPILED} all functions of a module are compiled when it is made, which takes
         * some seconds for each megabyte. For servers that want no warm-up, and for tests of the compiler.
         */
        FROM_FIRST_CALL,
        /**
         * When the function has been interpreted for a while, and until then it is interpreted. Functions whose code is there
         * already (ahead of time, or from the cache) need less time for that than those that are to be compiled.
         */
        WHEN_WARM
    }

    /** What becomes of custom sections when a module is decoded. */
    public enum CustomSections {
        /** They can be read from the module; names appear in backtraces. */
        KEEP,
        /** They are skipped, the name section too. */
        IGNORE
    }

    /** Whether start functions are accepted. */
    public enum StartFunctions {
        /** They run at the end of instantiation. */
        ALLOW,
        /** A module that has one is refused. */
        FORBID
    }

    private record StackConfig(int minHeight, int maxHeight, int maxDepth, int maxCached) {
        static final StackConfig DEFAULT = new StackConfig(1_024, 8 << 20, 10_000, 2);

        StackConfig {
            if (minHeight < 0 || minHeight > maxHeight) {
                throw new IllegalArgumentException(
                        "stack heights must satisfy 0 <= min <= max, not " + minHeight + " and " + maxHeight);
            }
            if (maxDepth < 0 || maxCached < 0) {
                throw new IllegalArgumentException("negative recursion depth or number of cached stacks");
            }
        }
    }

    /** {@code use} is null if it was not chosen. */
    private record Tiering(Tier tier, CodeUse use, TierPolicy policy) {
        static final Tiering DEFAULT = new Tiering(Tier.AUTO, null, TierPolicy.USUAL);
    }

    private record CodeCache(Path folder, long maxBytes) {
        static final CodeCache NONE = new CodeCache(null, 512L << 20);

        CodeCache {
            if (maxBytes < 0) {
                throw new IllegalArgumentException("negative size of the cache: " + maxBytes);
            }
        }
    }

    private record ModulePolicy(
            CompilationMode mode, EnforcedLimits limits, CustomSections customSections, StartFunctions startFunctions) {
        static final ModulePolicy DEFAULT = new ModulePolicy(CompilationMode.LAZY_TRANSLATION, EnforcedLimits.none(),
                CustomSections.KEEP, StartFunctions.ALLOW);

        ModulePolicy {
            Objects.requireNonNull(mode, "mode");
            Objects.requireNonNull(limits, "limits");
            Objects.requireNonNull(customSections, "customSections");
            Objects.requireNonNull(startFunctions, "startFunctions");
        }
    }
}

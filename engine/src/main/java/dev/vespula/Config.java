package dev.vespula;

import dev.vespula.internal.files.TrustedFolder;
import dev.vespula.internal.policy.TierPolicy;
import dev.vespula.internal.policy.Watching;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

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
    /** What was chosen; never changed. */
    private final Map<Option, Object> chosen;

    /** The defaults: see each option. */
    public Config() {
        this(new EnumMap<>(Option.class));
    }

    private Config(Map<Option, Object> chosen) {
        this.chosen = chosen;
    }

    @SuppressWarnings("unchecked")
    private <V> V get(Option option) {
        return (V) chosen.getOrDefault(option, option.standard);
    }

    private Config with(Option option, Object value) {
        Map<Option, Object> changed = new EnumMap<>(chosen);
        changed.put(option, Objects.requireNonNull(value, option.name()));
        return new Config(changed);
    }

    // ---- features

    /** Whether a feature is on; {@link Feature#isOnByDefault} is the default everywhere, in the command line too. */
    public boolean has(Feature feature) {
        return features().contains(feature);
    }

    /** A copy with a feature switched on. */
    public Config with(Feature feature) {
        EnumSet<Feature> features = EnumSet.copyOf(features());
        features.add(feature);
        return with(Option.FEATURES, features);
    }

    /** A copy with a feature switched off: modules that use it are refused. */
    public Config without(Feature feature) {
        EnumSet<Feature> features = EnumSet.copyOf(features());
        features.remove(feature);
        if (feature == Feature.EXCEPTIONS) {
            features.remove(Feature.LEGACY_EXCEPTIONS);
        }
        return with(Option.FEATURES, features);
    }

    private EnumSet<Feature> features() {
        return get(Option.FEATURES);
    }

    // ---- what the engine gives for imports

    /** Whether modules are given the functions of a set. None by default. */
    public boolean has(BuiltinSet set) {
        return builtins().contains(set);
    }

    /** The sets of functions that the engine gives to modules which import them. None by default. */
    public Set<BuiltinSet> builtins() {
        return get(Option.BUILTINS);
    }

    /**
     * A copy whose engines give the functions of a set to all modules that import them. No linker is asked for these imports then,
     * they are not among {@link Module#imports}, and a module that imports one by another type is {@linkplain InvalidException invalid}.
     */
    public Config with(BuiltinSet set) {
        EnumSet<BuiltinSet> sets = EnumSet.of(set);
        sets.addAll(builtins());
        return with(Option.BUILTINS, Collections.unmodifiableSet(sets));
    }

    /** The module name whose imports are string constants. None by default. */
    public Optional<String> stringConstants() {
        return get(Option.STRING_CONSTANTS);
    }

    /**
     * A copy whose engines take what modules import from a module of this name for string constants: globals of the type
     * {@code externref} that hold the name of the import as a {@link String}. As with {@link #with(BuiltinSet)}, no linker is asked for
     * them, they are not among {@link Module#imports}, and a module that imports something else under the name is invalid.
     *
     * @param module the name; toolchains have {@code '} or a name that they can be told
     */
    public Config withStringConstants(String module) {
        return with(Option.STRING_CONSTANTS, Optional.of(module));
    }

    // ---- stacks

    /** Bytes that a value stack has when it is made. Default 1,024. */
    public int minStackHeight() {
        return get(Option.MIN_STACK_HEIGHT);
    }

    /** Bytes that a value stack may grow to; beyond, a call traps with {@link TrapCode#STACK_OVERFLOW}. Default 8 MiB. */
    public int maxStackHeight() {
        return get(Option.MAX_STACK_HEIGHT);
    }

    /** Wasm calls that may be active in one execution; one more traps. Default 10,000. */
    public int maxRecursionDepth() {
        return get(Option.MAX_RECURSION_DEPTH);
    }

    /**
     * Stacks that a store keeps for reuse, besides one for calls from Java straight into compiled code. Default 2; with 0 there
     * are no such calls, and every call makes a stack of its own.
     */
    public int maxCachedStacks() {
        return get(Option.MAX_CACHED_STACKS);
    }

    /**
     * A copy with other bounds for value stacks, in bytes.
     *
     * @throws IllegalArgumentException unless {@code 0 <= min <= max}
     */
    public Config withStackHeight(int min, int max) {
        if (min < 0 || min > max) {
            throw new IllegalArgumentException("stack heights must satisfy 0 <= min <= max, not " + min + " and " + max);
        }
        return with(Option.MIN_STACK_HEIGHT, min).with(Option.MAX_STACK_HEIGHT, max);
    }

    /** A copy with another {@link #maxRecursionDepth}. */
    public Config withMaxRecursionDepth(int frames) {
        return with(Option.MAX_RECURSION_DEPTH, notNegative(frames, "recursion depth"));
    }

    /** A copy with another {@link #maxCachedStacks}. */
    public Config withMaxCachedStacks(int stacks) {
        return with(Option.MAX_CACHED_STACKS, notNegative(stacks, "number of cached stacks"));
    }

    // ---- fuel

    /** Whether execution is metered. Off by default. */
    public boolean isMetered() {
        return get(Option.METERING) == FuelMetering.ON;
    }

    /** What metered execution costs. */
    public FuelCosts fuelCosts() {
        return get(Option.FUEL_COSTS);
    }

    /** A copy with metering switched; a store then starts with no fuel, see {@link Store#setFuel}. */
    public Config withFuel(FuelMetering switched) {
        return with(Option.METERING, switched);
    }

    /** A copy with other costs; does not switch metering on. */
    public Config withFuelCosts(FuelCosts costs) {
        return with(Option.FUEL_COSTS, costs);
    }

    // ---- determinism

    /** Whether executions are deterministic. Off by default. */
    public boolean isDeterministic() {
        return get(Option.DETERMINISM) == Determinism.ON;
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
        return with(Option.DETERMINISM, switched);
    }

    // ---- modules

    /** When functions are validated and translated. Default {@link CompilationMode#LAZY_TRANSLATION}. */
    public CompilationMode compilationMode() {
        return get(Option.COMPILATION_MODE);
    }

    /** Limits on modules. Default {@link EnforcedLimits#none()}. */
    public EnforcedLimits enforcedLimits() {
        return get(Option.ENFORCED_LIMITS);
    }

    /** What becomes of custom sections. Default {@link CustomSections#KEEP}. */
    public CustomSections customSections() {
        return get(Option.CUSTOM_SECTIONS);
    }

    /** Whether modules may have a start function. Default {@link StartFunctions#ALLOW}. */
    public StartFunctions startFunctions() {
        return get(Option.START_FUNCTIONS);
    }

    /** A copy with another {@link #compilationMode}. */
    public Config withCompilationMode(CompilationMode mode) {
        return with(Option.COMPILATION_MODE, mode);
    }

    /** A copy with other {@link #enforcedLimits}. */
    public Config withEnforcedLimits(EnforcedLimits limits) {
        return with(Option.ENFORCED_LIMITS, limits);
    }

    /** A copy with other {@link #customSections}. */
    public Config withCustomSections(CustomSections sections) {
        return with(Option.CUSTOM_SECTIONS, sections);
    }

    /** A copy with other {@link #startFunctions}. */
    public Config withStartFunctions(StartFunctions functions) {
        return with(Option.START_FUNCTIONS, functions);
    }

    // ---- tiers

    /** How functions are executed. Default {@link Tier#AUTO}. */
    public Tier tier() {
        return get(Option.TIER);
    }

    /**
     * A copy with another {@link #tier}.
     *
     * @see Engine#tiers()
     */
    public Config withTier(Tier chosen) {
        return with(Option.TIER, chosen);
    }

    /**
     * From when on a function's compiled code is executed. Unless it was chosen, {@link CodeUse#FROM_FIRST_CALL} with
     * {@link Tier#COMPILED} and {@link CodeUse#WHEN_WARM} with {@link Tier#AUTO}.
     */
    public CodeUse codeUse() {
        CodeUse chosen = get(Option.CODE_USE);
        return chosen != null ? chosen
                : tier() == Tier.COMPILED ? CodeUse.FROM_FIRST_CALL : CodeUse.WHEN_WARM;
    }

    /** A copy with another {@link #codeUse}. */
    public Config withCodeUse(CodeUse chosen) {
        return with(Option.CODE_USE, chosen);
    }

    /**
     * A copy with another policy of tiers. Its type is not exported: for the command line, and the tools and tests of this project.
     *
     * @hidden not for users
     */
    public Config with(TierPolicy policy) {
        return with(Option.TIER_POLICY, policy);
    }

    /**
     * The policy of tiers.
     *
     * @hidden not for users
     */
    public TierPolicy tierPolicy() {
        return get(Option.TIER_POLICY);
    }

    /**
     * A copy of whose engines somebody else is told what they do. As with the policy of tiers.
     *
     * @hidden not for users
     */
    public Config with(Watching watching) {
        return with(Option.WATCHING, watching);
    }

    /**
     * Who is told what engines do.
     *
     * @hidden not for users
     */
    public Watching watching() {
        return get(Option.WATCHING);
    }

    // ---- the cache of compiled code

    /** The folder in which compiled code is kept between processes. None by default. */
    public Optional<Path> cache() {
        return get(Option.CACHE);
    }

    /** The most that the files in the folder of the cache may take together, in bytes. Default 512 MiB. */
    public long maxCacheBytes() {
        return get(Option.MAX_CACHE_BYTES);
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
        Config changed = with(Option.CACHE, Optional.of(folder));
        changed.checkCache();
        return changed;
    }

    /**
     * Looks at the folder of the cache as it is now.
     *
     * @throws IllegalArgumentException if it cannot be trusted
     */
    void checkCache() {
        Path folder = cache().orElse(null);
        String problem = folder == null ? null : TrustedFolder.problem(folder);
        if (problem != null) {
            throw new IllegalArgumentException("the folder " + folder
                    + " is no place for compiled code, which is executed: " + problem);
        }
    }

    /** A copy that keeps no compiled code between processes. */
    public Config withoutCache() {
        return with(Option.CACHE, Optional.empty());
    }

    /**
     * A copy with another {@link #maxCacheBytes}; does not switch the cache on.
     *
     * @throws IllegalArgumentException if {@code bytes} is negative
     */
    public Config withMaxCacheBytes(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("negative size of the cache: " + bytes);
        }
        return with(Option.MAX_CACHE_BYTES, bytes);
    }

    private static int notNegative(int value, String what) {
        if (value < 0) {
            throw new IllegalArgumentException("negative " + what + ": " + value);
        }
        return value;
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
         * When the function has been interpreted for a while, and until then it is interpreted: each function for itself, also
         * if its code is there already (ahead of time, or from the cache).
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

    /** The options, each with what it is unless it was chosen. */
    private enum Option {
        FEATURES(onByDefault()), BUILTINS(Set.of()), STRING_CONSTANTS(Optional.empty()), MIN_STACK_HEIGHT(1_024),
        MAX_STACK_HEIGHT(8 << 20), MAX_RECURSION_DEPTH(10_000),
        MAX_CACHED_STACKS(2), METERING(FuelMetering.OFF), FUEL_COSTS(FuelCosts.standard()), DETERMINISM(Determinism.OFF),
        COMPILATION_MODE(CompilationMode.LAZY_TRANSLATION), ENFORCED_LIMITS(EnforcedLimits.none()),
        CUSTOM_SECTIONS(CustomSections.KEEP), START_FUNCTIONS(StartFunctions.ALLOW), TIER(Tier.AUTO),
        /** Null: follows from the tier. */
        CODE_USE(null),
        TIER_POLICY(TierPolicy.USUAL), WATCHING(Watching.NOBODY), CACHE(Optional.empty()), MAX_CACHE_BYTES(512L << 20);

        /** Of an immutable class, or never changed. */
        @SuppressWarnings("ImmutableEnumChecker")
        private final Object standard;

        Option(Object standard) {
            this.standard = standard;
        }

        private static EnumSet<Feature> onByDefault() {
            EnumSet<Feature> features = EnumSet.noneOf(Feature.class);
            for (Feature feature : Feature.values()) {
                if (feature.isOnByDefault()) {
                    features.add(feature);
                }
            }
            return features;
        }
    }
}

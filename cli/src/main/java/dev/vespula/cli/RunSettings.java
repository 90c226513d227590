package dev.vespula.cli;

import dev.vespula.ByteBudget;
import dev.vespula.CompilationMode;
import dev.vespula.Config;
import dev.vespula.Store;
import dev.vespula.StoreLimits;
import dev.vespula.Tier;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The options of commands that execute a program: what it may use and how it is executed. {@link SavedOptions} takes some of
 * them along with a saved program.
 */
final class RunSettings {
    final Option dir = Option.value("--dir", "HOST[::GUEST][:ro]",
            "Let the program use the folder HOST, under the name GUEST (the same name if left out), and with :ro only read what is in it.")
            .repeatable();
    final EnvironmentOptions environment = new EnvironmentOptions();
    final Option mode = Option.value("--mode", "MODE",
            "When to check and translate functions: 'eager' (all at once), 'lazy-translation' (check all, translate at "
                    + "the first call; the default), 'lazy' (both at the first call).");
    final Option tier = Option.value("--tier", "TIER",
            "What executes the program: 'interpreter', 'auto' (what runs often is compiled meanwhile; the default), "
                    + "'compiled' (the same with the compiler there from the beginning, and an error without one). 'vespula run' also "
                    + "takes 'both': interpreter and compiled code side by side, until they differ.");
    final Option maxMemory = Option.value("--max-memory", "BYTES",
            "Refuse memories of more than BYTES each, and growth beyond that; K, M and G may follow the number.");
    final Option maxMemoryTotal = Option.value("--max-memory-total", "BYTES",
            "Refuse whatever would let the memories, tables and objects of the program take more than BYTES together, those of "
                    + "all its threads included; K, M and G may follow the number.");
    final Option maxStack = Option.value("--max-stack", "BYTES",
            "The most that values on the call stack may take (default 8M).");
    final Option maxFrames = Option.value("--max-frames", "N",
            "How many calls may be active at once (default 10000).");
    final Option timeout = Option.value("--timeout", "SECONDS",
            "Stop the program after this time; fractions are allowed.");
    final Option fuel = Option.value("--fuel", "N",
            "Meter execution and stop the program when it has used N units of fuel, all its threads together; what it used is "
                    + "told on standard error.");
    final Option snapshot = Option.value("--snapshot-on-out-of-fuel", "FILE.snap",
            "With --fuel: when the fuel is used up, save the program to FILE.snap instead of ending it; "
                    + "'vespula resume' continues it.");
    final Option deterministic = Option.flag("--deterministic",
            "Every run is the same: canonical NaNs, a clock that advances by a millisecond whenever it is read, the same "
                    + "random numbers, and no times, devices and inodes of the host's files.");
    final Option cache = Option.value("--cache", "DIR",
            "Keep compiled code in the folder DIR and look for it there: a program that has run before is not compiled "
                    + "again. Made if need be; refused if it belongs to others or others may write to it, since what is in "
                    + "it is executed.");
    final Option stats = Option.flag("--stats",
            "Afterwards, tell on standard error how long it took, how many functions were translated, interpreted and "
                    + "compiled, and how much memory the program has used.");

    final ModuleOptions modules = new ModuleOptions();

    /** All options that shape an execution, in the order of the help. */
    List<Option> options() {
        List<Option> options = new ArrayList<>(List.of(dir));
        options.addAll(environment.options());
        options.addAll(List.of(mode, tier, maxMemory, maxMemoryTotal, maxStack, maxFrames, timeout, fuel, snapshot,
                deterministic,
                cache, stats, modules.features, modules.builtins, modules.stringConstants));
        return options;
    }

    /** How the engine is to be configured. */
    Config config() {
        Config config = modules.config();
        if (mode.isGiven()) {
            config = config.withCompilationMode(switch (mode.value()) {
                case "eager" -> CompilationMode.EAGER;
                case "lazy-translation" -> CompilationMode.LAZY_TRANSLATION;
                case "lazy" -> CompilationMode.LAZY;
                default -> throw mode.badValue("eager, lazy-translation or lazy");
            });
        }
        if (tier.isGiven()) {
            config = config.withCodeUse(Config.CodeUse.WHEN_WARM).withTier(tierOf(tier));
        }
        if (maxStack.isGiven()) {
            int most = (int) Math.min(Integer.MAX_VALUE, maxStack.bytes());
            config = config.withStackHeight(Math.min(config.minStackHeight(), most), most);
        }
        if (maxFrames.isGiven()) {
            config = config.withMaxRecursionDepth((int) Math.min(Integer.MAX_VALUE, maxFrames.number()));
        }
        if (deterministic.isGiven()) {
            config = config.withDeterminism(Config.Determinism.ON);
        }
        if (cache.isGiven()) {
            config = withCache(config);
        }
        if (snapshot.isGiven() && !fuel.isGiven()) {
            throw new UsageException(snapshot.name() + " needs " + fuel.name());
        }
        return fuel.isGiven() ? config.withFuel(Config.FuelMetering.ON) : config;
    }

    /** The tier that an option names. */
    static Tier tierOf(Option option) {
        return switch (option.value()) {
            case "interpreter" -> Tier.INTERPRETER;
            case "auto" -> Tier.AUTO;
            case "compiled" -> Tier.COMPILED;
            default -> throw option.badValue("interpreter, auto or compiled");
        };
    }

    private Config withCache(Config config) {
        try {
            return config.withCache(Path.of(cache.value()));
        } catch (InvalidPathException e) {
            throw cache.badValue("the name of a folder");
        } catch (IllegalArgumentException e) {
            throw new CommandException("--cache: " + e.getMessage(), e);
        }
    }

    /** What all stores of the program may hold together; null if that is not limited. */
    ByteBudget bytes() {
        return maxMemoryTotal.isGiven() ? ByteBudget.of(maxMemoryTotal.bytes()) : null;
    }

    /** Gives a store its limits. */
    void limit(Store<?> store) {
        if (maxMemory.isGiven()) {
            store.limiter(StoreLimits.unlimited().withMemoryBytes(maxMemory.bytes()));
        }
        if (timeout.isGiven()) {
            store.setTimeout(Duration.ofNanos(timeout.secondsAsNanos()));
        }
    }

    /** All of them in the order of saved programs, which stays: those that were added later come last. */
    List<Option> savedOrder() {
        List<Option> order = new ArrayList<>(List.of(dir, environment.env, mode, tier, maxMemory, maxStack, maxFrames, timeout,
                fuel,
                snapshot, deterministic, cache, stats, modules.features, maxMemoryTotal));
        options().stream().filter(option -> !order.contains(option)).forEach(order::add);
        return order;
    }

    /** Those that are for one process or one machine, and never part of a saved program. */
    List<Option> passing() {
        return List.of(timeout, snapshot, cache, stats, environment.file, environment.inherit);
    }

    // ---- with a saved program

    /** Whether this object's own option of the same name is given. */
    boolean isGiven(Option other) {
        return options().stream().anyMatch(option -> option.name().equals(other.name()) && option.isGiven());
    }

    /** Whether {@link #maxStack} or {@link #maxFrames} is above what a program may use without it. */
    boolean raises(Option limit) {
        Config usual = new Config();
        return limit == maxStack ? maxStack.bytes() > usual.maxStackHeight() : maxFrames.number() > usual.maxRecursionDepth();
    }

    /**
     * Looks at all values that need nothing but themselves to be judged.
     *
     * @throws UsageException if one is not usable
     */
    void check() {
        config();
        if (maxMemory.isGiven()) {
            maxMemory.bytes();
        }
        if (fuel.isGiven()) {
            fuel.number();
        }
        checkNames();
    }

    /**
     * Looks at the folders and variables without opening anything.
     *
     * @throws UsageException if one is not of the form it should be
     */
    void checkNames() {
        dir.values().forEach(SharedFolder::of);
        environment.check();
    }
}

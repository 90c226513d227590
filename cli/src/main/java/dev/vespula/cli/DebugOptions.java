package dev.vespula.cli;

import dev.vespula.Config;
import dev.vespula.Tier;
import dev.vespula.internal.policy.Watching;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/** Options of {@code vespula run} for those who look for a fault: docs/debugging.md shows their use. */
final class DebugOptions {
    /** The tier that is two. */
    static final String BOTH = "both";

    private final Option trace = Option.value("--trace", "WHAT",
            "Tell on standard error what the program does: 'calls' (with arguments and results, those of the host too), or "
                    + "'instructions' (what 'vespula ir' shows besides, with the values). Everything is interpreted then.");
    private final Option func = Option.value("--func", "NAME",
            "With --trace: tell only of the function NAME, or of that number.");
    private final Option dump = Option.value("--dump-classes", "DIR",
            "Write the classes of compiled code to the folder DIR, for javap.");

    List<Option> options() {
        return List.of(trace, func, dump);
    }

    /** A configuration with what these options ask for. */
    Config applyTo(Config config, Console console) {
        if (func.isGiven() && !trace.isGiven()) {
            throw new UsageException(func.name() + " needs " + trace.name());
        }
        if (!trace.isGiven() && !dump.isGiven()) {
            return config;
        }
        return (trace.isGiven() ? config.withTier(Tier.INTERPRETER) : config).with(
                new Watching(trace.isGiven() ? trace(console) : null, dump.isGiven() ? dump() : null, null));
    }

    /** The configuration for two tiers side by side; NaNs are the same in both. */
    Config both(RunSettings settings) {
        for (Option other : List.of(trace, dump, settings.timeout, settings.snapshot)) {
            if (other.isGiven()) {
                throw new UsageException(settings.tier.name() + " " + BOTH + " and " + other.name() + " do not go together");
            }
        }
        settings.tier.clear();
        Config config = settings.config().withoutCache().withDeterminism(Config.Determinism.ON);
        return config.with(config.tierPolicy().atOnce());
    }

    private Watching.Trace trace(Console console) {
        return new Watching.Trace(switch (trace.value()) {
            case "calls" -> Watching.Detail.CALLS;
            case "instructions" -> Watching.Detail.INSTRUCTIONS;
            default -> throw trace.badValue("calls or instructions");
        }, func.value(), console.err()::println);
    }

    private BiConsumer<String, byte[]> dump() {
        Path folder;
        try {
            folder = Files.createDirectories(Path.of(dump.value()));
        } catch (InvalidPathException | IOException e) {
            throw new CommandException(dump.name() + ": cannot make the folder " + dump.value() + ": " + e.getMessage(), e);
        }
        return (name, bytes) -> write(folder.resolve(name.replace('.', '/') + ".class"), bytes);
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw Console.unwritable(file.toString(), e);
        }
    }
}

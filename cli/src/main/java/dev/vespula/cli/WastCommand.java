package dev.vespula.cli;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.text.script.Calls;
import dev.vespula.text.script.ComponentScript;
import dev.vespula.text.script.Script;
import dev.vespula.text.script.ScriptReport;
import dev.vespula.text.script.ScriptRunner;
import dev.vespula.text.script.SuiteFeatures;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code vespula wast}: runs scripts of the kind the official test suite is made of. */
final class WastCommand extends Command {
    private static final String EXTENSION = ".wast";
    private static final String REFUEL = "refuel";

    private final Option tier = Option.value("--tier", "TIER",
            "What executes code: 'interpreter', 'compiled' or 'auto' (the default).");
    private final Option fuel = Option.value("--fuel", "FUEL",
            "Whether fuel is metered: 'off' (the default), 'on', or 'refuel' (starting at nothing; whenever it runs out, "
                    + "what is asked for is given and the call goes on).");
    private final ModuleOptions modules = new ModuleOptions();
    private final Map<Feature, Option> switches = switches();

    WastCommand() {
        super("wast", "Runs test scripts of modules and components.", "FILE...");
        takes(tier, fuel, modules.features);
        takes(List.copyOf(switches.values()));
        explain("Of a folder, all scripts in it and below it are run; '-' is a script from standard input. Failed directives are listed with file, line, "
                + "what was expected and what was got; the last line is 'N passed, N failed, N skipped'. Exit code 0 if "
                + "nothing failed, else 1. In folders named as those of the official suite, a proposal's scripts have the "
                + "proposal switched on.");
    }

    @Override
    int run(Console console) {
        Config config = config();
        ScriptReport total = new ScriptReport();
        for (String file : files()) {
            ScriptReport report = run(config, console, file);
            report.failures().forEach(failure -> console.out().println(failure));
            if (verbose.isGiven()) {
                console.out().println(file + ": " + report.summary());
            }
            total.add(report);
        }
        total.skippedByReason().forEach((reason, count) -> console.out().println("skipped " + count + ": " + reason));
        console.out().println(total.summary());
        return total.failures().isEmpty() ? Main.OK : Main.ERROR;
    }

    private ScriptReport run(Config config, Console console, String file) {
        byte[] text = console.read(file);
        Calls calls = REFUEL.equals(fuel.value()) ? Calls.REFUELLED : Calls.PLAIN;
        try (Engine engine = Engine.of(SuiteFeatures.config(config, Path.of(file)))) {
            return ComponentScript.parse(file, text).map(script -> script.run(engine))
                    .orElseGet(() -> new ScriptRunner(engine, calls).run(Script.parse(file, text)));
        }
    }

    private Config config() {
        Config config = modules.config();
        for (Map.Entry<Feature, Option> entry : switches.entrySet()) {
            if (entry.getValue().isGiven()) {
                config = entry.getKey().isOnByDefault() ? config.without(entry.getKey()) : config.with(entry.getKey());
            }
        }
        if (tier.isGiven()) {
            config = config.withTier(RunSettings.tierOf(tier));
        }
        return fuel.isGiven() ? withFuel(config, fuel.value()) : config;
    }

    private Config withFuel(Config config, String value) {
        return switch (value) {
            case "off" -> config;
            case "on", REFUEL -> config.withFuel(Config.FuelMetering.ON);
            default -> throw fuel.badValue("'off', 'on' or 'refuel'");
        };
    }

    private List<String> files() {
        List<String> files = new ArrayList<>();
        for (String argument : arguments()) {
            if (!new File(argument).isDirectory()) {
                files.add(argument);
                continue;
            }
            try (Stream<Path> found = Files.walk(Path.of(argument))) {
                found.map(Path::toString).filter(file -> file.endsWith(EXTENSION)).sorted().forEach(files::add);
            } catch (IOException | UncheckedIOException e) {
                throw new CommandException("cannot read " + argument + ": " + e.getMessage(), e);
            }
        }
        return files;
    }

    /** One flag for each feature: off for those that are on by default, on for the others. */
    private static Map<Feature, Option> switches() {
        Map<Feature, Option> switches = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            String name = ModuleOptions.nameOf(feature);
            switches.put(feature, feature.isOnByDefault() ? Option.flag("--no-" + name, "Run without this feature.")
                    : Option.flag("--" + name, "Run with this feature."));
        }
        return switches;
    }
}

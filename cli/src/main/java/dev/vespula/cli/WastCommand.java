package dev.vespula.cli;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.text.script.Calls;
import dev.vespula.text.script.Script;
import dev.vespula.text.script.ScriptReport;
import dev.vespula.text.script.ScriptRunner;
import dev.vespula.text.script.SuiteFeatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
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
    private final Map<Feature, Option> switches = switches();

    @Override
    String name() {
        return "wast";
    }

    @Override
    String summary() {
        return "Runs test scripts.";
    }

    @Override
    List<String> details() {
        return List.of("Of a folder, all scripts in it and below it are run. Failed directives are listed with file, line, "
                + "what was expected and what was got; the last line is 'N passed, N failed, N skipped'. Exit code 0 if "
                + "nothing failed, else 1. In folders named as those of the official suite, a proposal's scripts have the "
                + "proposal switched on.");
    }

    @Override
    List<Option> options() {
        List<Option> options = new ArrayList<>(List.of(tier, fuel));
        options.addAll(switches.values());
        options.add(verbose);
        return options;
    }

    @Override
    List<String> parameters() {
        return List.of("FILE...");
    }

    @Override
    int requiredArguments() {
        return 1;
    }

    @Override
    int run(Console console) {
        Config config = config();
        ScriptReport total = new ScriptReport();
        for (Path file : files()) {
            ScriptReport report = run(config, file);
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

    private ScriptReport run(Config config, Path file) {
        Script script;
        try {
            script = Script.parse(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CommandException("cannot read " + file + ": " + e.getMessage(), e);
        }
        Calls calls = REFUEL.equals(fuel.value()) ? Calls.REFUELLED : Calls.PLAIN;
        return new ScriptRunner(Engine.of(SuiteFeatures.config(config, file)), calls).run(script);
    }

    private Config config() {
        Config config = new Config();
        for (Map.Entry<Feature, Option> entry : switches.entrySet()) {
            if (entry.getValue().isGiven()) {
                config = entry.getKey().isOnByDefault() ? config.without(entry.getKey()) : config.with(entry.getKey());
            }
        }
        if (tier.isGiven()) {
            requireTier(tier.value());
        }
        return fuel.isGiven() ? withFuel(config, fuel.value()) : config;
    }

    private void requireTier(String value) {
        switch (value) {
            case "interpreter", "auto" -> { }
            case "compiled" -> throw new CommandException("--tier compiled: there is no compiled tier yet");
            default -> throw tier.badValue("'interpreter', 'compiled' or 'auto'");
        }
    }

    private Config withFuel(Config config, String value) {
        return switch (value) {
            case "off" -> config;
            case "on", REFUEL -> config.withFuel(Config.FuelMetering.ON);
            default -> throw fuel.badValue("'off', 'on' or 'refuel'");
        };
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (String argument : arguments()) {
            Path path = Path.of(argument);
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            try (Stream<Path> found = Files.walk(path)) {
                found.filter(file -> file.toString().endsWith(EXTENSION)).sorted().forEach(files::add);
            } catch (IOException e) {
                throw new CommandException("cannot read " + path + ": " + e.getMessage(), e);
            }
        }
        return files;
    }

    /** One flag for each feature: off for those that are on by default, on for the others. */
    private static Map<Feature, Option> switches() {
        Map<Feature, Option> switches = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            String name = feature.name().toLowerCase(Locale.ROOT).replace('_', '-');
            switches.put(feature, feature.isOnByDefault() ? Option.flag("--no-" + name, "Run without this feature.")
                    : Option.flag("--" + name, "Run with this feature."));
        }
        return switches;
    }
}

package dev.vespula.cli;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.ModuleException;
import dev.vespula.component.internal.wit.print.JsonWriter;
import dev.vespula.internal.names.PrintableName;
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
import java.util.OptionalLong;
import java.util.function.Consumer;
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
    private final Option json = JsonOutput.option();
    private final ModuleOptions modules = new ModuleOptions();
    private final Map<Feature, Option> switches = switches();

    WastCommand() {
        super("wast", "Runs test scripts of modules and components.", "FILE...");
        takes(tier, fuel, json, modules.features);
        takes(List.copyOf(switches.values()));
        explain("Of a folder, all scripts in it and below it are run; '-' is a script from standard input. Failed directives are listed with file, line, "
                + "what was expected and what was got; the last line is 'N passed, N failed, N skipped'. A script that cannot be read "
                + "is told on standard error, and the others are run. Exit code 0 if nothing failed, else 1. In folders named as those of the official suite, a proposal's scripts have the "
                + "proposal switched on.");
    }

    /** What became of a script: its report, or why it could not be run at all. */
    private record Outcome(String script, ScriptReport report, Problem problem) {}

    @Override
    int run(Console console) {
        if (json.isGiven()) {
            List<String> files = files();
            Config config = config();
            return JsonOutput.print(console, document -> describe(console, document, config, files));
        }
        Consumer<Outcome> teller = outcome -> tell(console, outcome);
        ScriptReport total = new ScriptReport();
        boolean isRun = run(console, config(), files(), total, teller) == null;
        total.skippedByReason().forEach((reason, count) -> console.out().println("skipped " + count + ": " + reason));
        console.out().println(total.summary());
        return isRun && total.failures().isEmpty() ? Main.OK : Main.ERROR;
    }

    private void tell(Console console, Outcome outcome) {
        if (outcome.problem() != null) {
            console.error(outcome.problem().message());
            return;
        }
        outcome.report().failures().forEach(failure -> console.out().println(failure));
        if (verbose.isGiven()) {
            console.out().println(PrintableName.escaped(outcome.script()) + ": " + outcome.report().summary());
        }
    }

    private Problem describe(Console console, JsonWriter document, Config config, List<String> files) {
        ScriptReport total = new ScriptReport();
        Problem[] first = new Problem[1];
        document.name("scripts").array(() -> first[0] = run(console, config, files, total, outcome -> {
            document.element().object(() -> {
                document.name("script").string(outcome.script());
                if (outcome.problem() == null) {
                    describe(document, outcome.report());
                } else {
                    JsonOutput.error(document, outcome.problem());
                }
            });
        }));
        counts(document, total);
        return first[0] != null || total.failures().isEmpty() ? first[0]
                : new Problem("failed", total.summary(), OptionalLong.empty());
    }

    private static void describe(JsonWriter document, ScriptReport report) {
        counts(document, report);
        document.name("failures").array(report.failures(), failure -> document.object(() -> {
            document.name("line").number(failure.line());
            document.name("directive").string(failure.directive());
            document.name("message").string(failure.message());
        }));
        document.name("skippedByReason").object(() -> report.skippedByReason()
                .forEach((reason, count) -> document.name(reason).number(count)));
    }

    private static void counts(JsonWriter document, ScriptReport report) {
        document.name("passed").number(report.passed());
        document.name("failed").number(report.failures().size());
        document.name("skipped").number(report.skipped());
    }

    /** Runs all scripts; gives the first reason for which one could not be run, or null. */
    private Problem run(Console console, Config config, List<String> files, ScriptReport total, Consumer<Outcome> listener) {
        Problem first = null;
        try (Progress progress = new Progress(console, "wast", files.size())) {
            for (String file : files) {
                progress.next(file);
                Outcome outcome = outcome(console, config, file);
                if (outcome.report() != null) {
                    total.add(outcome.report());
                }
                first = first == null ? outcome.problem() : first;
                progress.apart(() -> listener.accept(outcome));
            }
        }
        return first;
    }

    private Outcome outcome(Console console, Config config, String file) {
        try {
            return new Outcome(file, run(config, console, file), null);
        } catch (ModuleException e) {
            return new Outcome(file, null, Problem.of(file, e));
        } catch (CommandException e) {
            return new Outcome(file, null, Problem.of(e));
        }
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
            String name = feature.label();
            switches.put(feature, feature.isOnByDefault() ? Option.flag("--no-" + name, "Run without this feature.")
                    : Option.flag("--" + name, "Run with this feature."));
        }
        return switches;
    }
}

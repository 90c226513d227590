package dev.vespula.cli;

import dev.vespula.Engine;
import dev.vespula.Module;
import dev.vespula.ModuleException;
import dev.vespula.cli.Surroundings.Shown;
import dev.vespula.component.internal.wit.print.JsonWriter;
import dev.vespula.internal.names.PrintableName;

/** {@code vespula validate}: decodes and validates modules and components completely without running anything. */
final class ValidateCommand extends Command {
    private final ModuleOptions modules = new ModuleOptions();
    private final Option json = JsonOutput.option();

    ValidateCommand() {
        super("validate", "Checks that files are valid WebAssembly modules or components.", "FILE...");
        takes(json);
        takes(modules.options());
        explain("Prints one line for each file that is not valid. Exit code 0 if all are valid, else 1.");
    }

    /** What was found out about a file: what it is, or what is wrong with it. */
    private record Verdict(String kind, Problem problem) {}

    /** What is told of each file. */
    private interface Listener {
        void told(String file, Verdict verdict);
    }

    @Override
    int run(Console console) {
        if (json.isGiven()) {
            return JsonOutput.print(console, document -> describe(console, document));
        }
        boolean isValid = validate(console, (file, verdict) -> tell(console, file, verdict)) == null;
        return isValid ? Main.OK : Main.ERROR;
    }

    private void tell(Console console, String file, Verdict verdict) {
        if (verdict.problem() != null) {
            console.error(verdict.problem().message());
        } else if (verbose.isGiven()) {
            console.out().println(PrintableName.escaped(file) + ": " + console.paint(Shown.OUT).good("valid"));
        }
    }

    private Problem describe(Console console, JsonWriter document) {
        int[] count = new int[1];
        Problem[] first = new Problem[1];
        document.name("files").array(() -> first[0] = validate(console, (file, verdict) -> {
            count[0] += verdict.problem() == null ? 1 : 0;
            document.element().object(() -> {
                document.name("file").string(file);
                document.name("valid").truth(verdict.problem() == null);
                if (verdict.problem() == null) {
                    document.name("kind").string(verdict.kind());
                } else {
                    JsonOutput.error(document, verdict.problem());
                }
            });
        }));
        document.name("valid").number(count[0]);
        document.name("invalid").number(arguments().size() - count[0]);
        return first[0];
    }

    /** Gives the first problem, or null. */
    private Problem validate(Console console, Listener listener) {
        Engine engine = Engine.of(modules.config());
        Problem first = null;
        try (Progress progress = new Progress(console, "validate", arguments().size())) {
            for (String file : arguments()) {
                progress.next(file);
                Verdict verdict = verdict(engine, console, file);
                first = first == null ? verdict.problem() : first;
                progress.apart(() -> listener.told(file, verdict));
            }
        }
        return first;
    }

    private Verdict verdict(Engine engine, Console console, String file) {
        try {
            ModuleFile given = new ModuleFile(modules, console, file);
            if (given.isComponent()) {
                given.component(engine);
                return new Verdict("component", null);
            }
            Module.validate(engine, file, given.content());
            return new Verdict("module", null);
        } catch (ModuleException e) {
            return new Verdict(null, Problem.of(file, e));
        } catch (CommandException e) {
            return new Verdict(null, Problem.of(e));
        }
    }
}

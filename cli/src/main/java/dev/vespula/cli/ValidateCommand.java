package dev.vespula.cli;

import dev.vespula.Engine;
import dev.vespula.Module;
import dev.vespula.ModuleException;
import dev.vespula.internal.names.PrintableName;

/** {@code vespula validate}: decodes and validates modules and components completely without running anything. */
final class ValidateCommand extends Command {
    private final ModuleOptions modules = new ModuleOptions();

    ValidateCommand() {
        super("validate", "Checks that files are valid WebAssembly modules or components.", "FILE...");
        takes(modules.options());
        explain("Prints one line for each file that is not valid. Exit code 0 if all are valid, else 1.");
    }

    @Override
    int run(Console console) {
        Engine engine = Engine.of(modules.config());
        int code = Main.OK;
        for (String file : arguments()) {
            String problem = problem(engine, console, file);
            if (problem != null) {
                console.error(problem);
                code = Main.ERROR;
            } else if (verbose.isGiven()) {
                console.out().println(PrintableName.escaped(file) + ": valid");
            }
        }
        return code;
    }

    private String problem(Engine engine, Console console, String file) {
        try {
            ModuleFile given = new ModuleFile(modules, console, file);
            if (given.isComponent()) {
                given.component(engine);
            } else {
                Module.validate(engine, file, given.content());
            }
            return null;
        } catch (ModuleException e) {
            return ModuleFile.describe(file, e);
        } catch (CommandException e) {
            return e.getMessage();
        }
    }
}

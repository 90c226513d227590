package dev.vespula.cli;

import dev.vespula.Engine;
import dev.vespula.Module;
import dev.vespula.ModuleException;
import java.util.List;

/** {@code vespula ir}: the intermediate representation of one function, as the interpreter gets it. */
final class IrCommand extends Command {
    private final ModuleOptions modules = new ModuleOptions();

    @Override
    String name() {
        return "ir";
    }

    @Override
    String summary() {
        return "Shows the intermediate representation of a function.";
    }

    @Override
    List<String> details() {
        return List.of("FUNC is a function's index (imports counted first), its name in the name section, "
                + "or the name under which it is exported.");
    }

    @Override
    List<Option> options() {
        return modules.with(verbose);
    }

    @Override
    List<String> parameters() {
        return List.of("FILE", "FUNC");
    }

    @Override
    int requiredArguments() {
        return 2;
    }

    @Override
    int run(Console console) {
        String file = arguments().get(0);
        Module module = ModuleFile.compile(Engine.of(modules.config()), file, ModuleFile.readModule(modules, console, file));
        int function = find(module, file, arguments().get(1));
        try {
            console.out().print(module.disassemble(function));
        } catch (IllegalArgumentException e) {
            throw new CommandException(file + ": " + e.getMessage(), e);
        } catch (ModuleException e) {
            throw new CommandException(ModuleFile.describe(file, e), e);
        }
        return Main.OK;
    }

    private static int find(Module module, String file, String wanted) {
        int count = module.functionCount();
        for (int i = 0; i < count; i++) {
            if (wanted.equals(Integer.toString(i)) || wanted.equals(module.functionName(i).orElse(null))) {
                return i;
            }
        }
        return module.functionIndex(wanted).orElseThrow(() -> new CommandException(
                file + " has no function '" + wanted + "'; it has " + count + " functions, see 'vespula inspect'"));
    }
}

package dev.vespula.cli;

import dev.vespula.Engine;
import dev.vespula.Module;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.types.FuncType;

/** {@code vespula ir}: the intermediate representation of functions, as the interpreter gets it. */
final class IrCommand extends Command {
    private final ModuleOptions modules = new ModuleOptions();

    IrCommand() {
        super("ir", "Shows the intermediate representation of functions.", "FILE", "[FUNC]");
        takes(modules.features, modules.compiled);
        explain("FUNC is a function's index (imports counted first), its name in the name section, "
                + "or the name under which it is exported. Without it, all functions are shown that are not imported.");
    }

    @Override
    int run(Console console) {
        String file = arguments().get(0);
        Module module = new ModuleFile(modules, console, file).butNoComponent(this).module(Engine.of(modules.config()));
        if (arguments().size() < 2) {
            int imported = (int) module.imports().stream().filter(one -> one.type() instanceof FuncType).count();
            for (int function = imported; function < module.functionCount(); function++) {
                module.functionName(function).ifPresent(name -> console.out().println("; " + PrintableName.of(name)));
                console.out().println(module.disassemble(function));
            }
            return Main.OK;
        }
        try {
            console.out().print(module.disassemble(find(module, file, arguments().get(1))));
        } catch (IllegalArgumentException e) {
            throw new CommandException(file + ": " + e.getMessage(), e);
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
